import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { layerCaches } from "@laurel/adapters/redis"
import {
  byHour,
  decodeDefinition,
  define,
  join,
  makeMemoisedReads,
  Projector,
  publish,
  Tallies
} from "@laurel/core/challenge"
import { cachesContract } from "@laurel/core/contracts"
import { Caches } from "@laurel/core/runtime"
import { Currency, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Layer, Result, Schema } from "effect"
import { inject } from "vitest"

let worlds = 0
const nextPrefix = () => `caches-${process.pid}-${++worlds}`

/** The caches of one process. A busy machine is no reason to give a test up. */
const processOn = (url: string, prefix: string) =>
  Layer.fresh(
    layerCaches({ url, prefix, commandTimeoutMs: 20_000 }).pipe(Layer.provide(Layer.fresh(Memory.layerCaches)))
  )

const apart = Layer.unwrap(Effect.sync(() => processOn(inject("redis"), nextPrefix())))

/** Nobody listens there. */
const nowhere = "redis://127.0.0.1:1"

cachesContract("Redis", apart)
cachesContract("Redis that is away", processOn(nowhere, "away"))

const texts = { name: "texts", capacity: 100, ttlMs: 60_000, value: Schema.String }

/** Does something in a process of its own, once that is connected. */
const inProcess = <A>(
  url: string,
  prefix: string,
  act: (caches: Caches["Service"]) => Effect.Effect<A>
): Effect.Effect<A> =>
  Effect.andThen(Effect.sleep("200 millis"), Caches.use(act)).pipe(Effect.provide(processOn(url, prefix)))

const asking = (value: string) => (caches: Caches["Service"]) =>
  Effect.flatMap(caches.make<string, never>(texts), (cache) => cache.get("a", ["tag"], Effect.succeed(value)))

describe("Caches in Redis", () => {
  it.live("what one process has computed another is given, until somebody has touched it", () =>
    Effect.gen(function* () {
      const prefix = nextPrefix()
      const url = inject("redis")
      assert.strictEqual(yield* inProcess(url, prefix, asking("first")), "first")
      assert.strictEqual(yield* inProcess(url, prefix, asking("second")), "first")
      yield* inProcess(url, prefix, ({ touch }) => touch(["tag"]))
      assert.strictEqual(yield* inProcess(url, prefix, asking("third")), "third")
    })
  )
})

const olivia = PrincipalId.make("olivia")
const march = Result.getOrThrow(
  decodeDefinition({
    id: "march",
    name: "March",
    zone: "UTC",
    window: { start: "2999-03-01", end: "2999-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps", missing: "Last" }
  })
)
const people = ["ada", "bob", "eve"]
const ada = UserId.make("ada")
const entries = people.map((name) => ({
  participantId: ParticipantId.make(name),
  userId: UserId.make(name),
  enteredAt: 0,
  categories: [],
  status: "Active" as const
}))

/** A store that is empty after the first process, so that whatever the second one reads was written to Redis by the first. */
const readIn = (caches: Layer.Layer<Caches>, isFull: boolean) =>
  Effect.gen(function* () {
    yield* define(march, olivia)
    yield* publish(march.id, olivia)
    if (isFull) yield* join(march.id, entries)
    yield* Effect.sleep("200 millis")
    const reads = yield* makeMemoisedReads()
    yield* (yield* Tallies).put(
      march.id,
      isFull
        ? [
            {
              participantId: ParticipantId.make("ada"),
              userId: ada,
              status: "Active",
              activeDays: 2,
              place: 1,
              prize: { currency: Currency.make("EUR"), minorUnits: 2n ** 70n }
            }
          ]
        : [],
      isFull ? byHour([[{ at: yield* Clock.currentTimeMillis, joined: 3, activities: 0 }, []]]) : []
    )
    return [yield* reads.list({ limit: 3 }), yield* reads.trends(3), yield* reads.card(ada)]
  }).pipe(Effect.provide(Layer.mergeAll(caches, idle, Layer.fresh(Memory.layer))))

const idle = Layer.succeed(Projector, { wake: () => Effect.void, settled: () => Effect.void })

describe("Memoised reads in Redis", () => {
  it.live("what is read back is what was written, exactly", () =>
    Effect.gen(function* () {
      const prefix = nextPrefix()
      const url = inject("redis")
      const written = yield* readIn(processOn(url, prefix), true)
      const [list, trends, card] = yield* readIn(processOn(url, prefix), false)
      assert.deepStrictEqual([list, trends, card], written)
    })
  )
})
