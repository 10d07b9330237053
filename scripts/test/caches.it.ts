import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { layerCaches } from "@laurel/adapters/redis"
import { Caches } from "@laurel/core/runtime"
import { Effect, Layer, Schema, type Scope } from "effect"
import { type RedisServer, say, startRedis } from "../servers/redis.ts"

const texts = { name: "texts", capacity: 100, ttlMs: 60_000, value: Schema.String }

const server: Effect.Effect<RedisServer, never, Scope.Scope> = Effect.acquireRelease(
  Effect.promise(() => startRedis()),
  (started) => Effect.promise(() => started.dispose())
)

/** One process: how it asks, and how it says that something has changed. */
const processOn = Effect.fnUntraced(function* (url: string) {
  const caches = yield* Layer.build(
    Layer.fresh(layerCaches({ url }).pipe(Layer.provide(Layer.fresh(Memory.layerCaches))))
  )
  const { make, touch } = yield* Caches.pipe(Effect.provide(caches))
  const cache = yield* make<string, never>(texts)
  yield* Effect.sleep("300 millis")
  return { ask: (value: string) => cache.get("a", ["tag"], Effect.succeed(value)), touch: touch(["tag"]) }
})

/** Longer than Redis is left alone after failures. */
const rest = Effect.sleep("1200 millis")

describe("Caches, and Redis that fails", () => {
  it.live("what is touched while writes are refused is not read back from there when they are taken again (F61)", () =>
    Effect.gen(function* () {
      const redis = yield* server
      const [one, other] = [yield* processOn(redis.url), yield* processOn(redis.url)]
      assert.strictEqual(yield* other.ask("old"), "old")
      yield* Effect.promise(() => say(redis.port, ["config", "set", "maxmemory", "1"]))
      yield* one.touch
      yield* Effect.promise(() => say(redis.port, ["config", "set", "maxmemory", "0"]))
      yield* rest
      assert.strictEqual(yield* one.ask("new"), "new")
      const third = yield* processOn(redis.url)
      assert.strictEqual(yield* third.ask("newest"), "new")
    }).pipe(Effect.scoped)
  )

  it.live(
    "it hangs, is killed and comes back empty: every answer is computed, none fails, and then it is shared again",
    () =>
      Effect.gen(function* () {
        const redis = yield* server
        const one = yield* processOn(redis.url)
        redis.freeze()
        assert.strictEqual(yield* one.ask("first"), "first")
        yield* one.touch
        assert.strictEqual(yield* one.ask("second"), "second")
        redis.thaw()
        yield* Effect.promise(() => redis.kill())
        yield* one.touch
        assert.strictEqual(yield* one.ask("third"), "third")
        yield* Effect.promise(() => redis.start())
        yield* Effect.sleep("2500 millis")
        yield* one.touch
        assert.strictEqual(yield* one.ask("fourth"), "fourth")
        const other = yield* processOn(redis.url)
        assert.strictEqual(yield* other.ask("fifth"), "fourth")
      }).pipe(Effect.scoped)
  )
})
