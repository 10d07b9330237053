import { Context, type Effect } from "effect"
import type { ChallengeId, Currency } from "../shared/index.ts"
import type { Entry } from "./Entry.ts"
import type { EntryConflict, LedgerUnavailable } from "./errors.ts"

/**
 * The double-entry record of every amount. Append-only.
 *
 * - `append` posts a batch of entries atomically: all or none.
 * - It is idempotent by the entry's id: the same entry again changes nothing; other content under an id is an
 *   `EntryConflict` naming the first field that differs, and nothing of the batch is posted.
 * - Posted entries never change (I7).
 * - `entriesOf` gives the entries of a challenge in the order in which they were posted.
 * - `carriedOver` gives what a challenge carried over in this currency and no other has taken yet, in minor units: what its
 *   `CarryOver` account holds by the entries of all challenges.
 */
export class Ledger extends Context.Service<
  Ledger,
  {
    readonly append: (entries: ReadonlyArray<Entry>) => Effect.Effect<void, EntryConflict | LedgerUnavailable>
    readonly entriesOf: (challengeId: ChallengeId) => Effect.Effect<ReadonlyArray<Entry>, LedgerUnavailable>
    readonly carriedOver: (challengeId: ChallengeId, currency: Currency) => Effect.Effect<bigint, LedgerUnavailable>
  }
>()("@laurel/core/ledger/Ledger") {}
