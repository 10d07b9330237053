import { assert } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Schema } from "effect"
import { Caches } from "../src/runtime/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { example } from "./worlds.ts"

const texts = { name: "texts", capacity: 100, ttlMs: 60_000, value: Schema.String }

/** Counts how often it is computed, and gives the number as a text. */
const counting = () => {
  const counted = { times: 0 }
  return { counted, compute: Effect.sync(() => `${++counted.times}`) }
}

/** What everybody does who keeps `Caches`: also one who shares them with others and cannot reach them. */
export const cachesContract: Contract<Caches> = contract("Caches", {
  "what is kept is not computed again; other keys and other caches are others": example(
    Effect.gen(function* () {
      const { make } = yield* Caches
      const [cache, other] = [yield* make(texts), yield* make({ ...texts, name: "others" })]
      const { compute } = counting()
      const asked = [cache.get("a", [], compute), cache.get("b", [], compute), cache.get("a", [], compute)]
      assert.deepStrictEqual(yield* Effect.all(asked), ["1", "2", "1"])
      assert.strictEqual(yield* other.get("a", [], compute), "3")
    })
  ),
  "of a hundred who ask at the same time one computes (K17)": example(
    Effect.gen(function* () {
      const cache = yield* (yield* Caches).make(texts)
      const { counted, compute } = counting()
      const slow = Effect.andThen(Effect.sleep("20 millis"), compute)
      const answers = yield* Effect.all(
        Array.from({ length: 100 }, () => cache.get("a", ["tag"], slow)),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual([...new Set(answers)], ["1"])
      assert.strictEqual(counted.times, 1)
    })
  ),
  "a failure or defect is told to all who waited, and not kept": example(
    Effect.gen(function* () {
      const cache = yield* (yield* Caches).make<string, string>(texts)
      for (const failure of [Effect.fail("no"), Effect.die("no")]) {
        const slow = Effect.andThen(Effect.sleep("10 millis"), failure)
        const exits = yield* Effect.all(
          Array.from({ length: 3 }, () => Effect.exit(cache.get("a", [], slow))),
          { concurrency: "unbounded" }
        )
        assert.isTrue(exits.every(Exit.isFailure))
      }
      assert.strictEqual(yield* cache.get("a", [], Effect.succeed("yes")), "yes")
    })
  ),
  "who is interrupted goes alone; when nobody waits any more nothing is computed": example(
    Effect.gen(function* () {
      const cache = yield* (yield* Caches).make(texts)
      const [goOn, stopped] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const first = yield* Effect.forkChild(cache.get("a", [], Effect.as(Deferred.await(goOn), "done")))
      yield* Effect.sleep("50 millis")
      const second = yield* Effect.forkChild(cache.get("a", [], Effect.succeed("another")))
      yield* Effect.sleep("10 millis")
      yield* Fiber.interrupt(first)
      yield* Deferred.succeed(goOn, undefined)
      assert.strictEqual(yield* Fiber.join(second), "done")
      const endless = Effect.onInterrupt(Effect.never, () => Deferred.succeed(stopped, undefined))
      const alone = yield* Effect.forkChild(cache.get("b", [], endless))
      yield* Effect.sleep("200 millis")
      yield* Fiber.interrupt(alone)
      yield* Deferred.await(stopped)
      assert.strictEqual(yield* cache.get("b", [], Effect.succeed("anew")), "anew")
    })
  ),
  "what is too old is computed anew": example(
    Effect.gen(function* () {
      const cache = yield* (yield* Caches).make({ ...texts, ttlMs: 100 })
      const { compute } = counting()
      assert.strictEqual(yield* cache.get("a", [], compute), "1")
      yield* Effect.sleep("150 millis")
      assert.strictEqual(yield* cache.get("a", [], compute), "2")
    })
  ),
  "who asks after a `touch` is given what was computed after it, and what is made of something else stays": example(
    Effect.gen(function* () {
      const { make, touch } = yield* Caches
      const cache = yield* make(texts)
      const { compute } = counting()
      yield* cache.get("a", ["one", "two"], compute)
      yield* cache.get("b", ["three"], compute)
      yield* touch(["two", "nothing"])
      assert.strictEqual(yield* cache.get("a", ["one", "two"], compute), "3")
      assert.strictEqual(yield* cache.get("b", ["three"], compute), "2")
    })
  ),
  "what was still being computed at a `touch` is not given to those who ask after it (F61)": example(
    Effect.gen(function* () {
      const { make, touch } = yield* Caches
      const cache = yield* make(texts)
      const goOn = yield* Deferred.make<void>()
      const stale = yield* Effect.forkChild(cache.get("a", ["tag"], Effect.as(Deferred.await(goOn), "stale")))
      yield* Effect.sleep("50 millis")
      yield* touch(["tag"])
      assert.strictEqual(yield* cache.get("a", ["tag"], Effect.succeed("fresh")), "fresh")
      yield* Deferred.succeed(goOn, undefined)
      assert.strictEqual(yield* Fiber.join(stale), "stale")
      assert.strictEqual(yield* cache.get("a", ["tag"], Effect.succeed("anew")), "fresh")
    })
  )
})
