import type { Arrival } from "@laurel/core/activity"
import type { UserId } from "@laurel/core/shared"

/** A row that cannot be used, and why. */
export interface UnusableRow {
  readonly line: number
  readonly column?: string
  readonly message: string
}

/** Where decoded rows go. */
export interface RowSink {
  readonly accept: (arrival: Arrival, line: number) => void
  /** A user of whom an activity is accepted for the first time. */
  readonly meet: (userId: UserId) => void
  readonly refuse: (row: UnusableRow) => void
}

/** Rows that were read and wait to be recorded: `lines[i]` is the line of `arrivals[i]`. */
export interface RowBatch {
  readonly arrivals: ReadonlyArray<Arrival>
  readonly lines: ReadonlyArray<number>
  readonly unusable: ReadonlyArray<UnusableRow>
  /** Users of whom no earlier batch had an activity. */
  readonly newUsers: ReadonlyArray<UserId>
}
