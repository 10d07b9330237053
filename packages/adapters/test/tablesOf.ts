import type { Connection } from "@laurel/adapters/postgres"
import { Schema } from "effect"
import { sql } from "kysely"

type Opened = Connection["Service"]

/** A table with its schema, and its columns but for those that the database works out. */
export interface Table {
  readonly table: string
  readonly columns: string
}

const readTables = Schema.decodeUnknownSync(
  Schema.Array(Schema.Struct({ table: Schema.String, columns: Schema.String }))
)

const found = new WeakMap<Opened, Promise<ReadonlyArray<Table>>>()

/** The tables that hold facts, found out once: no test adds any. The one that says which tables there are is left out. */
export const tablesOf = (opened: Opened): Promise<ReadonlyArray<Table>> => {
  const tables = found.get(opened) ?? lookUp(opened)
  found.set(opened, tables)
  return tables
}

const lookUp = async ({ db, schema }: Opened): Promise<ReadonlyArray<Table>> => {
  const { rows } = await sql`
    select format('%I.%I', n.nspname, c.relname) as "table",
      (select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition
      and (n.nspname = ${schema} and c.relname <> 'migration' or n.nspname = ${`${schema}_jobs`} and c.relname = 'job')`.execute(
    db
  )
  return readTables(rows)
}
