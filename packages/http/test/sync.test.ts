import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { begin, openHouse, steps } from "./house.ts"

const at = new Date(begin).toISOString()
const kilometres = {
  metrics: [
    { name: "steps", unit: "steps" },
    { name: "distance", unit: "km", decimals: 2 }
  ],
  score: { _tag: "Total", metric: "distance" }
}

describe("activities that are sent once for all challenges", () => {
  const house = openHouse()
  const { ask } = house
  beforeAll(async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("a") })
    await ask("POST", "/v1/challenges", { as: "otto", body: steps("b", { ...kilometres, visibility: "invite" }) })
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("c") })
    await ask("POST", "/v1/challenges", {
      as: "olga",
      body: steps("later", { window: { start: "2026-06-01", end: "2026-06-02" } })
    })
    for (const [id, by] of [
      ["a", "olga"],
      ["b", "otto"],
      ["c", "olga"],
      ["later", "olga"]
    ] as const) {
      await ask("POST", `/v1/challenges/${id}/publish`, { as: by })
      await ask("POST", `/v1/challenges/${id}/invites:bulk`, { as: by, body: { user_ids: ["ada"] } })
      const headers = { "idempotency-key": `join-${id}` }
      if (id !== "c") await ask("POST", `/v1/challenges/${id}/join`, { as: "ada", headers, body: {} })
    }
  })
  afterAll(house.close)
  const sync = async (as: string, body: unknown) => {
    const { status, json } = await ask("POST", "/v1/activities:sync", { as, body })
    assert.strictEqual(status, 200, JSON.stringify(json))
    return json
  }
  const walk = { metric: "steps", quantity: "9000", at, key: "walk" }
  const run = { metric: "distance", quantity: 5.25, at, key: "run" }
  const of = (outcome: string, ...ids: ReadonlyArray<string>) => ids.map((id) => ({ challenge_id: id, outcome }))

  it("are recorded in each that the person takes part in and that measures them, with an outcome for each; again they are there", async () => {
    const activities = [walk, { ...walk, at: 7 }, run, { ...walk, metric: "swims" }, { ...walk, user_id: "bob" }]
    const { data, ...more } = await sync("ada", { source: "watch", activities })
    assert.deepStrictEqual(more, { has_more: false })
    assert.deepStrictEqual(data[0], { outcome: "recorded", challenges: of("accepted", "a", "b") })
    assert.deepInclude(data[1], { outcome: "unusable", challenges: [] })
    assert.deepStrictEqual(data[2], { outcome: "recorded", challenges: of("accepted", "b") })
    assert.deepStrictEqual(data[3], { outcome: "no_challenge", challenges: [] })
    assert.deepInclude(data[4], { outcome: "forbidden", challenges: [] })
    const again = await sync("ada", { source: "watch", activities: [walk, run] })
    assert.deepStrictEqual(again.data, [
      { outcome: "recorded", challenges: of("exists", "a", "b") },
      { outcome: "recorded", challenges: of("exists", "b") }
    ])
    const listed = await ask("GET", "/v1/challenges/b/activities", { as: "ada" })
    assert.deepStrictEqual(
      listed.json.data.map(({ source, quantity }: Record<string, string>) => `${source} ${quantity}`).sort(),
      ["watch 5.25", "watch 9000"]
    )
    assert.deepStrictEqual((await ask("GET", "/v1/challenges/c/activities", { as: "ada" })).json.data, [])
  })

  it("are what this batch says where a row names another source, and by the rules of each challenge", async () => {
    const { data } = await sync("ada", { source: "watch", activities: [{ ...run, source: "bike", quantity: "five" }] })
    assert.deepStrictEqual(
      data[0].challenges.map(({ outcome }: { outcome: string }) => outcome),
      ["unusable"]
    )
    await sync("ada", { source: "watch", activities: [{ ...run, source: "bike" }] })
    const { json } = await ask("GET", "/v1/challenges/b/activities?limit=1", { as: "ada" })
    assert.strictEqual(json.data[0].source, "bike")
  })

  it("are of whoever sends them, or come from a program, for challenges in which it records for others", async () => {
    const body = { user_id: "ada", activities: [{ ...walk, key: "other" }] }
    const denied = await ask("POST", "/v1/activities:sync", { as: "bob", body })
    assert.deepStrictEqual([denied.status, denied.json.code], [403, "access-denied"])
    const ofOtto = await sync("otto:record", body)
    assert.deepStrictEqual(ofOtto.data, [{ outcome: "recorded", challenges: of("accepted", "b") }])
    assert.deepStrictEqual((await sync("sam:record", body)).data, [{ outcome: "no_challenge", challenges: [] }])
    const wrong = await ask("POST", "/v1/activities:sync", { as: "ada", body: { ...body, cursor: "\u0000" } })
    assert.strictEqual(wrong.json.code, "invalid-cursor")
    assert.deepStrictEqual((await sync("ada", { ...body, cursor: "a" })).data[0].challenges, of("exists", "b"))
  })

  it("tell a program nothing of challenges in which it does not record, however many there are", async () => {
    for (let number = 0; number <= 100; number++) {
      const id = `hidden-${number}`
      await ask("POST", "/v1/challenges", { as: "olga", body: steps(id, { visibility: "invite" }) })
      await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
      await ask("POST", `/v1/challenges/${id}/join`, { as: "olga", headers: { "idempotency-key": id }, body: {} })
    }
    const body = { user_id: "olga", activities: [walk] }
    const nothing = { data: [{ outcome: "no_challenge", challenges: [] }], has_more: false }
    assert.deepStrictEqual(await sync("sam:record", body), nothing)
    assert.isTrue((await sync("olga:record", body)).has_more)
    assert.deepStrictEqual(house.reports, [])
  })
})
