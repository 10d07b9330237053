import { Charge } from "@laurel/core/challenge"
import { Effect, Schema } from "effect"
import type { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"

/** One row a charge: the document, and beside it what statements look for and what the database guards. */
export interface ChargeTable {
  readonly challenge_id: string
  readonly key: string
  readonly participant_id: string
  readonly user_id: string
  readonly number: number
  readonly revision: number
  readonly state: string
  readonly payer: string
  readonly currency: string
  readonly minor_units: bigint
  /** The name of the provider that is to charge; of those before it was kept, none. */
  readonly provider: string | null
  /** JSON. */
  readonly document: string
}

const encode = Schema.encodeSync(Charge)

/** What changes of a charge, as columns. */
export const changedColumns = (charge: Charge) => ({
  revision: charge.revision,
  state: charge._tag,
  document: JSON.stringify(encode(charge))
})

/** A charge as columns. */
export const chargeColumns = (charge: Charge): ChargeTable => ({
  ...changedColumns(charge),
  challenge_id: charge.challengeId,
  key: charge.key,
  participant_id: charge.entry.participantId,
  user_id: charge.entry.userId,
  number: charge.number,
  payer: charge.payer,
  currency: charge.currency,
  minor_units: charge.minorUnits,
  provider: charge.provider ?? null
})

const readRows = readerOf(Schema.Array(Schema.Struct({ document: Schema.fromJsonString(Charge) })))

/** Reads rows of charges. */
export const readCharges = (rows: unknown): Effect.Effect<ReadonlyArray<Charge>, DbFailed> =>
  Effect.map(readRows(rows), (read) => read.map(({ document }) => document))
