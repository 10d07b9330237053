import { type Cached, type CacheOptions, Caches } from "@laurel/core/runtime"
import { Duration, Effect, Layer, Option, Schema } from "effect"
import { CircuitBreaker } from "effect/persistence"
import type { Connected } from "./Client.ts"
import { open } from "./connect.ts"
import { prefixOf } from "./keys.ts"
import { defaults, type RedisOptions } from "./Options.ts"

/** Whoever reads waits no longer than this for what it could compute itself. */
const patienceMs = 100

/** After so many failures in a row Redis is left alone for a second. */
const failures = 3
const restMs = 1_000

/** A tag that nobody touches for so long is forgotten, and its values with it. */
const tagMs = 86_400_000

/** Of so many tags that Redis was not told of yet each is remembered; beyond them it is told of all. */
const mostUnsaid = 1_000
const everything = "*"

const circuit = "caches"

/**
 * Caches that processes share in Redis, each with one of its own in front. With Redis away or slow values are computed by each process.
 *
 * **Details**: a value may become as old in Redis as in front of it, half its time each. It is filed under the versions that its tags had
 * before it was computed; what could not be said there about a tag is said before anything that is made of it is read again.
 */
export const layerCaches = (options: RedisOptions): Layer.Layer<Caches, never, Caches> =>
  Layer.effect(
    Caches,
    Effect.gen(function* () {
      const front = yield* Caches
      const shared = yield* sharing(options)
      return Caches.of({
        make: <A, E>(cache: CacheOptions<A>) => {
          const half = { ...cache, ttlMs: Math.max(1, Math.ceil(cache.ttlMs / 2)) }
          return Effect.map(
            front.make<A, E>(half),
            (near): Cached<A, E> => ({
              get: (key, tags, compute) => near.get(key, tags, shared.through(half, key, tags, compute))
            })
          )
        },
        touch: (tags) => Effect.andThen(front.touch(tags), shared.touch(tags))
      })
    })
  ).pipe(Layer.provide(CircuitBreaker.layerStoreMemory()))

const sharing = Effect.fnUntraced(function* (options: RedisOptions) {
  const prefix = `${prefixOf(options.prefix ?? defaults.prefix)}:cache`
  const redis = yield* open({ commandTimeoutMs: patienceMs, ...options })
  void redis.connect().catch(() => undefined)
  const breaker = yield* CircuitBreaker.make({
    tripPolicy: CircuitBreaker.consecutive(failures),
    openDuration: Duration.millis(restMs)
  })
  const unsaid = new Set<string>()
  const tagKey = (tag: string): string => `${prefix}:tag:${tag}`

  /** What Redis answers, if it does. */
  const asked = <A>(ask: (redis: Connected) => Promise<A>): Effect.Effect<Option.Option<A>> =>
    Effect.tryPromise(() => ask(redis)).pipe(breaker.execute({ key: circuit }), Effect.option)

  const say = (tags: ReadonlyArray<string>) =>
    asked((redis) =>
      Promise.all(tags.map((tag) => redis.set(tagKey(tag), crypto.randomUUID(), "PX", tagMs))).then(() => true)
    )

  const touch = Effect.fnUntraced(function* (tags: ReadonlyArray<string>) {
    for (const tag of tags) unsaid.add(tag)
    if (Option.isSome(yield* say(tags))) for (const tag of tags) unsaid.delete(tag)
    if (unsaid.size <= mostUnsaid) return
    unsaid.clear()
    unsaid.add(everything)
  })

  /** The versions of these tags. Whoever finds one without a version gives it one. */
  const versionsOf = Effect.fnUntraced(function* (tags: ReadonlyArray<string>) {
    const all = [everything, ...tags]
    const owed = all.filter((tag) => unsaid.has(tag))
    if (owed.length > 0) yield* touch(owed)
    if (all.some((tag) => unsaid.has(tag))) return Option.none<string>()
    const versions = yield* asked((redis) =>
      Promise.all(
        all.map(async (tag) => {
          const mine = crypto.randomUUID()
          return (await redis.set(tagKey(tag), mine, "PX", tagMs, "NX", "GET")) ?? mine
        })
      )
    )
    return Option.map(versions, (found) => found.join(","))
  })

  const through = <A, E>(
    { name, ttlMs, value: codec }: CacheOptions<A>,
    key: string,
    tags: ReadonlyArray<string>,
    compute: Effect.Effect<A, E>
  ): Effect.Effect<A, E> =>
    Effect.gen(function* () {
      const versions = Option.getOrUndefined(yield* versionsOf(tags))
      if (versions === undefined) return yield* compute
      const place = `${prefix}:${name}:${JSON.stringify([key, versions])}`
      const text = Option.getOrNull(yield* asked((redis) => redis.get(place)))
      const kept = text === null ? Option.none() : Schema.decodeOption(codec)(text)
      if (Option.isSome(kept)) return kept.value
      const value = yield* compute
      const written = Schema.encodeOption(codec)(value)
      if (Option.isSome(written)) yield* asked((redis) => redis.set(place, written.value, "PX", ttlMs))
      return value
    })

  return { through, touch }
})
