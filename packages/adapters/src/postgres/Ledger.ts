import { differingField, EntryConflict, type EntryToPost, Ledger, LedgerUnavailable } from "@laurel/core/ledger"
import { Effect, Layer } from "effect"
import { sql } from "kysely"
import { changeBalances } from "./balances.ts"
import { Db } from "./Db.ts"
import type { DbFailed } from "./errors.ts"
import { heldBy } from "./heldBy.ts"
import { insertEntries } from "./insertEntries.ts"
import { entriesOf, entriesWith } from "./readEntries.ts"
import { constraintOf } from "./sqlState.ts"
import { changeTotals, totalsOf } from "./totals.ts"

/**
 * A batch that takes more out of a pool than is in it is a bug of whoever posts it, and not the ledger being out of order;
 * the database refuses it (I4).
 */
const failed =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, LedgerUnavailable> =>
    constraintOf(cause) === "pool_is_never_negative"
      ? Effect.die(cause)
      : Effect.fail(new LedgerUnavailable({ operation, cause }))

/** The ledger in the database. */
export const layerLedger: Layer.Layer<Ledger, never, Db> = Layer.effect(
  Ledger,
  Effect.map(Db, ({ run, atomic }) => {
    const append = Effect.fnUntraced(function* (batch: ReadonlyArray<EntryToPost>) {
      // One writer a challenge (ADR 0023): what is posted to it has one order, also where the caller holds no lock.
      yield* run((db) =>
        db
          .selectFrom("challenge")
          .select("id")
          .where("id", "=", sql<string>`any(${batch.map(({ challengeId }) => challengeId)}::text[])`)
          .orderBy("id")
          .forNoKeyUpdate()
          .execute()
      )
      const fresh = yield* freshOf(batch, yield* run((db) => entriesWith(db, batch)))
      const added = yield* run((db) => insertEntries(db, fresh))
      yield* run((db) => changeBalances(db, added))
      yield* run((db) => changeTotals(db, added))
    })
    return Ledger.of({
      append: (batch) =>
        batch.length === 0 ? Effect.void : atomic(append(batch)).pipe(Effect.catchTag("DbFailed", failed("append"))),
      entriesOf: (challengeId, kinds) =>
        run((db) => entriesOf(db, challengeId, kinds)).pipe(Effect.catchTag("DbFailed", failed("entriesOf"))),
      held: (accounts, currency) =>
        run((db) => heldBy(db, accounts, currency)).pipe(Effect.catchTag("DbFailed", failed("held"))),
      totals: (challengeId) =>
        run((db) => totalsOf(db, challengeId)).pipe(Effect.catchTag("DbFailed", failed("totals")))
    })
  })
)

/** The entries of a batch that are not there yet, each once, in order; the first that is there with other content refuses it. */
const freshOf = (
  batch: ReadonlyArray<EntryToPost>,
  stored: ReadonlyArray<EntryToPost>
): Effect.Effect<ReadonlyArray<EntryToPost>, EntryConflict> => {
  const known = new Map(stored.map((entry) => [entry.id, entry]))
  const fresh: Array<EntryToPost> = []
  for (const entry of batch) {
    const existing = known.get(entry.id)
    const field = existing === undefined ? undefined : differingField(existing, entry)
    if (field !== undefined) return Effect.fail(new EntryConflict({ entryId: entry.id, field }))
    if (existing !== undefined) continue
    known.set(entry.id, entry)
    fresh.push(entry)
  }
  return Effect.succeed(fresh)
}
