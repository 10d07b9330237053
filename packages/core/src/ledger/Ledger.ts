import { Context, type Effect } from "effect"
import type { ChallengeId, Currency } from "../shared/index.ts"
import type { Account } from "./Account.ts"
import type { KindTotal } from "./conservation.ts"
import type { Entry, EntryKind, EntryToPost } from "./Entry.ts"
import type { EntryConflict, LedgerUnavailable } from "./errors.ts"

/**
 * The double-entry record of every amount. Append-only.
 *
 * - `append` posts a batch of entries atomically: all or none.
 * - It is idempotent by the entry's id: the same entry again changes nothing; other content under an id is an
 *   `EntryConflict` naming the first field that differs, and nothing of the batch is posted.
 * - Posted entries never change (I7).
 * - A pool never holds less than nothing (I4): a batch that would leave one so is a defect of whoever posts it, and nothing of
 *   it is posted. Within a batch the order does not matter.
 * - `entriesOf` gives the entries of a challenge in the order in which they were posted: those of some kinds, or all.
 * - `held` gives what each of these accounts holds in this currency, in its own sense and in the order asked, by the entries
 *   of all challenges; nothing moved, nothing held. What a challenge carried over and no other has taken yet is what its
 *   `CarryOver` account holds.
 * - `totals` gives what the function `totals` gives of all entries of a challenge, without handing them over.
 */
export class Ledger extends Context.Service<
  Ledger,
  {
    readonly append: (entries: ReadonlyArray<EntryToPost>) => Effect.Effect<void, EntryConflict | LedgerUnavailable>
    readonly entriesOf: (
      challengeId: ChallengeId,
      kinds?: ReadonlyArray<EntryKind>
    ) => Effect.Effect<ReadonlyArray<Entry>, LedgerUnavailable>
    readonly held: (
      accounts: ReadonlyArray<Account>,
      currency: Currency
    ) => Effect.Effect<ReadonlyArray<bigint>, LedgerUnavailable>
    readonly totals: (challengeId: ChallengeId) => Effect.Effect<ReadonlyArray<KindTotal>, LedgerUnavailable>
  }
>()("@laurel/core/ledger/Ledger") {}
