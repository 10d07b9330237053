import { type Cached, type CacheOptions, Caches, CacheWatch } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"

/**
 * The same caches, such that `CacheWatch` is told of each read: a hit where the value was kept, here or where processes share it, or was
 * being made for somebody else.
 */
export const watchCaches: Layer.Layer<Caches, never, Caches> = Layer.effect(
  Caches,
  Effect.map(Caches, (caches) =>
    Caches.of({
      ...caches,
      make: <A, E>(options: CacheOptions<A>) =>
        Effect.map(
          caches.make<A, E>(options),
          (cached): Cached<A, E> => ({
            get: (key, tags, compute) =>
              Effect.flatMap(CacheWatch, (see) => {
                let isHit = true
                const making = Effect.suspend(() => {
                  isHit = false
                  return compute
                })
                return Effect.ensuring(
                  cached.get(key, tags, making),
                  Effect.sync(() => see(options.name, isHit))
                )
              })
          })
        )
    })
  )
)
