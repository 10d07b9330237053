import { type Currency, compareIds } from "../shared/index.ts"
import { type AccountType, accountType } from "./Account.ts"
import { accountName } from "./AccountName.ts"
import { balances } from "./balances.ts"
import type { Entry } from "./Entry.ts"

/** One account of a trial balance; one of `debit` and `credit` is zero. */
export interface TrialRow {
  readonly name: string
  readonly type: AccountType
  readonly debit: bigint
  readonly credit: bigint
}

/** The accounts of one currency by name, and both sums. They are equal in every ledger (I1). */
export interface TrialBalance {
  readonly currency: Currency
  readonly rows: ReadonlyArray<TrialRow>
  readonly debits: bigint
  readonly credits: bigint
}

/** The trial balance of entries: one per currency, by currency; accounts that stand at zero are left out. */
export const trialBalance = (entries: Iterable<Entry>): ReadonlyArray<TrialBalance> => {
  const byCurrency = new Map<Currency, Array<TrialRow>>()
  for (const { account, currency, minorUnits } of balances(entries).rows()) {
    const rows = byCurrency.get(currency) ?? []
    byCurrency.set(currency, rows)
    if (minorUnits === 0n) continue
    rows.push({
      name: accountName(account),
      type: accountType(account),
      debit: minorUnits > 0n ? minorUnits : 0n,
      credit: minorUnits < 0n ? -minorUnits : 0n
    })
  }
  return [...byCurrency.entries()]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([currency, rows]) => ({
      currency,
      rows: rows.sort((a, b) => compareIds(a.name, b.name)),
      debits: rows.reduce((sum, { debit }) => sum + debit, 0n),
      credits: rows.reduce((sum, { credit }) => sum + credit, 0n)
    }))
}
