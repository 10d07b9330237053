import { differingField, type EntryToPost } from "@laurel/core/ledger"
import type { Kysely } from "kysely"
import type { MovementTable } from "./MoneyTables.ts"
import { movementsOf } from "./movements.ts"
import { entriesWith } from "./readEntries.ts"
import { lostRace } from "./sqlState.ts"
import type { Tables } from "./tables.ts"
import { amounts, bigints, given, givenToAdd, inStatements, instants, ints, sendInTurn, texts } from "./unnested.ts"

/**
 * Adds entries that were not there a moment ago, in order, and gives those that were added: somebody else may have posted
 * the same meanwhile. Where they posted other content under an id, the whole transaction is run again, and finds it.
 */
export const insertEntries = async (
  db: Kysely<Tables>,
  entries: ReadonlyArray<EntryToPost>
): Promise<ReadonlyArray<EntryToPost>> => {
  const places = await insertHeadings(db, entries)
  const missed = entries.filter(({ id }) => !places.has(id))
  if (missed.length > 0) await requireSame(db, missed)
  const added = entries.filter(({ id }) => places.has(id))
  await insertMovements(db, added, places)
  return added
}

/** The places that the entries have got in the order of posting, by id. */
const insertHeadings = async (
  db: Kysely<Tables>,
  entries: ReadonlyArray<EntryToPost>
): Promise<ReadonlyMap<string, bigint>> => {
  const places = new Map<string, bigint>()
  for (const group of inStatements(entries)) {
    const columns = ["id", "challenge_id", "at", "kind", "memo", "currency", "corrects"] as const
    const rows = await db
      .insertInto("ledger_entry")
      .columns(columns)
      .expression((query) =>
        query
          .selectFrom(
            given({
              id: texts(group.map(({ id }) => id)),
              challenge_id: texts(group.map(({ challengeId }) => challengeId)),
              at: instants(group.map(({ at }) => at)),
              kind: texts(group.map(({ kind }) => kind)),
              memo: texts(group.map(({ memo }) => memo)),
              currency: texts(group.map(({ currency }) => currency)),
              corrects: texts(group.map(({ corrects }) => corrects ?? null))
            })
          )
          .select(columns)
          .orderBy("place")
      )
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning(["id", "posted"])
      .execute()
    for (const { id, posted } of rows) places.set(id, posted)
  }
  return places
}

const requireSame = async (db: Kysely<Tables>, entries: ReadonlyArray<EntryToPost>): Promise<void> => {
  const stored = new Map((await entriesWith(db, entries)).map((entry) => [entry.id, entry]))
  for (const entry of entries) {
    const found = stored.get(entry.id)
    if (found === undefined || differingField(found, entry) !== undefined) throw lostRace(`entry ${entry.id}`)
  }
}

const insertMovements = async (
  db: Kysely<Tables>,
  entries: ReadonlyArray<EntryToPost>,
  places: ReadonlyMap<string, bigint>
): Promise<void> => {
  const columns = [
    "entry",
    "number",
    "debit_account",
    "debit_place",
    "credit_account",
    "credit_place",
    "minor_units"
  ] as const
  await sendInTurn(inStatements(movementsOfAll(entries, places)), (group) =>
    db
      .insertInto("movement")
      .columns(columns)
      .expression((query) =>
        query
          .selectFrom(
            givenToAdd({
              number: ints(group.map(({ number }) => number)),
              entry: bigints(group.map(({ entry }) => entry)),
              debit_account: texts(group.map(({ debit_account }) => debit_account)),
              debit_place: ints(group.map(({ debit_place }) => debit_place)),
              credit_account: texts(group.map(({ credit_account }) => credit_account)),
              credit_place: ints(group.map(({ credit_place }) => credit_place)),
              minor_units: amounts(group.map(({ minor_units }) => minor_units))
            })
          )
          .select(columns)
      )
  )
}

function* movementsOfAll(
  entries: ReadonlyArray<EntryToPost>,
  places: ReadonlyMap<string, bigint>
): Generator<MovementTable, void, undefined> {
  for (const entry of entries) {
    const posted = places.get(entry.id)
    if (posted === undefined) continue
    for (const movement of movementsOf(entry)) yield { ...movement, entry: posted }
  }
}
