import { announced, followBoards, storedBoardsAlone } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { Effect, Exit, Layer } from "effect"
import { Problem } from "../io/Problem.ts"
import type { FastBoards } from "../store/FastBoards.ts"
import { openingProblem } from "../store/openingProblem.ts"
import { withoutSecret } from "../store/StoreLocation.ts"

/** Boards in the memory of this process. What follows the store there is the store itself: nothing has to be filled for one command. */
const inProcess: FastBoards = {
  name: "memory",
  boards: Layer.fresh(Memory.layerBoards),
  followed: Layer.merge(storedBoardsAlone, Memory.layerBoardNews)
}

const inRedis = async (url: string): Promise<FastBoards> => {
  const Redis = await import("@laurel/adapters/redis")
  // Whoever compares a large board asks for much at once.
  const options = { url, commandTimeoutMs: 10_000 }
  const opened = Effect.mapError(Layer.build(Redis.layerBoards(options)), openingProblem)
  const boards = Layer.orDie(Layer.effectContext(opened))
  const news = Redis.layerBoardNews(options)
  return {
    name: withoutSecret(url),
    boards,
    followed: Layer.provideMerge(followBoards(Layer.provide(announced(boards), news)), news),
    facts: async (asked) => {
      const exit = await Effect.runPromiseExit(Effect.scoped(Redis.redisFacts(options, asked)))
      if (Exit.isSuccess(exit)) return exit.value
      throw new Problem({
        exit: "unavailable",
        code: "boards-unavailable",
        title: `the Redis at ${withoutSecret(url)} cannot be reached`,
        where: "--redis",
        remedy: "check the address and that the server runs; the store answers meanwhile"
      })
    }
  }
}

/** Boards in Redis, or without an address in this process. */
export const fastBoards = async (redis: string | undefined): Promise<FastBoards> =>
  redis === undefined ? inProcess : inRedis(redis)
