import { layerBoards } from "@laurel/adapters/redis"
import { boardsContract } from "@laurel/core/contracts"
import { Effect, Layer } from "effect"
import { afterAll, beforeAll } from "vitest"
import { type RedisCluster, startRedisCluster } from "../servers/redis.ts"

let cluster: RedisCluster | undefined
beforeAll(async () => {
  cluster = await startRedisCluster()
}, 60_000)
afterAll(() => cluster?.dispose())

let worlds = 0

/** Boards on the Cluster of this file, under a prefix of their own each time the layer is built. */
const world = Layer.unwrap(
  Effect.sync(() => {
    worlds += 1
    const [url = "", ...otherUrls] = cluster?.urls ?? []
    return layerBoards({ url, otherUrls, isCluster: true, commandTimeoutMs: 20_000, prefix: `test-${worlds}` })
  })
)

boardsContract("Redis Cluster", world, { sequences: 30 })
