export { Account, type AccountType, accountType, Claim, growsByCredit, Party } from "./Account.ts"
export { AccountFromName, accountName, parseAccountName } from "./AccountName.ts"
export { type Balance, type Balances, balances } from "./balances.ts"
export { addTotals, type Conservation, conservation, conservationOf, type KindTotal, totals } from "./conservation.ts"
export { differingField } from "./differingField.ts"
export { Entry, EntryId, EntryKind, type EntryToPost, Posting } from "./Entry.ts"
export { type EntitlementParts, entitlements } from "./entitlements.ts"
export {
  EntryAlreadyReversed,
  EntryConflict,
  LedgerUnavailable,
  NegativeMovement,
  PartialReversalAmbiguous,
  ReversalOfReversal,
  ReversalOutOfRange
} from "./errors.ts"
export { Ledger } from "./Ledger.ts"
export { type EntryHeading, entry, type Movement, turnover } from "./Movement.ts"
export { Nets } from "./Nets.ts"
export { type ReversalHeading, type ReversalRefused, reverseOf } from "./reverseOf.ts"
export { toCsv } from "./toCsv.ts"
export { toHledger } from "./toHledger.ts"
export { entryFromJson, entryJson, entryPieces, toJsonLines } from "./toJsonLines.ts"
export { type TrialBalance, type TrialRow, trialBalance } from "./trialBalance.ts"
