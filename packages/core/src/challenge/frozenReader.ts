import { Effect } from "effect"
import { type BoardCursor, byPlace, type LiveBoard, type RankedRow } from "../board/index.ts"
import type { ParticipantId } from "../shared/index.ts"
import type { Board } from "./Board.ts"
import type { BoardReader } from "./BoardReader.ts"
import type { Rules } from "./Rules.ts"
import { rankedOn } from "./rankedOn.ts"

/** Reads one board of a challenge as it stood when it was frozen. Its version is the instant of that. */
export const frozenReader = (rules: Rules, board: LiveBoard, frozen: Board): BoardReader => {
  const rows = rankedOn(rules, board, frozen)
  const state = { version: frozen.at, count: rows.length }
  const byId = new Map(rows.map((row) => [row.participantId, row]))
  const placeOf = (id: ParticipantId): number => (byId.get(id)?.place ?? 0) - 1
  return {
    state: Effect.succeed(state),
    ranks: (ids) => Effect.succeed({ ...state, rows: ids.map((id) => byId.get(id)) }),
    page: (limit, cursor) => Effect.succeed({ ...state, ...pageOf(board, rows, limit, state.version, cursor) }),
    all: Effect.succeed({ ...state, rows }),
    around: (id, n) => {
      const at = placeOf(id)
      return Effect.succeed({ ...state, rows: at < 0 ? [] : rows.slice(Math.max(0, at - n), at + n + 1) })
    }
  }
}

const pageOf = (
  { rule }: LiveBoard,
  rows: ReadonlyArray<RankedRow>,
  limit: number,
  version: number,
  cursor?: BoardCursor
) => {
  const compare = byPlace(rule)
  const found = cursor === undefined ? 0 : rows.findIndex((row) => compare(row, cursor.after) > 0)
  const start = found < 0 ? rows.length : found
  const page = rows.slice(start, start + limit)
  const last = page.at(-1)
  const hasMoved = cursor !== undefined && cursor.version !== version
  if (last === undefined || start + limit >= rows.length) return { rows: page, hasMoved }
  const { participantId, status, score, tieBreak } = last
  return { rows: page, hasMoved, next: { version, after: { participantId, status, score, tieBreak } } }
}
