import { searchWords } from "@laurel/core/challenge"
import { sql, type Transaction } from "kysely"
import { tsvectorOf } from "../../ChallengeRow.ts"
import type { Tables } from "../../tables.ts"
import type { Migration } from "../Migration.ts"

/** The words by which challenges are found. What the index is for: notes.md. */
export const search: Migration = {
  number: 16,
  name: "search",
  up: (schema) => [
    `alter table ${schema}.challenge add column words tsvector not null default ''`,
    `create index challenge_words on ${schema}.challenge using gin (words)`
  ],
  fill: async (db, schema) => {
    let after: string | undefined = ""
    while (after !== undefined) after = await fillPage(db, schema, after)
  }
}

/** So many are filled at once. */
const pageSize = 500

/** Fills the challenges that come after one; gives the last of them, or nothing at the end. */
const fillPage = async (db: Transaction<Tables>, schema: string, after: string): Promise<string | undefined> => {
  const challenge = sql.table(`${schema}.challenge`)
  const { rows } = await sql<{ readonly id: string; readonly name: string; readonly description: string | null }>`
    select id, definition ->> 'name' as name, definition ->> 'description' as description
    from ${challenge} where id > ${after} order by id limit ${pageSize}`.execute(db)
  for (const { id, name, description } of rows) {
    const words = searchWords({ name, ...(description === null ? {} : { description }) })
    await sql`update ${challenge} set words = ${tsvectorOf(words)} where id = ${id}`.execute(db)
  }
  return rows.at(-1)?.id
}
