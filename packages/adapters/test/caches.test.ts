import { assert, describe, it } from "@effect/vitest"
import { touchAfterCommit, watchCaches } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import {
  decodeDefinition,
  define,
  join,
  makeMemoisedReads,
  Projector,
  project,
  publish,
  revise
} from "@laurel/core/challenge"
import { cachesContract } from "@laurel/core/contracts"
import { Caches, CacheWatch, Transaction } from "@laurel/core/runtime"
import { ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Deferred, Effect, Fiber, Layer, Result, Schema } from "effect"

cachesContract("memory", Memory.layerCaches)
cachesContract("watched", watchCaches.pipe(Layer.provide(Memory.layerCaches)))

const olivia = PrincipalId.make("olivia")

const named = (name: string) =>
  Result.getOrThrow(
    decodeDefinition({
      id: "march",
      name,
      zone: "UTC",
      window: { start: "2999-03-01", end: "2999-04-01" },
      metrics: [{ name: "steps" }],
      score: { _tag: "Total", metric: "steps" }
    })
  )

const store = Memory.layer
const told = touchAfterCommit.pipe(Layer.provideMerge(store), Layer.provideMerge(Memory.layerCaches))
const idle = Layer.succeed(Projector, { wake: () => Effect.void, settled: () => Effect.void })
const world = Layer.merge(told, idle)

describe("Memoised reads", () => {
  it.live("who writes a challenge lists what was written, and what is rolled back is not listed (F59, F61)", () =>
    Effect.gen(function* () {
      const reads = yield* makeMemoisedReads()
      const names = Effect.map(reads.list({ limit: 10 }), (list) => list.map(({ definition }) => definition.name))
      assert.deepStrictEqual(yield* names, [])
      yield* define(named("first"), olivia)
      assert.deepStrictEqual(yield* names, ["first"])
      const { transact } = yield* Transaction
      yield* Effect.exit(transact(Effect.andThen(revise(named("never"), olivia), Effect.fail("no"))))
      assert.deepStrictEqual(yield* names, ["first"])
      yield* revise(named("second"), olivia)
      assert.deepStrictEqual(yield* names, ["second"])
    }).pipe(Effect.provide(Layer.fresh(world)))
  )

  it.live("the card of a user who was carried is made anew, and is kept until then (F58)", () =>
    Effect.gen(function* () {
      const reads = yield* makeMemoisedReads()
      const ada = UserId.make("ada")
      const entered = Effect.map(reads.card(ada), (card) => card.entered)
      yield* define(named("march"), olivia)
      yield* publish(named("march").id, olivia)
      yield* join(named("march").id, [
        { participantId: ParticipantId.make("ada"), userId: ada, enteredAt: 0, categories: [], status: "Active" }
      ])
      assert.strictEqual(yield* entered, 0)
      yield* project(named("march").id)
      assert.strictEqual(yield* entered, 1)
      assert.strictEqual(yield* reads.card(ada), yield* reads.card(ada))
      assert.deepStrictEqual(
        (yield* reads.trends(10)).rows.map(({ challenge }) => challenge.id),
        [named("march").id]
      )
    }).pipe(Effect.provide(Layer.fresh(world)))
  )
})

describe("Caches that are watched", () => {
  it.live(
    "tell of each read whether the value was there: also who waits for what is being made finds it, and what fails is missed (K71)",
    () =>
      Effect.gen(function* () {
        const told: Array<string> = []
        const see = (cache: string, isHit: boolean): void => void told.push(`${cache} ${isHit ? "hit" : "miss"}`)
        const cache = yield* (yield* Caches).make<string, string>({
          name: "texts",
          capacity: 10,
          ttlMs: 60_000,
          value: Schema.String
        })
        const made = yield* Deferred.make<string>()
        const get = (key: string, compute: Effect.Effect<string, string>) =>
          Effect.provideService(Effect.exit(cache.get(key, [], compute)), CacheWatch, see)
        const first = yield* Effect.forkChild(get("a", Deferred.await(made)))
        yield* Effect.sleep("10 millis")
        const second = yield* Effect.forkChild(get("a", Effect.die("computed twice")))
        yield* Effect.sleep("10 millis")
        yield* Deferred.succeed(made, "one")
        yield* Fiber.joinAll([first, second])
        yield* get("a", Effect.die("computed again"))
        yield* get("b", Effect.fail("no"))
        yield* get("b", Effect.fail("no"))
        assert.deepStrictEqual(told.toSorted(), ["texts hit", "texts hit", "texts miss", "texts miss", "texts miss"])
      }).pipe(Effect.provide(Layer.fresh(watchCaches.pipe(Layer.provide(Memory.layerCaches)))))
  )
})
