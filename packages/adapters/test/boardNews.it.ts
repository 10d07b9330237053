import { layerBoardNews } from "@laurel/adapters/redis"
import { boardNewsContract } from "@laurel/core/contracts"
import { Effect, Layer } from "effect"
import { inject } from "vitest"

let worlds = 0

/** News under a prefix of their own each time. */
const apart = Layer.unwrap(
  Effect.sync(() => {
    worlds += 1
    return layerBoardNews({ url: inject("redis"), prefix: `news-${process.pid}-${worlds}` })
  })
)

boardNewsContract("Redis", apart)
