import { type BoardPage, type BoardRows, Boards, type LiveBoard, type Placed } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { connect } from "./connect.ts"
import type { RedisUnfit } from "./errors.ts"
import { attempt, ofKept } from "./failures.ts"
import { gathered } from "./gather.ts"
import { keyOf, prefixOf } from "./keys.ts"
import { type Layout, layoutOf } from "./Layout.ts"
import { defaults, type RedisOptions } from "./Options.ts"
import { readAll } from "./readAll.ts"
import { type RanksRead, readRanks } from "./readRanks.ts"
import { afterRow, aroundParticipant, fromIndex, type RowsRead, readRows } from "./readRows.ts"
import { rebuild } from "./rebuild.ts"
import { listIn, numberIn, textIn } from "./replies.ts"
import { rowArguments } from "./rowArguments.ts"
import { forgetScript } from "./scripts/building.ts"
import { stateScript } from "./scripts/state.ts"
import { submitScript } from "./scripts/submit.ts"

/** Redis answers nobody else while it looks these up: some milliseconds. */
const lookUpsAtATime = 250

/**
 * Boards in Redis (7.0 and later, single or a Cluster), shared by whatever processes use the same server and prefix.
 *
 * **Details**: each call is one script, which nothing comes in between. Look-ups of one participant each that are made in the same turn
 * of the event loop are one script together. A board that has lost any of its keys is not kept. A server that evicts keys is refused; one
 * that cannot be reached is no failure of the layer, and boards are unavailable until it is there.
 */
export const layerBoards = (options: RedisOptions): Layer.Layer<Boards, RedisUnfit> =>
  Layer.effect(
    Boards,
    Effect.map(connect(options), (client) => {
      const prefix = prefixOf(options.prefix ?? defaults.prefix)
      const rankOfOne = gathered(
        lookUpsAtATime,
        async ({ key, layout }: Pick<Kept, "key" | "layout">, ids: ReadonlyArray<ParticipantId>) => {
          const read = await readRanks(client, key, layout, ids)
          return ids.map((_, at) => (read === undefined ? undefined : { ...read, rows: [read.rows[at]] }))
        }
      )
      const ranks = ({ key, layout }: Kept, ids: ReadonlyArray<ParticipantId>): Promise<RanksRead | undefined> => {
        const [only, ...others] = ids
        return only !== undefined && others.length === 0
          ? rankOfOne(`${key} ${layout.text} ${layout.wants}`, { key, layout }, only)
          : readRanks(client, key, layout, ids)
      }
      const keptOf = (board: LiveBoard): Kept => ({ key: keyOf(prefix, board), layout: layoutOf(board.rule) })
      return Boards.of({
        rebuild: (board, version, rows) => {
          const { key, layout } = keptOf(board)
          return rebuild(client, key, layout, version, rows)
        },
        submit: (board, { version, rows }) =>
          ofKept("submit", board, async () => {
            const { key, layout } = keptOf(board)
            const args = [layout.text, `${version}`, "0", ...rowArguments(layout, rows)]
            const reply = await client.run(submitScript, [key], args)
            return reply === null ? undefined : Number(textIn([reply], 0))
          }),
        drop: (board) => Effect.asVoid(attempt("drop", () => client.run(forgetScript, [keyOf(prefix, board)], []))),
        state: (board) =>
          ofKept("state", board, async () => {
            const { key, layout } = keptOf(board)
            const reply = await client.run(stateScript, [key], [layout.text])
            if (reply === null) return undefined
            const values = listIn(reply)
            return { version: Number(textIn(values, 0)), count: numberIn(values, 1) }
          }),
        ranks: (board, ids) => ofKept("ranks", board, () => ranks(keptOf(board), ids)),
        page: (board, limit, cursor) =>
          ofKept("page", board, async () => {
            const { key, layout } = keptOf(board)
            const stretch = cursor === undefined ? fromIndex(0, limit) : afterRow(layout, cursor.after, limit)
            const read = await readRows(client, key, layout, stretch)
            return read === undefined
              ? undefined
              : pageOf(read, cursor !== undefined && cursor.version !== read.version)
          }),
        around: (board, id, n) =>
          ofKept("around", board, async () => {
            const { key, layout } = keptOf(board)
            const read = await readRows(client, key, layout, aroundParticipant(id, n))
            return read === undefined ? undefined : rowsOf(read)
          }),
        all: (board) =>
          ofKept("all", board, () => {
            const { key, layout } = keptOf(board)
            return readAll(client, key, layout)
          })
      })
    })
  )

/** Where a board is, and how it lies there. */
interface Kept {
  readonly key: string
  readonly layout: Layout
}

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
