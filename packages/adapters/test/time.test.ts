import { assert, describe, it } from "@effect/vitest"
import * as Laurel from "@laurel/adapters"

const start = Date.parse("2026-05-01T00:00:00Z")
const day = 86_400_000

const may = (id: string) =>
  ({
    id,
    name: "Steps in May",
    zone: "UTC",
    window: { start: "2026-05-01", end: "2026-06-01" },
    metrics: [{ name: "steps", unit: "steps" }],
    score: { _tag: "Total", metric: "steps" },
    recurrence: { cron: "0 0 1 * *" }
  }) satisfies Laurel.DefinitionJson

const refused = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("was not refused"),
    (refusal: unknown) => (refusal instanceof Laurel.InvalidArgument ? refusal.argument : refusal)
  )

describe("Laurel and the clock", () => {
  it("ticks through a challenge and its series, lists them in pages and duplicates them", async () => {
    const time = { now: start - 10 * day }
    await using laurel = await Laurel.open({ store: "memory", clock: () => time.now })
    await laurel.define(may("may"))
    await laurel.publish("may")
    await laurel.join("may", ["ada"])
    time.now = start + 45 * day
    const { done, failed } = await laurel.tick()
    assert.deepStrictEqual(failed, [])
    assert.isAbove(done.length, 3)
    const states = async (query?: Laurel.ListQuery) => (await laurel.list(query)).map(({ id, _tag }) => `${id} ${_tag}`)
    assert.deepStrictEqual(await states(), ["may Final", "may@2026-06-01 Running", "may@2026-07-01 Published"])
    assert.deepStrictEqual(await states({ limit: 1, after: "may" }), ["may@2026-06-01 Running"])
    assert.deepStrictEqual(await states({ states: ["Published"] }), ["may@2026-07-01 Published"])
    assert.deepStrictEqual(await states({ involving: { person: "ada" } }), ["may Final"])
    assert.deepStrictEqual(await states({ involving: { person: "ada", as: ["Organises"] } }), [])
    await laurel.endSeries("may")
    const copy = await laurel.duplicate("may", "autumn", "2026-09-15")
    assert.strictEqual(`${copy._tag} of ${copy.organiser}`, "Draft of organiser")
    const { start: from, end } = copy.definition.window
    assert.strictEqual(`${from} to ${end}`, "2026-09-15 to 2026-10-15")
    time.now += 80 * day
    await laurel.tick()
    assert.deepStrictEqual(await states({ states: ["Published", "Draft"] }), ["autumn Draft"])
  })

  it("reads what it is given, and names what is wrong", async () => {
    await using laurel = await Laurel.open({ store: "memory" })
    assert.strictEqual(await refused(laurel.list({ limit: 0 })), "query")
    assert.strictEqual(await refused(laurel.list({ involving: { person: "" } })), "query")
    assert.strictEqual(await refused(laurel.tick(0)), "limit")
    assert.strictEqual(await refused(laurel.duplicate("may", "", "2026-09-15")), "newId")
    assert.strictEqual(await refused(laurel.duplicate("may", "autumn", "soon")), "start")
  })
})
