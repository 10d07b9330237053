import { assert, describe, it } from "@effect/vitest"
import { AccessUnavailable, KeptAnswers } from "@laurel/core/access"
import { Entries } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { operations } from "../src/api/operations.ts"
import { noBody } from "../src/operation/define.ts"
import { mayBeAbsent } from "../src/operation/readRequest.ts"
import { openHouse, portsInMemory, steps } from "./house.ts"

/** Keeps no answer as long as this says so. */
const broken = { isBroken: false }
const answersThatBreak = Layer.effect(
  KeptAnswers,
  Effect.map(KeptAnswers, (whole) => ({
    ...whole,
    answer: (key, answer) =>
      broken.isBroken
        ? Effect.fail(new AccessUnavailable({ operation: "answer", cause: new Error("no room") }))
        : whole.answer(key, answer)
  }))
)

describe("to enter without a fee", () => {
  it("is kept together with its answer or not at all, and the same again carries it out", async () => {
    const house = openHouse(answersThatBreak.pipe(Layer.provideMerge(portsInMemory)))
    try {
      await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("walk") })
      await house.ask("POST", "/v1/challenges/walk/publish", { as: "olga" })
      const join = () =>
        house.ask("POST", "/v1/challenges/walk/join", { as: "ada", body: {}, headers: { "idempotency-key": "once" } })
      const hasEntered = () =>
        house.run(
          Effect.map(
            Effect.flatMap(Entries, (entries) => entries.find(ChallengeId.make("walk"), ParticipantId.make("ada"))),
            Option.isSome
          )
        )

      broken.isBroken = true
      assert.strictEqual((await join()).status, 503)
      assert.isFalse(await hasEntered())

      broken.isBroken = false
      const entered = await join()
      assert.deepStrictEqual([entered.status, entered.headers.get("idempotency-replayed")], [201, null])
      assert.isTrue(await hasEntered())
      const again = await join()
      assert.deepStrictEqual([again.status, again.headers.get("idempotency-replayed")], [201, "true"])
    } finally {
      await house.close()
    }
  })

  it("needs no body: none at all means one without fields, for the same key too", async () => {
    const house = openHouse()
    await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("walk") })
    await house.ask("POST", "/v1/challenges/walk/publish", { as: "olga" })
    const join = async (as: string, body?: object) => {
      const headers = { "idempotency-key": "once" }
      const asked = { as, headers, ...(body === undefined ? {} : { body }) }
      return (await house.ask("POST", "/v1/challenges/walk/join", asked)).json
    }
    assert.deepStrictEqual(await join("ada"), { outcome: "entered", participant_id: "ada" })
    assert.deepStrictEqual(await join("ada", {}), { outcome: "entered", participant_id: "ada" })
    const optional = Object.values(operations).filter(({ body }) => body !== noBody && mayBeAbsent(body))
    assert.includeMembers(
      optional.map(({ id }) => id),
      ["joinChallenge", "amendParticipant", "planSettlement"]
    )
    const { paths } = (await house.ask("GET", "/openapi.json")).json
    for (const { path, method } of optional)
      assert.isFalse(paths[path][method.toLowerCase()].requestBody.required, path)
    await house.close()
  })
})
