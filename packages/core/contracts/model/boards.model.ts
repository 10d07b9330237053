import {
  type BoardCursor,
  type BoardRow,
  type BoardUpdate,
  byPlace,
  type LiveBoard,
  type Placed,
  rankRows,
  scopeText
} from "../../src/board/index.ts"
import type { ParticipantId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** One board: what it was told last of each participant. */
interface Kept {
  readonly version: number
  readonly rows: ReadonlyArray<BoardRow>
}

/** What `Boards` promises, over lists that are sorted for every answer. */
export type BoardsModel = Readonly<Record<string, Kept>>

const keyOf = ({ challengeId, scope }: LiveBoard): string => `${challengeId}\n${scopeText(scope)}`

/** Of rows about one participant the first of the newest. */
const newest = (rows: ReadonlyArray<BoardRow>, next: BoardRow): ReadonlyArray<BoardRow> => {
  const known = rows.find(({ participantId }) => participantId === next.participantId)
  return known !== undefined && known.revision >= next.revision ? rows : [...rows.filter((row) => row !== known), next]
}

export const rebuild = (
  model: BoardsModel,
  board: LiveBoard,
  { version, rows }: BoardUpdate
): Prediction<BoardsModel> => [
  undefined,
  { ...model, [keyOf(board)]: { version, rows: rows.reduce<ReadonlyArray<BoardRow>>(newest, []) } }
]

export const drop = (model: BoardsModel, board: LiveBoard): Prediction<BoardsModel> => {
  const { [keyOf(board)]: _, ...others } = model
  return [undefined, others]
}

const ofKept = (model: BoardsModel, board: LiveBoard, answer: (kept: Kept) => unknown): unknown => {
  const kept = model[keyOf(board)]
  return kept === undefined
    ? { _tag: "BoardNotKept", challengeId: board.challengeId, scope: scopeText(board.scope) }
    : answer(kept)
}

export const submit = (model: BoardsModel, board: LiveBoard, update: BoardUpdate): Prediction<BoardsModel> => {
  const kept = model[keyOf(board)]
  if (kept === undefined) return [ofKept(model, board, () => undefined), model]
  const version = Math.max(kept.version, update.version)
  return [version, { ...model, [keyOf(board)]: { version, rows: update.rows.reduce(newest, kept.rows) } }]
}

const placedOf = ({ rows }: Kept): ReadonlyArray<Placed> =>
  rows.flatMap(({ participantId, position }) => (position === undefined ? [] : [{ participantId, ...position }]))

const rankedOf = (board: LiveBoard, kept: Kept) => rankRows(board.rule, placedOf(kept))

const stateOf = (kept: Kept) => ({ version: kept.version, count: placedOf(kept).length })

export const state = (model: BoardsModel, board: LiveBoard): unknown => ofKept(model, board, stateOf)

export const all = (model: BoardsModel, board: LiveBoard): unknown =>
  ofKept(model, board, (kept) => ({ ...stateOf(kept), rows: rankedOf(board, kept) }))

export const ranks = (model: BoardsModel, board: LiveBoard, ids: ReadonlyArray<ParticipantId>): unknown =>
  ofKept(model, board, (kept) => {
    const ranked = rankedOf(board, kept)
    return { ...stateOf(kept), rows: ids.map((id) => ranked.find(({ participantId }) => participantId === id)) }
  })

export const around = (model: BoardsModel, board: LiveBoard, id: ParticipantId, n: number): unknown =>
  ofKept(model, board, (kept) => {
    const ranked = rankedOf(board, kept)
    const at = ranked.findIndex(({ participantId }) => participantId === id)
    return { ...stateOf(kept), rows: at < 0 ? [] : ranked.slice(Math.max(0, at - n), at + n + 1) }
  })

export const page = (model: BoardsModel, board: LiveBoard, limit: number, cursor?: BoardCursor): unknown =>
  ofKept(model, board, (kept) => {
    const later = rankedOf(board, kept).filter(
      (row) => cursor === undefined || byPlace(board.rule)(row, cursor.after) > 0
    )
    const rows = later.slice(0, limit)
    const last = rows.at(-1)
    const next = last !== undefined && later.length > limit ? { next: cursorAfter(kept.version, last) } : {}
    return { ...stateOf(kept), rows, ...next, hasMoved: cursor !== undefined && cursor.version !== kept.version }
  })

const cursorAfter = (version: number, { participantId, status, score, tieBreak }: Placed): BoardCursor => ({
  version,
  after: { participantId, status, score, tieBreak }
})
