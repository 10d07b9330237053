import {
  type BoardPage,
  type BoardRows,
  Boards,
  type BoardUpdate,
  type LiveBoard,
  type Placed
} from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { connect } from "./connect.ts"
import type { RedisUnfit } from "./errors.ts"
import { attempt, ofKept, unavailable } from "./failures.ts"
import { drop } from "./forget.ts"
import { gathered } from "./gather.ts"
import { keyOf, prefixOf } from "./keys.ts"
import { type Layout, layoutOf } from "./Layout.ts"
import { defaults, type RedisOptions } from "./Options.ts"
import { readAll } from "./readAll.ts"
import { readEach, readRanks } from "./readRanks.ts"
import {
  afterRow,
  aroundParticipant,
  fromIndex,
  type RowsRead,
  readEachStretch,
  readRows,
  type Stretch
} from "./readRows.ts"
import { readState } from "./readState.ts"
import { rebuild } from "./rebuild.ts"
import { takeRows } from "./takeRows.ts"

/** Redis answers nobody else while it looks these up: some milliseconds. */
const lookUpsAtATime = 32

/** Updates of no more rows go with others. */
const fewRows = 10

/** Redis answers nobody else while it takes these: some milliseconds. */
const updatesAtATime = 32

/** Pages of no more rows are read with others. */
const shortPage = 100

/** Redis answers nobody else while it reads these: some milliseconds. */
const stretchesAtATime = 25

/**
 * Boards in Redis (7.0 and later, single or a Cluster), shared by whatever processes use the same server and prefix.
 *
 * **Details**: each call is one script, which nothing comes in between. Look-ups of one participant each, updates of a few rows, and short
 * pages that are asked for in the same turn of the event loop are one script together. A board that has lost any of its keys is not
 * kept. A server that evicts keys is refused; one that cannot be reached is no failure of the layer, and boards are unavailable until
 * it is there.
 */
export const layerBoards = (options: RedisOptions): Layer.Layer<Boards, RedisUnfit> =>
  Layer.effect(
    Boards,
    Effect.map(connect(options), (client) => {
      const prefix = prefixOf(options.prefix ?? defaults.prefix)
      const rankOfOne = gathered(
        lookUpsAtATime,
        ({ key, layout }: Kept, ids: ReadonlyArray<ParticipantId>) => readEach(client, key, layout, ids),
        unavailable("ranks")
      )
      const submitWithOthers = gathered(
        updatesAtATime,
        async ({ key, layout }: Kept, updates: ReadonlyArray<BoardUpdate>) => {
          const version = await takeRows(client, key, layout, together(updates))
          return updates.map(() => version)
        },
        unavailable("submit")
      )
      const ranks = (kept: Kept, ids: ReadonlyArray<ParticipantId>) => {
        const [only, ...others] = ids
        return only !== undefined && others.length === 0
          ? rankOfOne(nameOf(kept), kept, only)
          : attempt("ranks", () => readRanks(client, kept.key, kept.layout, ids))
      }
      const keptOf = (board: LiveBoard): Kept => ({ key: keyOf(prefix, board), layout: layoutOf(board.rule) })
      const stretchWithOthers = gathered(
        stretchesAtATime,
        ({ key, layout }: Kept, stretches: ReadonlyArray<Stretch>) => readEachStretch(client, key, layout, stretches),
        unavailable("page")
      )
      const stretchOf = (board: LiveBoard, stretch: Stretch, size: number) => {
        const kept = keptOf(board)
        return ofKept(
          board,
          size > shortPage
            ? attempt("page", () => readRows(client, kept.key, kept.layout, stretch))
            : stretchWithOthers(nameOf(kept), kept, stretch)
        )
      }
      return Boards.of({
        rebuild: (board, version, rows) => {
          const { key, layout } = keptOf(board)
          return rebuild(client, key, layout, version, rows)
        },
        submit: (board, update) => {
          const kept = keptOf(board)
          return ofKept(
            board,
            update.rows.length > fewRows
              ? attempt("submit", () => takeRows(client, kept.key, kept.layout, update))
              : submitWithOthers(nameOf(kept), kept, update)
          )
        },
        drop: (board) => attempt("drop", () => drop(client, keyOf(prefix, board))),
        state: (board) => {
          const { key, layout } = keptOf(board)
          return ofKept(
            board,
            attempt("state", () => readState(client, key, layout))
          )
        },
        ranks: (board, ids) => ofKept(board, ranks(keptOf(board), ids)),
        page: (board, limit, cursor) => {
          const { layout } = keptOf(board)
          const stretch = cursor === undefined ? fromIndex(0, limit) : afterRow(layout, cursor.after, limit)
          return Effect.map(stretchOf(board, stretch, limit), (read) =>
            pageOf(read, cursor !== undefined && cursor.version !== read.version)
          )
        },
        around: (board, id, n) => Effect.map(stretchOf(board, aroundParticipant(id, n), n), rowsOf),
        all: (board) => {
          const { key, layout } = keptOf(board)
          return ofKept(
            board,
            attempt("all", () => readAll(client, key, layout))
          )
        }
      })
    })
  )

/** Updates at the same time as one: whichever was first, the board is at the newest version after the last. */
const together = (updates: ReadonlyArray<BoardUpdate>): BoardUpdate => ({
  version: Math.max(...updates.map(({ version }) => version)),
  rows: updates.flatMap(({ rows }) => rows)
})

/** Where a board is, and how it lies there. */
interface Kept {
  readonly key: string
  readonly layout: Layout
}

const nameOf = ({ key, layout }: Kept): string => `${key} ${layout.text} ${layout.wants}`

const rowsOf = ({ version, count, rows }: RowsRead): BoardRows => ({ version, count, rows })

const pageOf = (read: RowsRead, hasMoved: boolean): BoardPage => {
  const last = read.rows.at(-1)
  const isLast = last === undefined || last.place >= read.count
  return { ...rowsOf(read), ...(isLast ? {} : { next: { version: read.version, after: placeOf(last) } }), hasMoved }
}

const placeOf = ({ participantId, status, score, tieBreak }: Placed): Placed => ({
  participantId,
  status,
  score,
  tieBreak
})
