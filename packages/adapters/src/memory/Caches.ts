import { Caches } from "@laurel/core/runtime"
import { Cache, Effect, Equal, Exit, Hash, Layer } from "effect"

/** A key, with how its value is computed: keys are equal by their text. */
class Asked<A, E> implements Equal.Equal {
  readonly text: string
  readonly compute: Effect.Effect<A, E>

  constructor(text: string, compute: Effect.Effect<A, E>) {
    this.text = text
    this.compute = compute
  }

  [Equal.symbol](that: Equal.Equal): boolean {
    return that instanceof Asked && that.text === this.text
  }

  [Hash.symbol](): number {
    return Hash.string(this.text)
  }
}

/** Beyond so many touched tags all of them count as touched: what is remembered of them is bounded. */
const mostTags = 100_000

/** Versions of tags in a process: a value is filed under those that its tags had before it was computed. */
const makeVersions = () => {
  const versions = new Map<string, number>()
  let latest = 0
  let floor = 0
  return {
    of: (tags: ReadonlyArray<string>): string => tags.map((tag) => versions.get(tag) ?? floor).join(","),
    touch: (tags: ReadonlyArray<string>): void => {
      latest += 1
      for (const tag of tags) versions.set(tag, latest)
      if (versions.size <= mostTags) return
      versions.clear()
      floor = latest
    }
  }
}

/** Caches in the process's memory. */
export const layerCaches: Layer.Layer<Caches> = Layer.sync(Caches, () => {
  const versions = makeVersions()
  return Caches.of({
    make: <A, E>({ capacity, ttlMs }: { readonly capacity: number; readonly ttlMs: number }) =>
      Effect.map(
        Cache.makeWith((asked: Asked<A, E>) => asked.compute, {
          capacity,
          timeToLive: (exit) => (Exit.isSuccess(exit) ? ttlMs : 0)
        }),
        (cache) => ({
          get: (key: string, tags: ReadonlyArray<string>, compute: Effect.Effect<A, E>) =>
            Effect.suspend(() => Cache.get(cache, new Asked(JSON.stringify([key, versions.of(tags)]), compute)))
        })
      ),
    touch: (tags) => Effect.sync(() => versions.touch(tags))
  })
})
