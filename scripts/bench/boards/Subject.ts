import type { BoardRow } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"

/** Something that keeps a board in the process, and is measured. */
export interface Subject {
  readonly name: string
  readonly fill: (rows: ReadonlyArray<BoardRow>) => Promise<void>
  /** Each row by itself. */
  readonly update: (rows: ReadonlyArray<BoardRow>) => void
  /** All rows in one call. */
  readonly updateMany?: (rows: ReadonlyArray<BoardRow>) => void
  /** The rank of each by itself. */
  readonly rank: (ids: ReadonlyArray<ParticipantId>) => void
  /** The ranks of all in one call. */
  readonly rankMany?: (ids: ReadonlyArray<ParticipantId>) => void
  /** The first hundred, this many times. */
  readonly top?: (times: number) => void
  /** Each with five before and after. */
  readonly around?: (ids: ReadonlyArray<ParticipantId>) => void
}
