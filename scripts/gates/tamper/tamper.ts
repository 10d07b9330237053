import type { Connection } from "@laurel/adapters/postgres"
import { alter, type Random } from "./alter.ts"

type Opened = Connection["Service"]

/** What came of the attempts on one column. */
export interface Tally {
  readonly table: string
  readonly column: string
  /** The database itself did not take it: a constraint, a reference, or text that is none of the type. */
  refused: number
  /** The database took it and holds what it held before, such as another way to write the same instant. */
  unchanged: number
  found: number
  missed: number
  /** One that was missed, to look into. */
  example?: string
}

/** A database that is filled, and what is to find every change in these tables. */
export interface Tampered {
  readonly connection: Opened
  readonly tables: ReadonlyArray<string>
  /** Columns that are left alone, as `table.column`. */
  readonly except?: ReadonlyArray<string>
  /** Whether anything is found. */
  readonly isFound: () => Promise<boolean>
}

interface Column {
  readonly name: string
  readonly type: string
}

const columnsOf = async ({ pool, schema }: Opened, table: string): Promise<ReadonlyArray<Column>> => {
  const { rows } = await pool.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [`"${schema}".${table}`]
  )
  return rows
}

/** Changes one character of a stored value, asks whether that is found, and puts the value back. */
const attempt = async (
  { connection: { pool, schema }, isFound }: Tampered,
  tally: Tally,
  type: string,
  random: Random
): Promise<void> => {
  const name = `"${schema}".${tally.table}`
  const column = `"${tally.column}"`
  const count = Number((await pool.query<{ count: bigint }>(`select count(*) from ${name}`)).rows[0]?.count ?? 0)
  const chosen = await pool.query<{ place: string; value: string | null }>(
    `select ctid::text as place, ${column}::text as value from ${name} order by ctid offset $1 limit 1`,
    [Math.floor(random() * count)]
  )
  const row = chosen.rows[0]
  if (row === undefined) return
  const other = row.value === null || row.value === "" ? "x" : alter(row.value, random)
  const write = (value: string | null, place: string) =>
    pool.query<{ place: string; value: string | null }>(
      `update ${name} set ${column} = $1::${type} where ctid = $2::tid returning ctid::text as place, ${column}::text as value`,
      [value, place]
    )
  const changed = await write(other, row.place).catch(() => undefined)
  const now = changed?.rows[0]
  if (now === undefined) tally.refused += 1
  else if (now.value === row.value) tally.unchanged += 1
  else if (await isFound()) tally.found += 1
  else {
    tally.missed += 1
    tally.example ??= `${row.value} became ${now.value}`
  }
  if (now !== undefined) await write(row.value, now.place)
}

/** Takes a row away, asks whether that is found, and puts it back. */
const attemptToDelete = async (
  { connection: { pool, schema }, isFound }: Tampered,
  tally: Tally,
  random: Random
): Promise<void> => {
  const name = `"${schema}".${tally.table}`
  const count = Number((await pool.query<{ count: bigint }>(`select count(*) from ${name}`)).rows[0]?.count ?? 0)
  const deleted = await pool
    .query<{ row: string }>(
      `delete from ${name} as gone where ctid = (select ctid from ${name} order by ctid offset $1 limit 1)
       returning to_json(gone)::text as row`,
      [Math.floor(random() * count)]
    )
    .catch(() => undefined)
  const row = deleted?.rows[0]?.row
  if (row === undefined) {
    tally.refused += 1
    return
  }
  if (await isFound()) tally.found += 1
  else {
    tally.missed += 1
    tally.example ??= row
  }
  await pool.query(
    `insert into ${name} overriding system value select * from json_populate_record(null::${name}, $1::json)`,
    [row]
  )
}

/** Tampers with every column of the tables, and with whole rows, so often each; nothing else may write meanwhile. */
export const tamper = async (world: Tampered, times: number, random: Random): Promise<ReadonlyArray<Tally>> => {
  if (await world.isFound()) throw new Error("something is found before anything was changed")
  const tallies: Array<Tally> = []
  const begun = (table: string, column: string): Tally => {
    const tally: Tally = { table, column, refused: 0, unchanged: 0, found: 0, missed: 0 }
    tallies.push(tally)
    return tally
  }
  for (const table of world.tables) {
    for (const { name, type } of await columnsOf(world.connection, table)) {
      if (world.except?.includes(`${table}.${name}`)) continue
      const tally = begun(table, name)
      for (let time = 0; time < times; time++) await attempt(world, tally, type, random)
    }
    const rows = begun(table, "(row)")
    for (let time = 0; time < times; time++) await attemptToDelete(world, rows, random)
  }
  if (await world.isFound()) throw new Error("something is found after everything was put back")
  return tallies
}
