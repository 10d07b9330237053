import { Deposit } from "@laurel/core/challenge"
import type { Instant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { ColumnType, GeneratedAlways } from "kysely"
import type { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"

/** One row a deposit. */
export interface DepositTable {
  readonly challenge_id: string
  readonly id: string
  readonly kind: string
  readonly payer: string
  readonly minor_units: bigint
  readonly at: ColumnType<Instant, Date, never>
  /** Counts up: the order in which deposits were made. */
  readonly made: GeneratedAlways<bigint>
}

/** The columns of a deposit. */
export const depositColumns = ["id", "kind", "payer", "minor_units", "at"] as const

const readRows = readerOf(
  Schema.Array(
    Schema.Struct({
      id: Deposit.fields.id,
      kind: Deposit.fields.kind,
      payer: Deposit.fields.payer,
      minor_units: Schema.BigInt,
      at: Schema.Int
    })
  )
)

/** Reads rows of deposits. */
export const readDeposits = (rows: unknown): Effect.Effect<ReadonlyArray<Deposit>, DbFailed> =>
  Effect.map(readRows(rows), (read) => read.map(({ minor_units: minorUnits, ...rest }) => ({ ...rest, minorUnits })))
