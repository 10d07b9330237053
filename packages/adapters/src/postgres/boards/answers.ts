import {
  type BoardCursor,
  type BoardPage,
  type BoardRanks,
  type BoardRows,
  type BoardState,
  byPosition,
  type LiveBoard,
  nothingOutside,
  type Outside,
  type Placed,
  rankStretch
} from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import { readPlaced } from "./positions.ts"

/** What every statement says of the board beside a row of it. */
export interface StateRow {
  readonly version: bigint
  readonly ranked: bigint
}

/** What the statements of stretches count, as far as ranks depend on it. */
interface CountRow extends StateRow {
  readonly before: bigint | null
  readonly tied_before?: bigint | null
  readonly tied_after?: bigint | null
  readonly groups_before?: bigint | null
}

export const readState = ({ version, ranked }: StateRow): BoardState => ({
  version: Number(version),
  count: Number(ranked)
})

const placedIn = ({ rule }: LiveBoard, rows: ReadonlyArray<unknown>): ReadonlyArray<Placed> =>
  rows.flatMap((row) => readPlaced(rule, row) ?? [])

const counted = ({ before, tied_before, tied_after, groups_before }: CountRow): Outside => ({
  before: Number(before),
  tiedBefore: Number(tied_before ?? 0),
  tiedAfter: Number(tied_after ?? 0),
  groupsBefore: Number(groups_before ?? 0)
})

/** A board whose rows are all there, or none of them. */
export const readWhole = (board: LiveBoard, first: StateRow, rows: ReadonlyArray<unknown>): BoardRows => ({
  ...readState(first),
  rows: rankStretch(board.rule, placedIn(board, rows), nothingOutside)
})

/** A page, of rows of which there is one more when there is another page. */
export const readPage = (
  board: LiveBoard,
  first: CountRow,
  rows: ReadonlyArray<unknown>,
  limit: number,
  cursor: BoardCursor | undefined
): BoardPage => {
  const state = readState(first)
  const ranked = rankStretch(board.rule, placedIn(board, rows), outside(counted(first)))
  const page = ranked.slice(0, limit)
  const last = page.at(-1)
  const hasMoved = cursor !== undefined && cursor.version !== state.version
  if (last === undefined || ranked.length <= limit) return { ...state, rows: page, hasMoved }
  const { participantId, status, score, tieBreak } = last
  const next = { version: state.version, after: { participantId, status, score, tieBreak } }
  return { ...state, rows: page, next, hasMoved }
}

/** What is around a place; nothing when who was there has moved. */
export const readStretch = (
  board: LiveBoard,
  first: CountRow,
  rows: ReadonlyArray<unknown>,
  place: Placed
): BoardRows | undefined => {
  const compare = byPosition(board.rule)
  const placed = placedIn(board, rows)
  const at = placed.findIndex((row) => row.participantId === place.participantId && compare(row, place) === 0)
  if (at < 0) return undefined
  const counts = counted(first)
  const groups = placed.slice(0, at).filter((row, index) => {
    const next = placed[index + 1]
    return index === at - 1 || (next !== undefined && compare(row, next) !== 0)
  }).length
  const before = { ...counts, before: counts.before - at }
  const beyond = at === 0 ? outside(before) : { ...before, groupsBefore: counts.groupsBefore - groups }
  return { ...readState(first), rows: rankStretch(board.rule, placed, beyond) }
}

/** The groups that rows before a stretch are of: the one that goes on in it is not before it. */
const outside = (counts: Outside): Outside => ({
  ...counts,
  groupsBefore: counts.groupsBefore - (counts.tiedBefore > 0 ? 1 : 0)
})

/** Rows in the order of the listing, each with what lies between it and the one before, in the order asked. */
export const readRanks = (
  board: LiveBoard,
  first: CountRow,
  rows: ReadonlyArray<CountRow>,
  ids: ReadonlyArray<ParticipantId>
): BoardRanks => {
  let [before, groupsBefore] = [0, 0]
  const ranked = rows.flatMap((row) => {
    const counts = counted(row)
    before += counts.before
    groupsBefore += counts.groupsBefore
    return rankStretch(board.rule, placedIn(board, [row]), { ...counts, before, groupsBefore })
  })
  const byId = new Map(ranked.map((row) => [row.participantId, row]))
  return { ...readState(first), rows: ids.map((id) => byId.get(id)) }
}
