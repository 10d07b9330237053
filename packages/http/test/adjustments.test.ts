import { tick } from "@laurel/core/work"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { begin, openHouse, pot, steps } from "./house.ts"
import { eventsOf, openServer, type Told } from "./liveHouse.ts"

const day = 86_400_000
const path = "/v1/challenges/pot"
const metrics = [{ name: "steps", unit: "steps", decimals: 1 }]
const late = { id: "gate-7", participant_id: "ada", amount: "-1500.5", reason: "missed a checkpoint" }

describe("adjustments over HTTP (H14)", () => {
  const house = openHouse()
  const { ask } = house
  let keys = 0
  const post = async (where: string, as: string, body: unknown, key = `adjusting-${keys++}`) => {
    const { status, json } = await ask("POST", where, { as, body, headers: { "idempotency-key": key } })
    return { status, json }
  }
  const adjust = (body: unknown, as = "olga") => post(`${path}/adjustments`, as, body)
  const reverse = (id: string, as = "olga", reason = "she was there") =>
    post(`${path}/adjustments/${id}/reverse`, as, { reason })
  const board = async () => {
    const { json } = await ask("GET", `${path}/leaderboard`)
    return json.data.map((row: Readonly<Record<string, string>>) => `${row.rank} ${row.participant_id} ${row.score}`)
  }
  const list = (as: string, query = "") => ask("GET", `${path}/adjustments${query}`, { as })
  const idsOf = ({ json }: Awaited<ReturnType<typeof list>>) => json.data.map(({ id }: Readonly<{ id: string }>) => id)
  beforeAll(async () => {
    await post("/v1/challenges", "olga", { ...steps("pot", pot), metrics, disputeHours: 0 })
    await post(`${path}/publish`, "olga", {})
    for (const [name, quantity] of [
      ["ada", 9_000],
      ["bob", 8_000],
      ["eve", 100]
    ] as const) {
      await post(`${path}/join`, name, { fee: { minor_units: "1000" } })
      await post(`${path}/activities`, name, { metric: "steps", quantity, at: new Date(begin).toISOString(), key: "1" })
    }
  })
  afterAll(house.close)

  it("move the board and the explanation at once; the same again changes nothing, other content is a conflict", async () => {
    assert.deepStrictEqual(await board(), ["1 ada 9000.0", "2 bob 8000.0", "3 eve 100.0"])
    const { status, json } = await adjust(late)
    assert.deepStrictEqual(
      [status, json],
      [201, { ...late, by: "olga", at: new Date(house.clock.currentTimeMillisUnsafe()).toISOString() }]
    )
    assert.deepStrictEqual(await board(), ["1 bob 8000.0", "2 ada 7499.5", "3 eve 100.0"])
    const again = await adjust(late)
    assert.deepStrictEqual([again.status, again.json], [200, json])
    for (const [field, other] of Object.entries({ participant_id: "bob", amount: "-1500", reason: "late" })) {
      const refused = await adjust({ ...late, [field]: other })
      assert.deepStrictEqual([refused.status, refused.json.code], [409, "adjustment-conflict"], field)
    }
    const explained = await ask("GET", `${path}/participants/ada/explanation`, { as: "ada" })
    assert.strictEqual(explained.json.score, "7499.5")
    assert.deepInclude(explained.json.parts.at(-1), {
      kind: "adjustment",
      gave: "-1500.5",
      adjustment_id: "gate-7",
      reason: "missed a checkpoint"
    })
  })

  it("are answered once for each `Idempotency-Key`", async () => {
    const bonus = { id: "bonus", participant_id: "eve", amount: "0.5", reason: "helped others" }
    const first = await post(`${path}/adjustments`, "olga", bonus, "one")
    const same = await ask("POST", `${path}/adjustments`, {
      as: "olga",
      body: bonus,
      headers: { "idempotency-key": "one" }
    })
    assert.deepStrictEqual([first.status, same.status, same.json], [201, 201, first.json])
    assert.strictEqual(same.headers.get("idempotency-replayed"), "true")
    const other = await post(`${path}/adjustments`, "olga", late, "one")
    assert.strictEqual(other.json.code, "idempotency-key-reused")
  })

  it("say what cannot be used, and where", async () => {
    for (const [field, value, said] of [
      ["amount", "much", /is not a number/],
      ["amount", "0.0", /must not be zero/],
      ["amount", "9007199254740991", /larger than 2\^53 - 1/],
      ["amount", 3, /must be text/],
      ["reason", " ", /1 to 500 characters/],
      ["id", "?", /letter or digit/]
    ] as const) {
      const { status, json } = await adjust({ ...late, id: "other", [field]: value })
      assert.deepStrictEqual([status, json.errors[0].pointer], [422, `/${field}`], `${value}`)
      assert.match(json.errors[0].detail, said)
    }
    const nobody = await adjust({ ...late, id: "other", participant_id: "zoe" })
    assert.deepStrictEqual([nobody.status, nobody.json.code], [404, "participant-not-found"])
  })

  it("are the organiser's: whoever takes part reads their own, as in the explanation of their score", async () => {
    for (const as of ["ada", "sam", "otto", "pat+approver", "root+administrator"]) {
      assert.strictEqual((await adjust({ ...late, id: "mine", amount: "1" }, as)).json.code, "access-denied", as)
      assert.strictEqual((await reverse("gate-7", as)).json.code, "access-denied", as)
    }
    assert.deepStrictEqual(idsOf(await list("ada", "?participant_id=ada")), ["gate-7"])
    assert.deepStrictEqual(idsOf(await list("root+administrator")), ["bonus", "gate-7"])
    for (const query of ["", "?participant_id=bob"]) assert.strictEqual((await list("ada", query)).status, 403, query)
    assert.strictEqual((await list("olga", "?participant_id=zoe")).json.code, "participant-not-found")
  })

  it("are listed page by page, the oldest first, those that were taken back too", async () => {
    house.clock.moveTo(begin + 1_000)
    await adjust({ ...late, id: "slip", amount: "-3" })
    house.clock.moveTo(begin + 2_000)
    const taken = await reverse("slip", "olga", "a slip")
    const reversal = { reason: "a slip", by: "olga", at: new Date(begin + 2_000).toISOString() }
    assert.deepStrictEqual([taken.status, taken.json.reversal], [200, reversal])
    assert.deepStrictEqual((await reverse("slip", "olga", "once more")).json, taken.json)
    assert.strictEqual((await reverse("none")).json.code, "adjustment-not-found")
    const seen: Array<string> = []
    let cursor = ""
    do {
      const page = await list("olga", `?limit=1${cursor}`)
      seen.push(...idsOf(page))
      cursor = page.json.has_more ? `&cursor=${encodeURIComponent(page.json.next_cursor)}` : ""
    } while (cursor !== "")
    // What was made in one instant is in the order of its ids.
    assert.deepStrictEqual(seen, ["bonus", "gate-7", "slip"])
    assert.deepStrictEqual(idsOf(await list("ada", "?participant_id=ada")), ["gate-7", "slip"])
    for (const wrong of ["slip", "2026-05-04T08:00:00.000Z_", "never_slip"])
      assert.strictEqual((await list("olga", `?cursor=${wrong}`)).json.code, "invalid-cursor", wrong)
  })

  it("are told among what a challenge allows, until its standings are final; the plan has what they came to", async () => {
    const allows = async () => (await ask("GET", path, { as: "olga" })).json.allows
    assert.includeMembers(await allows(), ["adjustScore", "reverseAdjustment"])
    house.clock.moveTo(begin + 8 * day)
    await house.run(tick())
    assert.notIncludeMembers(await allows(), ["adjustScore", "reverseAdjustment"])
    for (const refused of [await adjust({ ...late, id: "too-late" }), await reverse("gate-7")])
      assert.deepStrictEqual([refused.status, refused.json.code], [409, "challenge-transition-forbidden"])
    assert.strictEqual((await adjust(late)).status, 200)
    const { json: planned } = await post(`${path}/settlement:plan`, "olga@now", {})
    const plan = await ask("GET", `${path}/settlement/plans/${planned.plan_hash}/overview`, { as: "olga" })
    assert.deepStrictEqual(
      plan.json.awards.map((award: Readonly<Record<string, string>>) => [award.participant_id, award.minor_units]),
      [
        ["bob", "1800"],
        ["ada", "1200"]
      ]
    )
    const { json: record } = await ask("GET", `${path}/audit?limit=100`, { as: "olga" })
    const actions = record.data.map(({ action }: Readonly<Record<string, string>>) => action)
    assert.includeMembers(actions, ["challenge.adjust", "challenge.reverse-adjustment"])
  })

  it("have met no bug", () => assert.deepStrictEqual(house.reports, []))
})

