import type { Instant } from "@laurel/core/shared"
import { Effect } from "effect"
import { type Kysely, sql, type Transaction } from "kysely"
import { attempt } from "../attempt.ts"
import { type DbFailed, SchemaMismatch } from "../errors.ts"
import type { Tables } from "../tables.ts"
import { migrations } from "./index.ts"
import { checksumOf, type Migration, nameOf } from "./Migration.ts"
import type { MigrationTable } from "./MigrationTable.ts"

/**
 * Where a migration stands. `altered`: what was applied under its number is not what this Laurel has; `unknown`: this
 * Laurel has none of that number.
 */
export interface MigrationStatus {
  readonly name: string
  readonly state: "applied" | "pending" | "altered" | "unknown"
  readonly appliedAt?: Instant
}

/** A database with the name of the schema that Laurel's tables are in. */
export interface Place {
  readonly db: Kysely<Tables>
  readonly schema: string
  /** The database as people know it, without secrets. */
  readonly database: string
}

/** Where every migration stands: those of this Laurel in order, then those that it does not know. */
export const migrationStatus = ({ db, schema }: Place): Effect.Effect<ReadonlyArray<MigrationStatus>, DbFailed> =>
  attempt(async () => statusOf(await appliedIn(db, schema)))

const appliedIn = async (db: Kysely<Tables>, schema: string): Promise<ReadonlyArray<MigrationTable>> => {
  const { rows } = await sql<{ readonly there: boolean }>`
    select to_regclass(${`${quoted(schema)}.migration`}) is not null as there`.execute(db)
  if (rows[0]?.there !== true) return []
  return await db
    .selectFrom("migration")
    .select(["number", "name", "checksum", "applied_at"])
    .orderBy("number")
    .execute()
}

/** The state of each migration, given the rows of those that were applied. */
export const statusOf = (
  applied: ReadonlyArray<MigrationTable>,
  known: ReadonlyArray<Migration> = migrations
): ReadonlyArray<MigrationStatus> => {
  const rows = new Map(applied.map((row) => [row.number, row]))
  const numbers = new Set(known.map(({ number }) => number))
  return [
    ...known.map((migration): MigrationStatus => {
      const row = rows.get(migration.number)
      if (row === undefined) return { name: nameOf(migration), state: "pending" }
      const state = row.checksum === checksumOf(migration) ? "applied" : "altered"
      return { name: nameOf(migration), state, appliedAt: row.applied_at }
    }),
    ...applied
      .filter(({ number }) => !numbers.has(number))
      .map((row): MigrationStatus => ({ name: nameOf(row), state: "unknown", appliedAt: row.applied_at }))
  ]
}

/** Refuses a database whose tables are not those of this Laurel, saying what to do. */
export const knownSchema = Effect.fnUntraced(function* (place: Place) {
  const flaw = mismatchIn(place.database, yield* migrationStatus(place))
  if (flaw !== undefined) return yield* flaw
})

/** What keeps this Laurel from working with tables of this status; the gravest first. */
export const mismatchIn = (database: string, status: ReadonlyArray<MigrationStatus>): SchemaMismatch | undefined => {
  const found = (["altered", "ahead", "behind"] as const).flatMap((problem) => {
    const names = status.filter(({ state }) => state === stateOf[problem]).map(({ name }) => name)
    return names.length === 0 ? [] : [new SchemaMismatch({ database, problem, migrations: names })]
  })
  return found[0]
}

const stateOf = { altered: "altered", ahead: "unknown", behind: "pending" } as const

/**
 * Brings the tables up to this Laurel and gives the names of the migrations that were applied. Each is one transaction
 * under a lock: of several that migrate at once one does the work, and one that is killed leaves its step undone as a whole,
 * to be done by whoever migrates next. Nothing is done to tables that were altered, or made by a newer Laurel.
 */
export const migrate = Effect.fnUntraced(function* (place: Place, known: ReadonlyArray<Migration> = migrations) {
  yield* attempt(() => prepare(place))
  const flaw = mismatchIn(place.database, yield* migrationStatus(place))
  if (flaw !== undefined && flaw.problem !== "behind") return yield* flaw
  const done: Array<string> = []
  for (const migration of known) {
    if (yield* attempt(() => apply(place, migration))) done.push(nameOf(migration))
  }
  return done
})

/** A number of ours among the advisory locks of a database: the first eight bytes of SHA-256("laurel migrations"). */
const lock = sql`select pg_advisory_xact_lock(6699669357044623477)`

const prepare = async ({ db, schema }: Place): Promise<void> => {
  const name = quoted(schema)
  await db.transaction().execute(async (trx) => {
    await lock.execute(trx)
    await sql.raw(`create schema if not exists ${name}`).execute(trx)
    await sql
      .raw(
        `create table if not exists ${name}.migration (
          number int primary key,
          name text not null,
          checksum text not null,
          applied_at timestamptz not null default now()
        )`
      )
      .execute(trx)
  })
}

/** Whether it was applied by this call. */
const apply = ({ db, schema }: Place, migration: Migration): Promise<boolean> =>
  db.transaction().execute(async (trx) => {
    await lock.execute(trx)
    if (await isApplied(trx, migration)) return false
    for (const statement of migration.up(quoted(schema))) await sql.raw(statement).execute(trx)
    await migration.fill?.(trx, schema)
    const { number, name } = migration
    await sql`
      insert into ${sql.id(schema, "migration")} (number, name, checksum)
      values (${number}, ${name}, ${checksumOf(migration)})`.execute(trx)
    return true
  })

const isApplied = async (trx: Transaction<Tables>, { number }: Migration): Promise<boolean> =>
  (await trx.selectFrom("migration").select("number").where("number", "=", number).executeTakeFirst()) !== undefined

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
