import { Result } from "effect"
import { EntryId, entry, type Entry as LedgerEntry } from "../ledger/index.ts"
import type { Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import type { Charge } from "./Charge.ts"
import { contributionEntry } from "./contributionEntry.ts"
import type { Entry } from "./Entry.ts"

/** The ledger's entries for the fees of those who entered: each goes to the pool. */
export const feeEntries = (
  { id: challengeId, definition: { currency } }: Challenge,
  entered: ReadonlyArray<Entry>
): ReadonlyArray<LedgerEntry> =>
  entered.flatMap(({ participantId, enteredAt, fee }) =>
    currency === undefined || fee === undefined || fee.minorUnits === 0n
      ? []
      : [
          Result.getOrThrow(
            contributionEntry(
              { key: participantId, at: enteredAt, challengeId, currency },
              { payer: fee.payer, minorUnits: fee.minorUnits, kind: "EntryFee", participantId }
            )
          )
        ]
  )

/** The ledger's entry for a fee that is charged while nobody can enter for it: it is owed to its payer, once for each charge. */
export const feeOwedBack = ({ key, challengeId, payer, currency, minorUnits }: Charge, at: Instant): LedgerEntry =>
  Result.getOrThrow(
    entry({ id: EntryId.make(`FeeOwedBack:${key}`), at, challengeId, kind: "FeeOwedBack", memo: payer, currency }, [
      { from: { _tag: "ProviderClearing" }, to: { _tag: "RefundPayable", challengeId, payer }, minorUnits }
    ])
  )
