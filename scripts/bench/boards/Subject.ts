import type { BoardRow } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"

/** Something that keeps a board in the process, and is measured. What is done is answered with, lest it be left out. */
export interface Subject {
  readonly name: string
  readonly fill: (rows: ReadonlyArray<BoardRow>) => Promise<void>
  /** Each row by itself. */
  readonly update: (rows: ReadonlyArray<BoardRow>) => unknown
  /** All rows in one call. */
  readonly updateMany?: (rows: ReadonlyArray<BoardRow>) => unknown
  /** The rank of each by itself. */
  readonly rank: (ids: ReadonlyArray<ParticipantId>) => unknown
  /** The ranks of all in one call. */
  readonly rankMany?: (ids: ReadonlyArray<ParticipantId>) => unknown
  /** The first hundred, this many times. */
  readonly top?: (times: number) => unknown
  /** Each with five before and after. */
  readonly around?: (ids: ReadonlyArray<ParticipantId>) => unknown
}
