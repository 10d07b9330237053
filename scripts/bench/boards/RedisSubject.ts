import type { BoardRow } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"

/** Something that keeps a board in Redis, and is measured. */
export interface RedisSubject {
  readonly name: string
  readonly fill: (rows: ReadonlyArray<BoardRow>) => Promise<void>
  /** All rows in one call. */
  readonly batch: (rows: ReadonlyArray<BoardRow>) => Promise<unknown>
  readonly update: (row: BoardRow) => Promise<unknown>
  readonly rank: (id: ParticipantId) => Promise<unknown>
  /** The ranks of many, by as few calls as there are. */
  readonly rankMany: (ids: ReadonlyArray<ParticipantId>) => Promise<unknown>
  readonly top: (count: number) => Promise<unknown>
  /** With five before and after. */
  readonly around: (id: ParticipantId) => Promise<unknown>
  readonly close: () => Promise<void>
}
