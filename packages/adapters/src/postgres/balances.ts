import type { EntryToPost } from "@laurel/core/ledger"
import type { Kysely } from "kysely"
import type { BalanceTable } from "./MoneyTables.ts"
import type { Tables } from "./tables.ts"
import { amounts, given, texts } from "./unnested.ts"

/** What entries change about the accounts that have a row of their own, one a challenge and currency. */
export const changesIn = (entries: Iterable<EntryToPost>): ReadonlyArray<BalanceTable> => {
  const changes = new Map<string, { -readonly [Key in keyof BalanceTable]: BalanceTable[Key] }>()
  for (const { currency, postings } of entries) {
    for (const { account, minorUnits } of postings) {
      if (account._tag !== "Pool" && account._tag !== "CarryOver") continue
      const { challengeId } = account
      const key = `${currency} ${challengeId}`
      const change = changes.get(key) ?? { challenge_id: challengeId, currency, pool: 0n, carry_over: 0n }
      changes.set(key, change)
      // Both grow by credits.
      if (account._tag === "Pool") change.pool -= minorUnits
      else change.carry_over -= minorUnits
    }
  }
  return [...changes.values()]
}

/**
 * Brings the balances along with entries that were posted, in the same transaction. Rows are locked in one order, whoever
 * posts what, and a pool that would be negative is refused by the database (I4).
 */
export const changeBalances = async (db: Kysely<Tables>, entries: Iterable<EntryToPost>): Promise<void> => {
  const changes = changesIn(entries)
  if (changes.length === 0) return
  const rows = given({
    challenge_id: texts(changes.map(({ challenge_id }) => challenge_id)),
    currency: texts(changes.map(({ currency }) => currency)),
    pool: amounts(changes.map(({ pool }) => pool)),
    carry_over: amounts(changes.map(({ carry_over }) => carry_over))
  })
  await db
    .insertInto("balance")
    .columns(["challenge_id", "currency"])
    .expression((query) =>
      query.selectFrom(rows).select(["challenge_id", "currency"]).orderBy("challenge_id").orderBy("currency")
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .with("locked", (query) =>
      query
        .selectFrom("balance")
        .innerJoin(rows, (join) =>
          join.onRef("given.challenge_id", "=", "balance.challenge_id").onRef("given.currency", "=", "balance.currency")
        )
        .select(["balance.challenge_id", "balance.currency", "given.pool", "given.carry_over"])
        .orderBy("balance.challenge_id")
        .orderBy("balance.currency")
        .forNoKeyUpdate("balance")
    )
    .updateTable("balance")
    .from("locked")
    .set((column) => ({
      pool: column("balance.pool", "+", column.ref("locked.pool")),
      carry_over: column("balance.carry_over", "+", column.ref("locked.carry_over"))
    }))
    .whereRef("balance.challenge_id", "=", "locked.challenge_id")
    .whereRef("balance.currency", "=", "locked.currency")
    .execute()
}
