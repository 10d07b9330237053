import { DueKind } from "@laurel/core/runtime"
import type { Instant } from "@laurel/core/shared"
import { Schema } from "effect"
import type { ColumnType } from "kysely"
import { readerOf } from "./rows.ts"

/** One row for each thing that the clock will bring about. */
export interface DueDateTable {
  readonly kind: string
  readonly subject: string
  readonly due: ColumnType<Instant, Date | string, Date | string>
  readonly wake: ColumnType<Instant, Date | string, Date | string>
}

/** The columns that a due date is read from. */
export const dueDateColumns = ["kind", "subject", "due", "wake"] as const

const DueDateRow = Schema.Struct({ kind: DueKind, subject: Schema.String, due: Schema.Int, wake: Schema.Int })

/** Reads rows of due dates. */
export const readDueDates = readerOf(Schema.Array(DueDateRow))
