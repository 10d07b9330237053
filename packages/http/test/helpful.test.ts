import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { begin, openHouse, pot, steps } from "./house.ts"

const at = new Date(begin).toISOString()

describe("what is refused", () => {
  const house = openHouse()
  let keys = 0
  const refused = async (as: string | undefined, method: string, path: string, body?: unknown) => {
    const { json } = await house.ask(method, `/v1/challenges${path}`, {
      ...(as === undefined ? {} : { as }),
      ...(body === undefined ? {} : { body }),
      headers: { "idempotency-key": `helpful-${keys++}` }
    })
    return json
  }
  const detailOf = async (...asked: Parameters<typeof refused>): Promise<string> => (await refused(...asked)).detail
  beforeAll(async () => {
    await refused("olga", "POST", "", steps("pot", { ...pot, divisions: ["open", "masters"] }))
    await refused("olga", "POST", "/pot/publish")
    await refused("ada", "POST", "/pot/join", { division: "open", fee: { minor_units: "1000" } })
  })
  afterAll(house.close)

  it("says what an entry would have to be, for people and for programs", async () => {
    const wrongFee = await refused("bob", "POST", "/pot/join", { division: "open" })
    assert.strictEqual(wrongFee.reason, "wrong_fee")
    assert.strictEqual(
      wrongFee.detail,
      "Nobody was entered: entering costs 1000 minor units of EUR now; name them as `fee.minor_units`"
    )
    assert.strictEqual(
      await detailOf("bob", "POST", "/pot/join", {}),
      "Nobody was entered: `division` has to be one of open, masters"
    )
    const other = await refused("ada", "POST", "/pot/join", { division: "masters", fee: { minor_units: "1000" } })
    assert.deepStrictEqual([other.reason, other.field], ["entry_conflict", "division"])
  })

  it("says what an activity would have to be", async () => {
    const activity = { metric: "steps", quantity: 1, at, key: "1" }
    const sent = (more: object, as = "ada") => refused(as, "POST", "/pot/activities", { ...activity, ...more })
    await sent({})
    const conflict = await sent({ quantity: 2 })
    assert.deepStrictEqual([conflict.reason, conflict.field], ["revision_conflict", "quantity"])
    assert.match(conflict.detail, /another quantity; send it with a higher revision/)
    assert.match((await sent({ metric: "km" })).detail, /does not measure this metric, but steps$/)
    assert.match((await sent({}, "sam")).detail, /has to join first$/)
    assert.match(
      (await sent({ at: "2026-05-01T00:00:00Z", key: "2" })).detail,
      /began, which was at 2026-05-04T00:00:00/
    )
  })

  it("names each flaw of a body by what kind it is", async () => {
    const { errors, detail } = await refused("ada", "POST", "/pot/activities", { metric: 3, extra: 1 })
    assert.deepStrictEqual(
      errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
      [
        ["/extra", "unknown_key"],
        ["/metric", "invalid"],
        ["/at", "missing"]
      ]
    )
    assert.match(detail, /, and 2 more$/)
  })

  it("says that a body is missing, and where one cannot be parsed, without repeating it", async () => {
    assert.strictEqual(
      await detailOf("ada", "POST", "/pot/activities"),
      "The body is missing; send JSON, with `Content-Type: application/json`"
    )
    const cut = async (text: string): Promise<string> => {
      const headers = { "content-type": "application/json", "content-length": `${Buffer.byteLength(text)}` }
      return (await house.ask("POST", "/v1/challenges/pot/activities", { as: "ada", text, headers })).json.detail
    }
    assert.strictEqual(
      await cut('{"metric":"steps",}'),
      "The body is no JSON: Expected double-quoted property name at line 1, column 19"
    )
    assert.strictEqual(await cut('{"metric":\n'), "The body is no JSON: it ends before it is complete")
    assert.strictEqual(await cut('{"metric": secret}'), "The body is no JSON: it cannot be parsed")
  })

  it("says where the next page of any list would be found", async () => {
    assert.strictEqual(
      await detailOf(undefined, "GET", "/pot/participants?cursor=%01"),
      '"\u0001" is no cursor of this list; take the one that the page before ended with, or leave it out to begin at the top'
    )
  })
})
