import type { Currency } from "../shared/index.ts"
import { type Account, growsByCredit } from "./Account.ts"
import { accountName } from "./AccountName.ts"
import type { Entry } from "./Entry.ts"

/** What stands on one account in one currency: debits positive, credits negative. */
export interface Balance {
  readonly account: Account
  readonly currency: Currency
  readonly minorUnits: bigint
}

/** Balances of accounts. Currencies are kept apart (I6). */
export interface Balances {
  /** Debits less credits; zero for an account that never moved. */
  readonly of: (account: Account, currency: Currency) => bigint
  /** What the account holds in its own sense: a pool that 25.00 was paid into holds 2500. */
  readonly held: (account: Account, currency: Currency) => bigint
  /** Every account that ever moved, in the order of its first posting. */
  readonly rows: () => Iterable<Balance>
}

const keyOf = (account: Account, currency: Currency): string => `${currency} ${accountName(account)}`

/** Adds up entries per account and currency, in one pass. */
export const balances = (entries: Iterable<Entry>): Balances => {
  const rows = new Map<string, { readonly account: Account; readonly currency: Currency; minorUnits: bigint }>()
  for (const { currency, postings } of entries) {
    for (const { account, minorUnits } of postings) {
      const key = keyOf(account, currency)
      const row = rows.get(key)
      if (row === undefined) rows.set(key, { account, currency, minorUnits })
      else row.minorUnits += minorUnits
    }
  }
  const of = (account: Account, currency: Currency): bigint => rows.get(keyOf(account, currency))?.minorUnits ?? 0n
  return {
    of,
    held: (account, currency) => (growsByCredit(account) ? -of(account, currency) : of(account, currency)),
    rows: () => rows.values()
  }
}
