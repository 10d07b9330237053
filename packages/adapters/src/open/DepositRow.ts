import { Deposit } from "@laurel/core/challenge"
import type { Instant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { InvalidArgument } from "./errors.ts"
import { AmountFromMinorUnits, type MinorUnits } from "./MinorUnits.ts"
import { argument } from "./reader.ts"
import { InstantFromWhen, type When } from "./When.ts"

/** Money for the pool that is no entry fee. `id` is the caller's: the same deposit sent twice is booked once. */
export interface DepositRow {
  readonly id: string
  readonly kind: "Sponsor" | "CarryOver"
  readonly payer: string
  readonly minorUnits: MinorUnits
  /** The present unless said otherwise. */
  readonly at?: When
}

const Row = Schema.Struct({
  ...Deposit.fields,
  minorUnits: AmountFromMinorUnits,
  at: Schema.optionalKey(InstantFromWhen)
})

const read = argument("deposit", Row)

/** Reads a deposit. */
export const readDeposit = (row: DepositRow, now: Instant): Effect.Effect<Deposit, InvalidArgument> =>
  Effect.map(read(row), (deposit) => ({ at: now, ...deposit }))
