import {
  type Account,
  balances,
  differingField,
  type Entry,
  type EntryKind,
  type KindTotal,
  totals as totalsOf
} from "../../src/ledger/index.ts"
import type { ChallengeId, Currency } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Ledger` promises, over one list. */
export type LedgerModel = ReadonlyArray<Entry>

export const append = (model: LedgerModel, batch: ReadonlyArray<Entry>): Prediction<LedgerModel> => {
  const next = [...model]
  for (const entry of batch) {
    const existing = next.find(({ id }) => id === entry.id)
    const field = existing === undefined ? undefined : differingField(existing, entry)
    if (field !== undefined) return [{ _tag: "EntryConflict", entryId: entry.id, field }, model]
    if (existing === undefined) next.push(entry)
  }
  return [undefined, next]
}

export const entriesOf = (
  model: LedgerModel,
  challengeId: ChallengeId,
  kinds?: ReadonlyArray<EntryKind>
): ReadonlyArray<Entry> =>
  model.filter((entry) => entry.challengeId === challengeId && (kinds === undefined || kinds.includes(entry.kind)))

export const held = (model: LedgerModel, accounts: ReadonlyArray<Account>, currency: Currency): ReadonlyArray<bigint> =>
  accounts.map((account) => balances(model).held(account, currency))

export const totals = (model: LedgerModel, challengeId: ChallengeId): ReadonlyArray<KindTotal> =>
  totalsOf(model, challengeId)
