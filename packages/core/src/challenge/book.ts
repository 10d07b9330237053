import { Effect } from "effect"
import { noteBooked } from "../audit/index.ts"
import { type EntryToPost, entryPieces, Ledger } from "../ledger/index.ts"

/**
 * Posts entries that are new to the ledger, and seals them in the audit entry of the running use case: a posted entry that
 * is altered, missing or put in later is found by that. Whoever posts to the ledger does it by this.
 */
export const book = Effect.fnUntraced(function* (entries: ReadonlyArray<EntryToPost>) {
  yield* (yield* Ledger).append(entries)
  yield* noteBooked(entries.map(entryPieces))
})
