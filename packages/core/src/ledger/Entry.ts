import { Schema } from "effect"
import { ChallengeId, Currency, InstantFromText, MinorUnits } from "../shared/index.ts"
import { AccountFromName, accountName } from "./AccountName.ts"

/** The identity of an entry. Whoever posts derives it from what is posted, so that a retry is recognised. */
export const EntryId = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9._:@+/-]{0,199}$/, {
    message: "must be 1 to 200 letters, digits or . _ : @ + / - and start with a letter or digit"
  })
).pipe(Schema.brand("EntryId"))
export type EntryId = typeof EntryId.Type

/**
 * Why an entry was made.
 *
 * **Details**: `EntryFee`, `Sponsor`, `CarryOver`: money paid into a pool. `FeeOwedBack`: a fee that was charged for somebody
 * who could not enter any more: it is owed to its payer at once. `Advance`: paid out before the settlement.
 * `Settlement`: a plan posted. `Correction`: the differences of a later version. `Cancellation`: the pool owed back to
 * its payers. `Payout...`: the steps of a payout, of a prize or a refund;
 * what was forfeited is reinstated when a correction takes it. `Reversal`: the mirror of one entry.
 */
export const EntryKind = Schema.Literals([
  "EntryFee",
  "FeeOwedBack",
  "Sponsor",
  "CarryOver",
  "Advance",
  "Settlement",
  "Correction",
  "Cancellation",
  "PayoutStarted",
  "PayoutConfirmed",
  "PayoutRefused",
  "PayoutReturned",
  "PayoutUnclaimed",
  "PayoutReclaimed",
  "PayoutForfeited",
  "PayoutReinstated",
  "Reversal"
])
export type EntryKind = typeof EntryKind.Type

/** One signed amount on one account: a debit is positive, a credit negative, as hledger counts. Never zero. */
export const Posting = Schema.Struct({ account: AccountFromName, minorUnits: MinorUnits })
export type Posting = typeof Posting.Type

/**
 * An entry of the ledger as it is stored: immutable, in one currency, its postings adding up to zero (I1, I6). Decoding
 * refuses an entry that does not balance, that names an account twice or that posts zero.
 */
export const Entry = Schema.Struct({
  _v: Schema.Literal(1),
  id: EntryId,
  at: InstantFromText,
  challengeId: ChallengeId,
  kind: EntryKind,
  memo: Schema.String.check(Schema.isMaxLength(500)),
  currency: Currency,
  postings: Schema.Array(Posting),
  /** The entry that this one corrects. */
  corrects: Schema.optionalKey(EntryId)
}).check(Schema.makeFilter(({ postings }) => flawOf(postings) ?? true))
export type Entry = typeof Entry.Type

/**
 * An entry as it is posted: its postings may be made while they are gone through, each time anew and the same each time, so
 * that a million of them are never there at once.
 */
export interface EntryToPost extends Omit<Entry, "postings"> {
  readonly postings: Iterable<Posting>
}

const flawOf = (postings: ReadonlyArray<Posting>): string | undefined => {
  let total = 0n
  const accounts = new Set<string>()
  for (const { account, minorUnits } of postings) {
    if (minorUnits === 0n) return "a posting must not be zero"
    total += minorUnits
    accounts.add(accountName(account))
  }
  if (accounts.size < postings.length) return "an account must be posted to once"
  return total === 0n ? undefined : `postings must add up to zero, not to ${total}`
}
