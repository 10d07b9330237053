import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { sql } from "kysely"
import { migrations } from "../src/postgres/migrations/index.ts"
import { embeddedConnection, postgresConnection } from "./database.ts"

const golden = join(import.meta.dirname, "golden", "schema.sql")

type Opened = Awaited<ReturnType<ReturnType<typeof postgresConnection>>>

const lines = async ({ db, schema }: Opened, query: (schema: string) => ReturnType<typeof sql<{ line: string }>>) =>
  (await query(schema).execute(db)).rows.map(({ line }) => line)

/** Tables of every kind but partitions, with their columns. */
const columns = (schema: string) => sql<{ line: string }>`
  select format(E'create table %I (\n  %s\n)%s;', c.relname,
    string_agg(format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attcollation <> t.typcollation then format(' collate %I', (select collname from pg_collation where oid = a.attcollation)) else '' end,
      case when a.attnotnull then ' not null' else '' end,
      case when a.attidentity <> '' then ' generated as identity' else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end
    ), E',\n  ' order by a.attnum),
    coalesce(' partition by ' || pg_get_partkeydef(c.oid), '')) as line
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where n.nspname = ${schema} and c.relkind in ('r', 'p') and not c.relispartition
  group by c.oid, c.relname
  order by c.relname collate "C"`

/** Constraints; that a column is not null is said there. */
const constraints = (schema: string) => sql<{ line: string }>`
  select format('alter table %I add constraint %I %s;', c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = ${schema} and k.contype in ('c', 'f', 'p', 'u') and not c.relispartition
  order by c.relname collate "C", k.conname collate "C"`

/** Indexes that belong to no constraint. */
const indexes = (schema: string) => sql<{ line: string }>`
  select pg_get_indexdef(i.indexrelid) || ';' as line
  from pg_index i
  join pg_class c on c.oid = i.indrelid
  join pg_class x on x.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = ${schema} and not c.relispartition
    and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))
  order by x.relname collate "C"`

/** Foreign keys whose columns are not the first of any index that covers all rows. */
const bareForeignKeys = (schema: string) => sql<{ line: string }>`
  select format('%I.%I', c.relname, k.conname) as line
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = ${schema} and k.contype = 'f' and not exists (
    select 1 from pg_index i
    where i.indrelid = k.conrelid and i.indpred is null
      and (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(k.conkey)] @> k.conkey)`

const routines = (schema: string) => sql<{ line: string }>`
  select 'function ' || p.proname as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = ${schema}
  union all
  select 'trigger ' || t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = ${schema} and not t.tgisinternal`

const connections = { Postgres: postgresConnection(), "the embedded store": embeddedConnection() }

for (const [name, open] of Object.entries(connections)) {
  describe(`Schema (${name})`, () => {
    it("is the one that was reviewed; `UPDATE_GOLDEN=1` writes it anew, for another review", async () => {
      const connection = await open()
      const parts = [
        await lines(connection, columns),
        await lines(connection, constraints),
        await lines(connection, indexes)
      ]
      const text = `${parts.map((part) => part.join("\n")).join("\n\n")}\n`
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, text)
      assert.strictEqual(text, readFileSync(golden, "utf8"))
    })

    it("every foreign key has an index (C14)", async () => {
      assert.deepStrictEqual(await lines(await open(), bareForeignKeys), [])
    })

    it("there is no function and no trigger: all rules are in the core (F03)", async () => {
      assert.deepStrictEqual(await lines(await open(), routines), [])
      const statements = migrations.filter(({ name: step }) => step !== "jobs").flatMap(({ up }) => up("laurel"))
      for (const statement of statements)
        assert.notMatch(statement, /create\s+(or\s+replace\s+)?(function|procedure|trigger)/i)
    })
  })
}
