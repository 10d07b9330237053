import type { DailyRow, DailyRows } from "@laurel/core/challenge"
import { type Instant, ParticipantId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { ColumnType } from "kysely"
import { readerOf } from "./rows.ts"

/** One row a day. */
export interface DailyBoardTable {
  readonly challenge_id: string
  readonly day: string
  readonly at: ColumnType<Instant, Date, never>
  readonly participants: number
  readonly teams: number
}

/** Some rows of a list of a day's board that stand next to each other in one order, column by column. */
interface DailyPartTable {
  readonly challenge_id: string
  readonly day: string
  readonly list: string
  readonly participant_ids: ReadonlyArray<string>
  readonly ranks: ReadonlyArray<number>
  readonly scores: ReadonlyArray<bigint>
}

/** In the order of the list; `after` so many that stand in the parts before. */
export interface DailyPlacesTable extends DailyPartTable {
  readonly after: number
}

/** In the order of participant ids; `first` is the first of them. */
export interface DailyParticipantsTable extends DailyPartTable {
  readonly first: string
}

const readRows = readerOf(
  Schema.Array(
    Schema.Struct({
      day: Schema.Int,
      at: Schema.Int,
      count: Schema.Int,
      participant_id: Schema.NullOr(ParticipantId),
      rank: Schema.NullOr(Schema.Finite),
      score: Schema.NullOr(Schema.BigInt)
    })
  )
)

/** What was read of some days. A row without a rank says that a day has a board, and that whoever it may name is not on it. */
export const readDailyRows = (rows: unknown) =>
  Effect.map(readRows(rows), (read): ReadonlyArray<DailyRows> => {
    const days = new Map<number, DailyRows & { readonly rows: Array<DailyRow> }>()
    for (const { day, at, count, participant_id: participantId, rank, score } of read) {
      const known = days.get(day) ?? { day, at, count, rows: [] }
      days.set(day, known)
      if (participantId !== null && rank !== null && score !== null)
        known.rows.push({ participantId, rank, score: Number(score) })
    }
    return [...days.values()]
  })
