import type { Instant } from "@laurel/core/shared"
import type { ColumnType, GeneratedAlways } from "kysely"

/** One row a settlement; `inserted` counts in the order in which they were. */
export interface SettlementTable {
  readonly settlement_id: string
  readonly challenge_id: string
  readonly inserted: GeneratedAlways<bigint>
  readonly revision: number
  readonly state: string
  readonly version: number
  readonly plan_hash: string | null
  /** The whole state as JSON. */
  readonly body: ColumnType<unknown, string, string>
}

/** Which plans there are, by the hash of their text. */
export interface PlanTable {
  readonly hash: string
}

/** The texts of plans, in parts. */
export interface PlanPartTable {
  readonly plan_hash: string
  readonly number: number
  readonly part: string
}

/** One row a payout line; `due_at` is the end of its hold or of its lease, `attempts` how many there were. */
export interface PayoutLineTable {
  readonly settlement_id: string
  readonly key: string
  readonly challenge_id: string
  readonly version: number
  readonly state: string
  readonly claim: string
  readonly recipient: string
  readonly currency: string
  readonly minor_units: bigint
  readonly due_at: ColumnType<Instant | null, string | null, string | null>
  readonly attempts: number
}

/** One row an attempt to pay a line, never taken away; at most one of a line is open (I17). */
export interface PayoutAttemptTable {
  readonly settlement_id: string
  readonly line_key: string
  readonly number: number
  readonly is_open: boolean
  readonly key: string
  readonly minor_units: bigint
  readonly worker: string
  /** The name of the provider that is to pay; of those before it was kept, none. */
  readonly provider: string | null
  readonly claimed_at: ColumnType<Instant, string, string>
  readonly lease_until: ColumnType<Instant, string, string>
  readonly submitted_at: ColumnType<Instant | null, string | null, string | null>
}

/** What was learned about an attempt, in order; never changed. */
export interface PayoutOutcomeTable {
  readonly settlement_id: string
  readonly line_key: string
  readonly number: number
  readonly place: number
  readonly outcome: string
  readonly evidence: ColumnType<unknown, string, never>
  readonly at: ColumnType<Instant, string, never>
}

/** The tables of settlements. */
export interface SettlementTables {
  readonly settlement: SettlementTable
  readonly plan: PlanTable
  readonly plan_part: PlanPartTable
  readonly payout_line: PayoutLineTable
  readonly payout_attempt: PayoutAttemptTable
  readonly payout_outcome: PayoutOutcomeTable
}
