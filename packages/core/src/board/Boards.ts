import { Context, type Effect, type Stream } from "effect"
import type { ParticipantId } from "../shared/index.ts"
import type { BoardCursor } from "./BoardCursor.ts"
import type { BoardRow, BoardUpdate, RankedRow } from "./BoardRow.ts"
import type { BoardNotKept, BoardsUnavailable } from "./errors.ts"
import type { LiveBoard } from "./LiveBoard.ts"

/** Which state of a board an answer is of, and how many were ranked in it. */
export interface BoardState {
  readonly version: number
  readonly count: number
}

/** Some rows of a board. */
export interface BoardRows extends BoardState {
  readonly rows: ReadonlyArray<RankedRow>
}

/** The rows of some participants, in the order asked; nothing for who is not ranked. */
export interface BoardRanks extends BoardState {
  readonly rows: ReadonlyArray<RankedRow | undefined>
}

/** A stretch of a board. */
export interface BoardPage extends BoardRows {
  /** Where the next page begins; absent when this is the last. */
  readonly next?: BoardCursor
  /** Whether the board has moved on since the page that the cursor is of: who moved past it is missing, or comes twice. */
  readonly hasMoved: boolean
}

type Refused = BoardNotKept | BoardsUnavailable

/**
 * Rankings that are kept current. Every answer is of one state of the board, and the same whoever keeps it.
 *
 * - `rebuild` builds a board from all of its rows, which may come in any order; what was there answers until that is done, and then
 *   all at once the new one. When it fails nothing has changed. Of a participant who is named twice the newest row counts.
 * - `submit` takes each row that is newer than what the board has of the participant, and of the others nothing: rows may come late,
 *   twice and in any order. It is atomic. The board is at the version given then, or stays at its own when that is newer; that version
 *   is the answer.
 * - A row without a position takes the participant away, and is remembered with its revision.
 * - A board that is not kept is never begun by `submit`: whatever it lacked would be missing. All but `rebuild` and `drop` answer
 *   `BoardNotKept`.
 * - `ranks` gives the rows of participants in the order asked, nothing for who is not ranked.
 * - `page` gives at most `limit` rows, from the top or after a cursor; `around` those of a participant with up to `n` before and after,
 *   and none where the participant is not ranked. `all` gives every row. All in the order of the listing.
 * - `drop` forgets a board, also where there is none.
 */
export class Boards extends Context.Service<
  Boards,
  {
    readonly rebuild: <E>(
      board: LiveBoard,
      version: number,
      rows: Stream.Stream<ReadonlyArray<BoardRow>, E>
    ) => Effect.Effect<void, BoardsUnavailable | E>
    readonly submit: (board: LiveBoard, update: BoardUpdate) => Effect.Effect<number, Refused>
    readonly drop: (board: LiveBoard) => Effect.Effect<void, BoardsUnavailable>
    readonly state: (board: LiveBoard) => Effect.Effect<BoardState, Refused>
    readonly ranks: (board: LiveBoard, ids: ReadonlyArray<ParticipantId>) => Effect.Effect<BoardRanks, Refused>
    readonly page: (board: LiveBoard, limit: number, cursor?: BoardCursor) => Effect.Effect<BoardPage, Refused>
    readonly around: (board: LiveBoard, id: ParticipantId, n: number) => Effect.Effect<BoardRows, Refused>
    readonly all: (board: LiveBoard) => Effect.Effect<BoardRows, Refused>
  }
>()("@laurel/core/board/Boards") {}
