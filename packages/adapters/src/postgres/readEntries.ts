import { Entry, type EntryKind } from "@laurel/core/ledger"
import { type ChallengeId, formatInstant } from "@laurel/core/shared"
import { Schema } from "effect"
import { type Kysely, type Selectable, sql } from "kysely"
import type { LedgerEntryTable, MovementTable } from "./MoneyTables.ts"
import { areMovementsOf, postingsFrom } from "./movements.ts"
import type { Tables } from "./tables.ts"
import { inStatements } from "./unnested.ts"

/** So many movements are read at once: an entry may have a million. */
const pageSize = 20_000

type Heading = Selectable<LedgerEntryTable>
type Movement = Selectable<MovementTable>

const decode = Schema.decodeUnknownSync(Entry)

/** The entries of a challenge, of some kinds or all, in the order in which they were posted. */
export const entriesOf = async (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  kinds?: ReadonlyArray<EntryKind>
): Promise<ReadonlyArray<Entry>> =>
  withPostings(
    db,
    await db
      .selectFrom("ledger_entry")
      .selectAll()
      .where("challenge_id", "=", challengeId)
      .$if(kinds !== undefined, (query) => query.where("kind", "=", sql<string>`any(${kinds}::text[])`))
      .orderBy("posted")
      .execute()
  )

/** What is posted under the ids of these entries, with whatever content. */
export const entriesWith = async (
  db: Kysely<Tables>,
  entries: ReadonlyArray<Pick<Entry, "id">>
): Promise<ReadonlyArray<Entry>> =>
  withPostings(
    db,
    await db
      .selectFrom("ledger_entry")
      .selectAll()
      .where("id", "=", sql<string>`any(${entries.map(({ id }) => id)}::text[])`)
      .orderBy("posted")
      .execute()
  )

/** A bounded number of entries takes a bounded number of statements, unless there are many movements in them. */
const withPostings = async (db: Kysely<Tables>, headings: ReadonlyArray<Heading>): Promise<ReadonlyArray<Entry>> => {
  const entries: Array<Entry> = []
  for (const group of inStatements(headings)) {
    const movements = await movementsIn(db, group)
    for (const heading of group) entries.push(entryFrom(heading, movements.get(heading.posted) ?? []))
  }
  return entries
}

const movementsIn = async (
  db: Kysely<Tables>,
  headings: ReadonlyArray<Heading>
): Promise<ReadonlyMap<bigint, ReadonlyArray<Movement>>> => {
  const byEntry = new Map<bigint, Array<Movement>>()
  const entries = headings.map(({ posted }) => posted)
  let last: Pick<Movement, "entry" | "number"> | undefined = { entry: -1n, number: -1 }
  while (last !== undefined) {
    const page: ReadonlyArray<Movement> = await db
      .selectFrom("movement")
      .selectAll()
      .where("entry", "=", sql<bigint>`any(${entries}::bigint[])`)
      .where(sql<boolean>`(entry, number) > (${last.entry}, ${last.number})`)
      .orderBy("entry")
      .orderBy("number")
      .limit(pageSize)
      .execute()
    for (const movement of page) {
      const known = byEntry.get(movement.entry)
      if (known === undefined) byEntry.set(movement.entry, [movement])
      else known.push(movement)
    }
    last = page.length < pageSize ? undefined : page.at(-1)
  }
  return byEntry
}

const entryFrom = (heading: Heading, movements: ReadonlyArray<Movement>): Entry => {
  const { id, at, challenge_id: challengeId, kind, memo, currency, corrects } = heading
  const entry = decode({
    _v: 1,
    id,
    at: formatInstant(at),
    challengeId,
    kind,
    memo,
    currency,
    postings: postingsFrom(movements),
    ...(corrects === null ? {} : { corrects })
  })
  // Several sets of movements come to the same postings; one of them was written.
  if (!areMovementsOf(entry, movements)) throw new Error(`the movements of entry ${id} are not those that were posted`)
  return entry
}