describe("a live board whose scores are adjusted", () => {
  it("tells it on its stream", async () => {
    const server = await openServer()
    const key = await server.keyOf("olga", "organise", "record", "join", "read")
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" }
    const post = async (where: string, body: unknown) => {
      const answer = await fetch(`${server.url}/v1/challenges${where}`, {
        method: "POST",
        headers: { ...headers, "idempotency-key": `${where} ${JSON.stringify(body)}`.replace(/[^!-~]/g, "-") },
        body: JSON.stringify(body)
      })
      assert.isTrue(answer.ok, await answer.text())
    }
    const dayFromNow = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10)
    await post("", steps("live", { window: { start: dayFromNow(-2), end: dayFromNow(7) } }))
    await post("/live/publish", {})
    await post("/live/join", { user_id: "ada" })
    await post("/live/activities", {
      user_id: "ada",
      metric: "steps",
      quantity: 900,
      at: new Date(Date.now() - 1_000).toISOString()
    })
    const stream = await eventsOf(await fetch(`${server.url}/v1/challenges/live/leaderboard/live`))
    const says = (score: string) => (told: ReadonlyArray<Told>) => JSON.stringify(told).includes(`"score":"${score}"`)
    assert.isTrue(await stream.until(says("900")))
    await post("/live/adjustments", { id: "late", participant_id: "ada", amount: "-500", reason: "late" })
    assert.isTrue(await stream.until(says("400")))
    await post("/live/adjustments/late/reverse", { reason: "she was there" })
    assert.isTrue(await stream.until((told) => says("900")(told.slice(-1))))
    await stream.close()
    await server.close()
  })
})
