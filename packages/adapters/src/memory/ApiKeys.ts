import { type ApiKey, ApiKeys, type KeyId } from "@laurel/core/access"
import { compareIds } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

const byAge = (a: ApiKey, b: ApiKey): number => a.createdAt - b.createdAt || compareIds(a.id, b.id)

/** Keys of programs in the process's memory. */
export const layerApiKeys: Layer.Layer<ApiKeys, never, World> = Layer.effect(
  ApiKeys,
  Effect.gen(function* () {
    const world = yield* World
    const keys = new Map<KeyId, ApiKey>()
    return ApiKeys.of({
      add: (key) =>
        world.act((onRollback) => {
          if (keys.has(key.id)) return false
          keys.set(key.id, key)
          onRollback(() => keys.delete(key.id))
          return true
        }),
      find: (id) => world.act(() => Option.fromUndefinedOr(keys.get(id))),
      of: (owner) =>
        world.act(() => [...keys.values()].filter((key) => owner === undefined || key.owner === owner).toSorted(byAge)),
      revoke: (id, at) =>
        world.act((onRollback) => {
          const key = keys.get(id)
          if (key === undefined) return false
          if (key.revokedAt !== undefined && key.revokedAt <= at) return true
          keys.set(id, { ...key, revokedAt: at })
          onRollback(() => keys.set(id, key))
          return true
        })
    })
  })
)
