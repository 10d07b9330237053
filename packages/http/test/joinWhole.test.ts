import { assert, describe, it } from "@effect/vitest"
import { AccessUnavailable, KeptAnswers } from "@laurel/core/access"
import { Entries } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
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
})
