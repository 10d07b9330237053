import type { BoardFollowers, BoardNews, Boards, StoredBoards } from "@laurel/core/board"
import type { Transaction } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"
import { type FollowOptions, followBoards, memoisePages, storedBoardsAlone, watchCaches } from "./decorators/index.ts"
import * as Memory from "./memory/index.ts"
import type { RedisOptions, RedisUnfit } from "./redis/index.ts"
import type { Store } from "./stores.ts"

/** Where boards are read, and how others hear of them. */
export interface BoardsOpened {
  readonly boards: Layer.Layer<Boards | BoardFollowers, RedisUnfit, StoredBoards | Transaction>
  readonly news: Layer.Layer<BoardNews>
}

/**
 * The boards that are read beside a store: in Redis where one is named, otherwise in the memory of the process for boards that somebody
 * reads. The memory store is fast enough itself.
 */
export const boardsBeside = (store: Store, redis: RedisOptions | undefined): BoardsOpened => {
  if (redis !== undefined) return inRedis(redis)
  const boards = store === "memory" ? storedBoardsAlone : over(Memory.layerBoards, { onDemand: true })
  return { boards, news: Memory.layerBoardNews }
}

/** Boards that follow those of the store; until they are there, and while they are away, its pages are read once for all who ask. */
const over = <E>(
  fast: Layer.Layer<Boards, E>,
  options?: FollowOptions
): Layer.Layer<Boards | BoardFollowers, E, StoredBoards | Transaction> =>
  followBoards(fast, options).pipe(
    Layer.provide(memoisePages),
    Layer.provide(watchCaches),
    Layer.provide(Layer.fresh(Memory.layerCaches))
  )

// Loaded when it is asked for: whoever has no Redis needs no client of one.
const adapter = Effect.promise(() => import("./redis/index.ts"))

const inRedis = (options: RedisOptions): BoardsOpened => ({
  boards: over(Layer.unwrap(Effect.map(adapter, ({ layerBoards }) => layerBoards(options)))),
  news: Layer.unwrap(Effect.map(adapter, ({ layerBoardNews }) => layerBoardNews(options)))
})
