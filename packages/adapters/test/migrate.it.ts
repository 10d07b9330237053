import { assert, describe, it } from "@effect/vitest"
import { layer, migrate, migrationStatus } from "@laurel/adapters/postgres"
import { Effect, Schedule } from "effect"
import { sql } from "kysely"
import { connectEmbedded } from "../src/postgres/connectEmbedded.ts"
import { connectPostgres } from "../src/postgres/connectPostgres.ts"
import { migrations } from "../src/postgres/migrations/index.ts"
import { nameOf } from "../src/postgres/migrations/Migration.ts"
import type { Place } from "../src/postgres/migrations/migrate.ts"
import { newDatabase } from "./database.ts"
import { killed, spawned } from "./processes/spawned.ts"
import { slowMigration } from "./slowMigration.ts"

const onNewDatabase = Effect.flatMap(newDatabase, (url) => connectPostgres({ url }))
const places = { Postgres: onNewDatabase, "the embedded store": connectEmbedded({}) }
const everyName = migrations.map(nameOf)

const setChecksum = ({ db }: Place, number: number, checksum: string) =>
  Effect.promise(() => db.updateTable("migration").set({ checksum }).where("number", "=", number).execute())

const tablesOf = ({ db, schema }: Place) =>
  Effect.promise(async () => {
    const { rows } = await sql<{ readonly name: string }>`
      select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ${schema} and relkind = 'r' order by relname`.execute(db)
    return rows.map(({ name }) => name)
  })

for (const [name, opened] of Object.entries(places)) {
  describe(`Migrations (${name})`, () => {
    it.live("bring an empty database to the tables of today, once; other tables, and newer ones, are refused", () =>
      Effect.gen(function* () {
        const place = yield* opened
        assert.deepStrictEqual(yield* migrate(place), everyName)
        assert.deepStrictEqual(yield* migrate(place), [])
        assert.deepStrictEqual(
          (yield* migrationStatus(place)).map(({ state }) => state),
          migrations.map(() => "applied")
        )
        yield* Effect.promise(() =>
          sql`insert into ${sql.table(`${place.schema}.migration`)} values (9999, 'future', '')`.execute(place.db)
        )
        const newer = yield* Effect.flip(migrate(place))
        assert.deepInclude(newer, { _tag: "SchemaMismatch", problem: "ahead", migrations: ["9999_future"] })
        const [first] = migrations
        if (first === undefined) return assert.fail("no migrations")
        yield* setChecksum(place, first.number, "another")
        const altered = yield* Effect.flip(migrate(place))
        assert.deepInclude(altered, { _tag: "SchemaMismatch", problem: "altered", migrations: [nameOf(first)] })
      }).pipe(Effect.scoped)
    )
  })
}

describe("Migrations (Postgres)", () => {
  it.live("of several that migrate at the same time one takes each step, and the others find it taken (R-21)", () =>
    Effect.gen(function* () {
      const url = yield* newDatabase
      const both = yield* Effect.all([connectPostgres({ url }), connectPostgres({ url }), connectPostgres({ url })])
      const taken = yield* Effect.all(
        both.map((place) => migrate(place)),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(taken.flat().toSorted(), everyName.toSorted())
    }).pipe(Effect.scoped)
  )

  it.live("a step whose migrator is killed is undone as a whole, and taken by the next (R-21)", () =>
    Effect.gen(function* () {
      const url = yield* newDatabase
      const place = yield* connectPostgres({ url })
      const migrator = yield* spawned("migrateSlowly.ts", url)
      const isUnderWay = Effect.promise(async () => {
        const { rows } = await place.pool.query(
          "select 1 from pg_stat_activity where datname = current_database() and query like '%pg_sleep%' and pid <> pg_backend_pid()"
        )
        return rows.length > 0
      })
      yield* Effect.repeat(isUnderWay, { until: (isIt) => isIt, schedule: Schedule.spaced("10 millis") })
      yield* Effect.promise(() => killed(migrator))
      assert.deepStrictEqual(yield* migrate(place, [slowMigration]), ["0001_slow"])
      assert.deepStrictEqual(yield* tablesOf(place), ["first", "last", "migration"])
    }).pipe(Effect.scoped)
  )

  it.live("a store whose tables are not those of this version is not opened; the refusal says what to run", () =>
    Effect.gen(function* () {
      const url = new URL(yield* newDatabase)
      url.password = "secret"
      url.searchParams.set("password", "secret")
      const refused = yield* Effect.flip(Effect.void.pipe(Effect.provide(layer({ url: url.href }))))
      assert.deepInclude(refused, { _tag: "SchemaMismatch", problem: "behind", migrations: everyName })
      assert.include(refused.message, "laurel db migrate")
      assert.notInclude(refused.message, "secret")
    }).pipe(Effect.scoped)
  )
})
