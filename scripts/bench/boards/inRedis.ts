import { layerBoards } from "@laurel/adapters/redis"
import { type BoardRow, Boards, type LiveBoard } from "@laurel/core/board"
import { ChallengeId } from "@laurel/core/shared"
import { Effect, ManagedRuntime, Stream } from "effect"
import { Redis } from "ioredis"
import { Leaderboard } from "redis-rank"
import type { Shape } from "./field.ts"
import type { RedisSubject } from "./RedisSubject.ts"

const rowsAPiece = 5_000

const inPieces = (rows: ReadonlyArray<BoardRow>): ReadonlyArray<ReadonlyArray<BoardRow>> =>
  Array.from({ length: Math.ceil(rows.length / rowsAPiece) }, (_, piece) =>
    rows.slice(piece * rowsAPiece, (piece + 1) * rowsAPiece)
  )

const scoreOf = ({ position }: BoardRow): number => position?.score ?? 0

/** Laurel's board, through the port: what a caller gets. */
export const laurelInRedis = async ({ rule }: Shape, url: string): Promise<RedisSubject> => {
  const runtime = ManagedRuntime.make(layerBoards({ url, commandTimeoutMs: 60_000 }))
  const port = await runtime.runPromise(Boards)
  const board: LiveBoard = { challengeId: ChallengeId.make("spring"), scope: { _tag: "Overall" }, rule }
  let version = 1
  return {
    name: "Laurel",
    fill: (rows) => Effect.runPromise(port.rebuild(board, 1, Stream.fromIterable(inPieces(rows)))),
    batch: (rows) => Effect.runPromise(port.submit(board, { version: ++version, rows })),
    update: (row) => Effect.runPromise(port.submit(board, { version: ++version, rows: [row] })),
    rank: (id) => Effect.runPromise(port.ranks(board, [id])),
    rankMany: (ids) => Effect.runPromise(port.ranks(board, ids)),
    top: (count) => Effect.runPromise(port.page(board, count)),
    around: (id) => Effect.runPromise(port.around(board, id, 5)),
    close: () => runtime.dispose()
  }
}

const key = "board"

/** A bare sorted set of scores: equals by name, no tie-breaks, no revisions, and the rank is the place. */
export const bareSortedSet = async (url: string): Promise<RedisSubject> => {
  const redis = new Redis(url)
  const pipelined = (rows: ReadonlyArray<BoardRow>) => {
    const pipeline = redis.pipeline()
    for (const row of rows) pipeline.zadd(key, scoreOf(row), row.participantId)
    return pipeline.exec()
  }
  return {
    name: "bare",
    fill: async (rows) => {
      for (const piece of inPieces(rows)) await pipelined(piece)
    },
    batch: pipelined,
    update: (row) => redis.zadd(key, scoreOf(row), row.participantId),
    rank: (id) => redis.zrevrank(key, id),
    rankMany: (ids) => {
      const pipeline = redis.pipeline()
      for (const id of ids) pipeline.zrevrank(key, id)
      return pipeline.exec()
    },
    top: (count) => redis.zrevrange(key, 0, count - 1, "WITHSCORES"),
    around: async (id) => {
      const at = (await redis.zrevrank(key, id)) ?? 0
      return redis.zrevrange(key, Math.max(0, at - 5), at + 5, "WITHSCORES")
    },
    close: async () => redis.disconnect()
  }
}

/** The npm package `redis-rank`. */
export const redisRank = async (url: string): Promise<RedisSubject> => {
  const redis = new Redis(url)
  const board = new Leaderboard(redis, key, { sortPolicy: "high-to-low", updatePolicy: "replace" })
  const batch = (rows: ReadonlyArray<BoardRow>) =>
    board.update(rows.map((row) => ({ id: row.participantId, value: scoreOf(row) })))
  return {
    name: "redis-rank",
    fill: async (rows) => {
      for (const piece of inPieces(rows)) await batch(piece)
    },
    batch,
    update: (row) => board.updateOne(row.participantId, scoreOf(row)),
    rank: (id) => board.rank(id),
    rankMany: (ids) => Promise.all(ids.map((id) => board.rank(id))),
    top: (count) => board.top(count),
    around: (id) => board.around(id, 5),
    close: async () => redis.disconnect()
  }
}
