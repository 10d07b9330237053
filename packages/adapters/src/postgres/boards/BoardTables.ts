import type { Generated } from "kysely"

/** One row a board that is kept. */
export interface BoardTable {
  readonly challenge_id: string
  readonly scope: string
  /** What its rows stand under in `board_row`. */
  readonly listing: Generated<bigint>
  readonly version: bigint
  /** How many of its rows have a position. */
  readonly ranked: bigint
}

/** One row a participant that a board was told about. */
export interface BoardRowTable {
  readonly listing: bigint
  readonly participant_id: string
  readonly revision: bigint
  /** The score in the rule's direction, the smaller the better; see `columnsOf`. Null for who is not ranked. */
  readonly turned: bigint | null
  readonly tie_break: ReadonlyArray<bigint> | null
}
