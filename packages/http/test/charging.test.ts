import { PaymentProvider, PaymentUnknown } from "@laurel/core/payment"
import { Effect, Layer } from "effect"
import { assert, describe, it } from "vitest"
import { openHouse, portsInMemory, pot, steps } from "./house.ts"

type Mood = "pays" | "declines" | "is silent"

/** A house whose payment provider, which stands for a foreign service, a test can put into a mood. */
const openTill = async () => {
  const provider: { mood: Mood } = { mood: "pays" }
  const answered = (key: string) =>
    provider.mood === "is silent"
      ? Effect.fail(new PaymentUnknown({ key, cause: "no answer" }))
      : Effect.succeed({ _tag: provider.mood === "pays" ? ("Paid" as const) : ("Declined" as const), reference: key })
  const moody = Layer.succeed(PaymentProvider, {
    name: "moody",
    pay: ({ key }) => answered(key),
    charge: ({ key }) => answered(key),
    lookUp: (key) => answered(key)
  })
  const house = openHouse(Layer.merge(portsInMemory, moody))
  await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("pot", pot) })
  await house.ask("POST", "/v1/challenges/pot/publish", { as: "olga" })
  const join = async (as: string, key: string) => {
    const body = { fee: { minor_units: "1000" } }
    const { status, json } = await house.ask("POST", "/v1/challenges/pot/join", {
      as,
      body,
      headers: { "idempotency-key": key }
    })
    return { status, ...json }
  }
  const entered = async (): Promise<ReadonlyArray<string>> =>
    (await house.ask("GET", "/v1/challenges/pot/participants")).json.data.map(
      ({ participant_id }: { readonly participant_id: string }) => participant_id
    )
  return { house, provider, join, entered }
}

describe("joining with a fee", () => {
  it("enters nobody whose fee is refused, and takes the same again once it is paid", async () => {
    const { house, provider, join, entered } = await openTill()
    provider.mood = "declines"
    const refused = await join("ada", "1")
    assert.deepStrictEqual([refused.status, refused.code], [402, "charge-refused"])
    assert.deepStrictEqual(await entered(), [])
    provider.mood = "pays"
    assert.deepStrictEqual(await join("ada", "1"), { status: 201, outcome: "entered", participant_id: "ada" })
    assert.deepStrictEqual(await entered(), ["ada"])
    assert.deepStrictEqual(house.reports, [])
    await house.close()
  })

  it("says so while nobody knows whether a fee is paid, and tells the same request once it is known", async () => {
    const { house, provider, join, entered } = await openTill()
    provider.mood = "is silent"
    const pending = await join("ada", "1")
    assert.deepStrictEqual([pending.status, pending.outcome], [202, "charge_pending"])
    assert.isString(pending.charge)
    assert.deepStrictEqual(await entered(), [])
    assert.strictEqual((await join("ada", "1")).status, 202)
    provider.mood = "pays"
    const known = await join("ada", "1")
    assert.deepStrictEqual([known.outcome, known.participant_id], ["entered", "ada"])
    assert.deepStrictEqual(await entered(), ["ada"])
    assert.deepStrictEqual(house.reports, [])
    await house.close()
  })
})
