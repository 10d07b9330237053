import type { ParticipantId } from "../shared/index.ts"

/**
 * What a row is ranked by.
 *
 * **Details**: `Missing` is for who has no score and is ranked last for that, all alike; `score` is 0 then and `tieBreak` empty.
 * Whole numbers of at most 2^53 - 1 in magnitude; `tieBreak` has one value for each link of the rule's chain, the smaller the better.
 */
export interface Position {
  readonly status: "Scored" | "Missing"
  /** An integer at the decimals of the challenge's score. */
  readonly score: number
  readonly tieBreak: ReadonlyArray<number>
}

/** What a board is told about one participant, or one team. */
export interface BoardRow {
  readonly participantId: ParticipantId
  /** A whole number from 0 that grows whenever the row changes: a board takes a row only if it has none as new. */
  readonly revision: number
  /** Absent for who is not ranked (any more): the row takes away. */
  readonly position?: Position
}

/** Rows that bring a board up to a version. */
export interface BoardUpdate {
  readonly version: number
  readonly rows: ReadonlyArray<BoardRow>
}

/** One row of a board with its rank. */
export interface RankedRow extends Position {
  readonly participantId: ParticipantId
  /** Under the rank policy of the board's rule; with `fractional` it may end in .5. */
  readonly rank: number
  /** Where it stands in the listing, from 1; ties are listed by participant id. */
  readonly place: number
}
