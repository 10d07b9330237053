import { forgetAnswers } from "@laurel/core/access"
import { sha256Hex } from "@laurel/core/shared"
import { moneyHandlers, tick, workOff } from "@laurel/core/work"
import { Effect } from "effect"
import { assert, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import { makeClient, ProblemAnswered } from "../src/operation/makeClient.ts"
import { wrongWith } from "./conformance.ts"
import { begin, openHouse, pot, steps } from "./house.ts"

const day = 86_400_000

describe("the whole life of a challenge, by a client", () => {
  it("goes from its creation to the payout", async () => {
    const house = openHouse()
    const client = (token?: string) =>
      makeClient(operations, {
        url: "http://laurel.test",
        ...(token === undefined ? {} : { token }),
        fetch: (input, init) => asked(house, `${input}`, init)
      })
    const [olga, pat, ada, bob] = [client("olga"), client("pat+approver"), client("ada"), client("bob")]
    const params = { challenge_id: "pot" }
    const refused = async (asked: Promise<unknown>): Promise<string> => {
      const problem = await asked.then(
        () => undefined,
        (error: unknown) => error
      )
      if (problem instanceof ProblemAnswered) return problem.problem.code
      throw problem ?? new Error("it was not refused")
    }

    const draft = await olga.createChallenge({ body: { ...steps("pot", pot), disputeHours: 0 } })
    assert.strictEqual(draft.state, "draft")
    await olga.publishChallenge({ params })
    const fee = { minor_units: "1000" }
    for (const [who, key] of [
      [ada, "a"],
      [bob, "b"]
    ] as const) {
      const joined = await who.joinChallenge({ params, body: { fee }, idempotencyKey: key })
      assert.strictEqual(joined.outcome, "entered")
    }
    assert.deepStrictEqual(
      await ada.joinChallenge({ params, body: { fee }, idempotencyKey: "a" }),
      { outcome: "entered", participant_id: "ada" },
      "the same key is answered the same"
    )
    assert.strictEqual(
      await refused(ada.joinChallenge({ params, body: {}, idempotencyKey: "a" })),
      "idempotency-key-reused"
    )
    assert.strictEqual(
      await refused(client("sam").joinChallenge({ params, body: {}, idempotencyKey: "s" })),
      "entry-refused"
    )
    assert.strictEqual(await refused(client("sam").joinChallenge({ params, body: { fee } })), "idempotency-key-missing")

    const at = new Date(begin).toISOString()
    await ada.recordActivity({ params, body: { metric: "steps", quantity: "8000", at, key: "1" } })
    const batch = { activities: [{ metric: "steps", quantity: 9_000, at, key: "1", user_id: "bob" }] }
    assert.deepStrictEqual((await bob.recordActivities({ params, body: batch })).data, [{ outcome: "accepted" }])
    const board = await client().getBoard({ params })
    assert.deepStrictEqual(
      board.data.map(({ rank, participant_id, score }) => [rank, participant_id, score]),
      [
        [1, "bob", "9000"],
        [2, "ada", "8000"]
      ]
    )
    const why = await ada.explainScore({ params: { ...params, participant_id: "ada" } })
    assert.strictEqual(why.parts[0]?.gave, "8000")
    assert.strictEqual(
      await refused(bob.explainScore({ params: { ...params, participant_id: "ada" } })),
      "access-denied"
    )

    // The window is over, and somebody works.
    house.clock.moveTo(begin + 8 * day)
    await house.run(tick())
    assert.strictEqual((await client().getChallenge({ params })).state, "final")
    const renewed = { olga: client("olga@now"), pat: client("pat+approver@now") }
    assert.strictEqual(
      await refused(olga.planSettlement({ params, body: {}, idempotencyKey: "plan" })),
      "fresh-proof-needed"
    )
    const planned = await renewed.olga.planSettlement({ params, body: {}, idempotencyKey: "plan" })
    const hash = { plan_hash: planned.plan_hash ?? "" }
    assert.strictEqual(planned.due_minor_units, "2000")
    assert.strictEqual(await refused(ada.getSettlement({ params })), "access-denied")
    const plan = await pat.getPlan({ params: { ...params, ...hash } })
    assert.strictEqual(sha256Hex(plan), planned.plan_hash)
    assert.strictEqual(
      await refused(renewed.olga.approvePlan({ params, body: hash, idempotencyKey: "sign" })),
      "approver-is-maker"
    )
    assert.strictEqual(
      (await renewed.pat.approvePlan({ params, body: hash, idempotencyKey: "sign" })).state,
      "approved"
    )
    await renewed.olga.applyPlan({ params, body: hash, idempotencyKey: "apply" })
    assert.strictEqual(
      await refused(renewed.olga.applyPlan({ params, body: hash, idempotencyKey: "apply-again" })),
      "already-posted"
    )
    await house.run(Effect.asVoid(workOff(moneyHandlers, "worker")))
    const settled = await olga.getSettlement({ params })
    assert.strictEqual(settled.state, "settled")
    const payouts = await olga.listPayouts({ params })
    assert.deepStrictEqual(
      payouts.data.map(({ recipient, minor_units, state }) => [recipient, minor_units, state]).sort(),
      [
        ["ada", "800", "confirmed"],
        ["bob", "1200", "confirmed"]
      ]
    )
    const won = await bob.getUserPrizes({ params: { user_id: "bob" } })
    assert.deepStrictEqual(won.data, [{ challenge_id: "pot", place: 1, currency: "EUR", minor_units: "1200" }])
    assert.strictEqual(await refused(ada.getUserPrizes({ params: { user_id: "bob" } })), "access-denied")
    const audit = await pat.listAudit({ params, query: { limit: 100 } })
    const signed = audit.data.find(({ action }) => action === "settlement.approve")
    assert.deepStrictEqual([signed?.actor, signed?.channel, signed?.address], ["pat", "http", "192.0.2.1"])
    assert.match(await olga.getJournal({ params }), /EUR/)
    // What was answered is kept for two days, and forgotten then.
    assert.strictEqual(await house.run(forgetAnswers), 2)
    house.clock.moveTo(begin + 20 * day)
    assert.isAbove(await house.run(forgetAnswers), 0)
    assert.strictEqual(await house.run(forgetAnswers), 0)
    assert.deepStrictEqual(house.reports, [])
    await house.close()
  })
})

/** Asks in process, and holds the answer against what the operation says. */
const asked = async (house: ReturnType<typeof openHouse>, input: string, init: RequestInit = {}): Promise<Response> => {
  const headers = new Headers(init.headers)
  // A request in process has no length unless somebody says it, as a connection does.
  if (typeof init.body === "string") headers.set("content-length", `${Buffer.byteLength(init.body)}`)
  const response = await house.app.request(input, { ...init, headers })
  const type = response.headers.get("content-type") ?? ""
  const text = await response.clone().text()
  const wrong = wrongWith(init.method ?? "GET", new URL(input).pathname, {
    status: response.status,
    headers: response.headers,
    type,
    json: /json/.test(type) && !/vnd/.test(type) ? JSON.parse(text) : undefined
  })
  if (wrong !== undefined) throw new Error(wrong)
  return response
}
