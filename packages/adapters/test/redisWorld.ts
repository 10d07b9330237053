import { layerBoards, type RedisOptions } from "@laurel/adapters/redis"
import { Effect, Layer } from "effect"

let worlds = 0

/** Boards in Redis under a prefix of their own each time the layer is built: empty at first. */
export const redisWorld = (options: () => RedisOptions) =>
  Layer.unwrap(
    Effect.sync(() => {
      worlds += 1
      // A busy machine is no reason to give a test up.
      return layerBoards({ commandTimeoutMs: 20_000, ...options(), prefix: `test-${process.pid}-${worlds}` })
    })
  )
