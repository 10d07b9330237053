import type { Instant } from "@laurel/core/shared"
import type { ColumnType, GeneratedAlways } from "kysely"

/** What every posted entry says beside its postings; `posted` counts in the order of posting. */
export interface LedgerEntryTable {
  readonly posted: GeneratedAlways<bigint>
  readonly id: string
  readonly challenge_id: string
  readonly at: ColumnType<Instant, string, never>
  readonly kind: string
  readonly memo: string
  readonly currency: string
  readonly corrects: string | null
}

/**
 * An amount from one account to another, so that every stored entry balances by construction (I1). The places are those of
 * the two postings in the entry: what stands at a place adds up to the posting there.
 */
export interface MovementTable {
  readonly entry: bigint
  readonly number: number
  readonly debit_account: string
  readonly debit_place: number
  readonly credit_account: string
  readonly credit_place: number
  readonly minor_units: bigint
}

/** What the accounts of a challenge hold that are asked for by everybody: one row a currency. */
export interface BalanceTable {
  readonly challenge_id: string
  readonly currency: string
  /** Never negative: the database refuses it (I4). */
  readonly pool: bigint
  /** Carried over and not taken by another challenge yet. */
  readonly carry_over: bigint
}

/** What the entries of a challenge come to, by kind and currency, as terms of its conservation. */
export interface LedgerTotalTable {
  readonly challenge_id: string
  readonly currency: string
  readonly kind: string
  readonly paid_in: bigint
  readonly top_ups: bigint
  readonly pool: bigint
  readonly entitlements: bigint
  readonly fees: bigint
  readonly charity: bigint
  readonly residual: bigint
  readonly refunds: bigint
}

/** The tables of everything that is money. */
export interface MoneyTables {
  readonly ledger_entry: LedgerEntryTable
  readonly movement: MovementTable
  readonly balance: BalanceTable
  readonly ledger_total: LedgerTotalTable
}
