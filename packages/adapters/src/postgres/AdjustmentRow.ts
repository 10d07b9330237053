import { Adjustment, AdjustmentReason } from "@laurel/core/challenge"
import { type Instant, PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { ColumnType } from "kysely"
import { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"

/** One row an adjustment; the last three columns together say that it was taken back. */
export interface AdjustmentTable {
  readonly challenge_id: string
  readonly id: string
  readonly participant_id: string
  readonly amount: ColumnType<bigint, number, never>
  readonly reason: string
  readonly made_by: string
  readonly made_at: ColumnType<Instant, Date, never>
  readonly reversed_by: ColumnType<string | null, never, string>
  readonly reversed_at: ColumnType<Instant | null, never, Date>
  readonly reversal_reason: ColumnType<string | null, never, string>
}

/** The columns of an adjustment, to be read by `readAdjustments`. */
export const adjustmentColumns = [
  "id",
  "participant_id",
  "amount",
  "reason",
  "made_by",
  "made_at",
  "reversed_by",
  "reversed_at",
  "reversal_reason"
] as const

const { id, participantId, reason, by } = Adjustment.fields

const readRows = readerOf(
  Schema.Array(
    Schema.Struct({
      id,
      participant_id: participantId,
      amount: Schema.BigInt,
      reason,
      made_by: by,
      made_at: Schema.Int,
      reversed_by: Schema.NullOr(PrincipalId),
      reversed_at: Schema.NullOr(Schema.Int),
      reversal_reason: Schema.NullOr(AdjustmentReason)
    })
  )
)

/** Reads rows of adjustments. */
export const readAdjustments = (rows: unknown): Effect.Effect<ReadonlyArray<Adjustment>, DbFailed> =>
  Effect.map(readRows(rows), (read) =>
    read.map(
      ({
        id,
        participant_id,
        amount,
        reason,
        made_by,
        made_at,
        reversed_by,
        reversed_at,
        reversal_reason
      }): Adjustment => ({
        id,
        participantId: participant_id,
        amount: Number(amount),
        reason,
        by: made_by,
        at: made_at,
        ...(reversed_by === null || reversed_at === null || reversal_reason === null
          ? {}
          : { reversal: { reason: reversal_reason, by: reversed_by, at: reversed_at } })
      })
    )
  )

const readTotals = readerOf(Schema.Array(Schema.Struct({ participant_id: participantId, total: Schema.String })))

/** Reads what adjustments of participants add up to. */
export const readSums = Effect.fnUntraced(function* (rows: unknown) {
  const sums = new Map<Adjustment["participantId"], bigint>()
  for (const { participant_id, total } of yield* readTotals(rows)) {
    if (!/^-?\d+$/.test(total)) return yield* new DbFailed({ cause: new Error(`${total} is no sum of adjustments`) })
    sums.set(participant_id, BigInt(total))
  }
  return sums
})
