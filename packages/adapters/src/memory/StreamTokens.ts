import { type StreamGrant, StreamTokens } from "@laurel/core/access"
import { Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

/** Tokens of streams in the process's memory. */
export const layerStreamTokens: Layer.Layer<StreamTokens, never, World> = Layer.effect(
  StreamTokens,
  Effect.gen(function* () {
    const world = yield* World
    const tokens = new Map<string, StreamGrant>()
    return StreamTokens.of({
      keep: (hash, grant) =>
        world.act((onRollback) => {
          if (tokens.has(hash)) return
          tokens.set(hash, grant)
          onRollback(() => tokens.delete(hash))
        }),
      redeem: (hash, now) =>
        world.act((onRollback) => {
          const grant = tokens.get(hash)
          if (grant === undefined || grant.until <= now) return Option.none()
          tokens.delete(hash)
          onRollback(() => tokens.set(hash, grant))
          return Option.some(grant)
        }),
      forget: (before, limit) =>
        world.act((onRollback) => {
          const old = [...tokens]
            .filter(([, { until }]) => until < before)
            .toSorted(([, a], [, b]) => a.until - b.until)
            .slice(0, limit)
          for (const [hash, grant] of old) {
            tokens.delete(hash)
            onRollback(() => tokens.set(hash, grant))
          }
          return old.length
        })
    })
  })
)
