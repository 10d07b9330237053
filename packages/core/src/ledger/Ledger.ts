import { Context, type Effect } from "effect"
import type { ChallengeId } from "../shared/index.ts"
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
 */
export class Ledger extends Context.Service<
  Ledger,
  {
    readonly append: (entries: ReadonlyArray<Entry>) => Effect.Effect<void, EntryConflict | LedgerUnavailable>
    readonly entriesOf: (challengeId: ChallengeId) => Effect.Effect<ReadonlyArray<Entry>, LedgerUnavailable>
  }
>()("@laurel/core/ledger/Ledger") {}
