import { ChallengeStore, ChallengesUnavailable, Outbox } from "@laurel/core/challenge"
import { JobKey, JobKind, Jobs } from "@laurel/core/runtime"
import { ChallengeId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { assert, describe, it } from "vitest"
import { Around } from "../src/ports/Around.ts"
import { begin, openHouse, portsInMemory } from "./house.ts"
import { SleepingClock } from "./pages/SleepingClock.ts"

const root = "root+administrator"
const kind = JobKind.make("test.late")
const minute = 60_000

/** A house of which one part is as a test wants it. */
const houseWith = (part: Layer.Layer<never> | Layer.Layer<ChallengeStore>) =>
  openHouse(Layer.provideMerge(part, portsInMemory))

const redis = (isUp: boolean): Layer.Layer<never> =>
  Layer.succeed(Around, { version: "9.9.9", boards: { kept: "redis", isUp: Effect.succeed(isUp) } })

const healthOf = async (house: ReturnType<typeof openHouse>) => {
  const { status, json } = await house.ask("GET", "/health", { as: root })
  assert.strictEqual(status, 200)
  return json
}

describe("the health of a server", () => {
  it("is told to anybody in a word, and to administrators part by part", async () => {
    const house = houseWith(redis(true))
    const { json } = await house.ask("GET", "/health")
    assert.deepStrictEqual(json, { status: "ok", version: "9.9.9" })
    assert.deepStrictEqual((await house.ask("GET", "/health", { as: "ada" })).json, json)
    assert.deepStrictEqual(await healthOf(house), {
      ...json,
      components: {
        store: { status: "ok" },
        boards: { status: "ok", kept: "redis" },
        outbox: { status: "ok", oldest_seconds: 0 },
        jobs: { status: "ok", waiting: 0, dead: 0, oldest_seconds: 0 }
      }
    })
    await house.close()
  })

  it("is degraded while Redis is away, for the store answers", async () => {
    const house = houseWith(redis(false))
    const { status, components } = await healthOf(house)
    assert.deepStrictEqual([status, components.boards.status, components.store.status], ["degraded", "degraded", "ok"])
    await house.close()
  })

  it("is unavailable without the store, and is told all the same", async () => {
    const away = Layer.effect(
      ChallengeStore,
      Effect.map(ChallengeStore, (store) =>
        ChallengeStore.of({
          ...store,
          list: () => Effect.fail(new ChallengesUnavailable({ operation: "list", cause: "away" }))
        })
      )
    )
    const house = openHouse(Layer.provideMerge(away, portsInMemory))
    const { status, components } = await healthOf(house)
    assert.deepStrictEqual([status, components.store.status], ["unavailable", "unavailable"])
    await house.close()
  })

  it("is degraded where jobs are done by nobody, from five minutes on, or are dead", async () => {
    const house = openHouse(portsInMemory, new SleepingClock(begin))
    const jobs = async () => {
      const { status, components } = await healthOf(house)
      return [status, components.jobs]
    }
    await house.run(Jobs.use((port) => port.enqueue([{ kind, key: JobKey.make("one"), maximumTries: 1 }])))
    house.clock.moveTo(begin + 5 * minute)
    assert.deepStrictEqual(await jobs(), ["ok", { status: "ok", waiting: 1, dead: 0, oldest_seconds: 300 }])
    house.clock.moveTo(begin + 5 * minute + 1)
    assert.deepStrictEqual(await jobs(), ["degraded", { status: "degraded", waiting: 1, dead: 0, oldest_seconds: 300 }])
    await house.run(
      Effect.gen(function* () {
        const port = yield* Jobs
        for (const job of yield* port.claim({ worker: "w", kinds: [kind] })) yield* port.fail(job, "broke", 0)
      })
    )
    assert.deepStrictEqual(await jobs(), ["degraded", { status: "degraded", waiting: 0, dead: 1, oldest_seconds: 0 }])
    await house.close()
  })

  it("is degraded where changes wait for more than a minute to be carried to boards", async () => {
    const house = openHouse(portsInMemory, new SleepingClock(begin))
    await house.run(Outbox.use((outbox) => outbox.refreshAt(ChallengeId.make("steps"), begin)))
    const outbox = async (waitedMs: number) => {
      house.clock.moveTo(begin + waitedMs)
      return (await healthOf(house)).components.outbox
    }
    assert.deepStrictEqual(await outbox(minute), { status: "ok", oldest_seconds: 60 })
    assert.deepStrictEqual(await outbox(minute + 1), { status: "degraded", oldest_seconds: 60 })
    await house.close()
  })
})
