import { assert, describe, it } from "@effect/vitest"
import * as Laurel from "@laurel/adapters"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { redisFacts } from "@laurel/adapters/redis"
import type { LiveBoard } from "@laurel/core/board"
import { Effect } from "effect"
import { inject } from "vitest"
import { newDatabase } from "./database.ts"
import { plain } from "./definitions.ts"

const start = Date.parse("2026-05-01T00:00:00Z")
const hour = 3_600_000
const time = { begun: 0, now: start - hour }

/** The time of the challenge, which passes as fast as that of the machine. */
const clock = () => time.now + Date.now() - time.begun
const moveTo = (instant: number): void => {
  Object.assign(time, { begun: Date.now(), now: instant })
}

const walked = (user: string, quantity: number, key: string) => ({
  user,
  metric: "steps",
  quantity,
  at: start + 1_000,
  key: `${user} ${key}`
})

const said = ({ rows }: Laurel.PlacesShown) =>
  rows.map(({ rank, participant, score }) => `${rank} ${participant} ${score}`)

/** A database of its own with the tables of Laurel. */
const madeReady = async (): Promise<Laurel.Store> => {
  const url = await Effect.runPromise(newDatabase)
  await Effect.runPromise(Effect.provide(Connection.use(migrate), layerConnection({ url })))
  return `postgres://${url.replace(/^postgres(ql)?:\/\//, "")}`
}

/** What is asked again and again until it is so: a board of another process is compared every second. */
const becomes = async (expected: string, ask: () => Promise<Laurel.PlacesShown>): Promise<void> => {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (said(await ask())[0] === expected) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.strictEqual(said(await ask())[0], expected)
}

for (const [name, extra] of [
  ["in memory", () => ({})],
  ["in Redis", () => ({ redis: { url: inject("redis"), prefix: `facade-${process.pid}` } })]
] as const) {
  describe(`Laurel on Postgres with boards ${name}`, () => {
    it("two processes see at once what they write themselves, and soon what the other does", async () => {
      const store = await madeReady()
      moveTo(start - hour)
      await using one = await Laurel.open({ store, clock, ...extra() })
      await using other = await Laurel.open({ store, clock, ...extra() })
      await one.define(plain("may"))
      await one.publish("may")
      await one.join("may", ["ada", "bob", "lin"])
      moveTo(start + hour)
      await one.record("may", [walked("ada", 300, "1"), walked("bob", 200, "1"), walked("lin", 100, "1")])
      assert.deepStrictEqual(said(await one.board("may")), ["1 ada 300", "2 bob 200", "3 lin 100"])
      assert.deepStrictEqual(said(await other.board("may")), ["1 ada 300", "2 bob 200", "3 lin 100"])
      for (let round = 2; round <= 4; round++) {
        await other.record("may", [walked("lin", 1_000, `${round}`)])
        const best = `1 lin ${100 + 1_000 * (round - 1)}`
        assert.strictEqual(said(await other.board("may", { limit: 1 }))[0], best)
        await becomes(best, () => one.board("may", { limit: 1 }))
      }
      assert.deepStrictEqual(said(await one.around("may", "ada", 1)).length, 3)
    })
  })
}

describe("Laurel with Redis", () => {
  it("keeps boards there", async () => {
    const redis = { url: inject("redis"), prefix: `kept-${process.pid}` }
    moveTo(start - hour)
    await using laurel = await Laurel.open({ store: "memory", clock, redis })
    await laurel.define(plain("may"))
    await laurel.publish("may")
    await laurel.join("may", ["ada", "bob"])
    moveTo(start + hour)
    await laurel.record("may", [walked("ada", 300, "1"), walked("bob", 200, "1")])
    assert.deepStrictEqual(said(await laurel.board("may")), ["1 ada 300", "2 bob 200"])
    const { definition } = (await laurel.list())[0] ?? assert.fail("there is no challenge")
    const board: LiveBoard = { challengeId: definition.id, scope: { _tag: "Overall" }, rule: definition.ranking }
    const { version, policy, bytes } = await Effect.runPromise(Effect.scoped(redisFacts(redis, [board])))
    assert.match(version, /^[78]\./)
    assert.notStrictEqual(policy, "unknown")
    assert.isAbove(bytes, 100)
  })

  it("is not opened with an address that is none", async () => {
    const opened = Laurel.open({ store: "memory", redis: { url: "localhost:6379" } })
    assert.strictEqual(
      await opened.then(
        () => "opened",
        ({ _tag }) => _tag
      ),
      "InvalidArgument"
    )
  })
})
