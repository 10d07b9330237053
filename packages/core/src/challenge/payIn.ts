import { Result } from "effect"
import { type Entry as LedgerEntry, entry as ledgerEntry, EntryId } from "../ledger/index.ts"
import { type ChallengeId, type Currency, sha256Hex } from "../shared/index.ts"
import type { Deposit } from "./Deposits.ts"
import type { Entry } from "./Entry.ts"

/** The identity of an entry of the ledger, derived from what it records, so that a retry is recognised. */
const idOf = (kind: string, challengeId: ChallengeId, what: string): EntryId =>
  EntryId.make(`${kind}:${sha256Hex(`${challengeId}\n${what}`).slice(0, 32)}`)

/** The ledger's entry for the fee of an entry: from the payment provider to the pool. */
export const feePaid = (challengeId: ChallengeId, currency: Currency, entry: Entry, minorUnits: bigint): LedgerEntry =>
  Result.getOrThrow(ledgerEntry(
    {
      id: idOf("fee", challengeId, entry.participantId),
      at: entry.enteredAt,
      challengeId,
      kind: "EntryFee",
      memo: `entry of ${entry.participantId}`,
      currency
    },
    [{ from: { _tag: "ProviderClearing" }, to: { _tag: "Pool", challengeId }, minorUnits }]
  ))

/** The ledger's entry for a deposit: from the payment provider, or from what an earlier challenge left, to the pool. */
export const deposited = (challengeId: ChallengeId, currency: Currency, deposit: Deposit): LedgerEntry =>
  Result.getOrThrow(ledgerEntry(
    {
      id: idOf("deposit", challengeId, deposit.id),
      at: deposit.at,
      challengeId,
      kind: deposit.kind,
      memo: `${deposit.kind === "Sponsor" ? "sponsor" : "carried over from"} ${deposit.payer}`,
      currency
    },
    [{ from: { _tag: "ProviderClearing" }, to: { _tag: "Pool", challengeId }, minorUnits: deposit.minorUnits }]
  ))
