import { assert, describe, it } from "@effect/vitest"
import { Connection, Db, type Tables } from "@laurel/adapters/postgres"
import { ChallengeStore, decodeDefinition, define } from "@laurel/core/challenge"
import { PrincipalId } from "@laurel/core/shared"
import { Cause, Deferred, Effect, Exit, Fiber, type Layer, Option, Result } from "effect"
import { Kysely, PostgresDialect, sql } from "kysely"
import { embeddedWorld, postgresWorld } from "./database.ts"

/** The tables of a host, who knows nothing of ours. */
interface HostTables {
  readonly note: { readonly id: number; readonly text: string }
}

const hosted = Result.getOrThrow(
  decodeDefinition({
    id: "hosted",
    name: "Defined in a host's transaction",
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  })
)

/** A table of the test's own, so that what is shown does not depend on the ports. */
const table = Db.use(({ run }) =>
  run((db) =>
    sql`create schema if not exists scratch; drop table if exists scratch.note; create table scratch.note (id int primary key, text text)`.execute(
      db
    )
  )
)
const write = (id: number, text: string) =>
  Db.use(({ run }) =>
    run((db) =>
      sql`insert into scratch.note values (${id}, ${text}) on conflict (id) do update set text = excluded.text`.execute(
        db
      )
    )
  )
const notes = Db.use(({ run }) =>
  Effect.map(
    run((db) => sql<{ readonly text: string }>`select text from scratch.note order by id`.execute(db)),
    ({ rows }) => rows.map(({ text }) => text)
  )
)
const wrong = Db.use(({ run }) => run((db) => sql`select 1/0`.execute(db)))
/** A statement as `Db.ask` and `Db.write` take it. */
const statement = (text: string) => (db: Kysely<Tables>) => ({
  compile: () => sql<{ readonly text: string }>`${sql.raw(text)}`.compile(db)
})
const insert = (id: number) =>
  Db.use((db) => db.write(statement(`insert into scratch.note values (${id}, 'written')`), "once"))
const all = Db.use((db) => db.ask(statement("select * from scratch.note order by id"), "once"))
const transact = <A, E, R>(effect: Effect.Effect<A, E, R>) => Db.use((db) => db.transact(effect))

const worlds = { Postgres: postgresWorld(), "the embedded store": embeddedWorld() }

for (const [name, world] of Object.entries(worlds)) {
  describe(`Db (${name})`, () => {
    const example = <A, E>(effect: Effect.Effect<A, E, Layer.Success<typeof world>>) =>
      Effect.andThen(table, effect).pipe(Effect.provide(world))

    it.live("a transaction that succeeds is kept, one that fails, dies or is interrupted is not", () =>
      example(
        Effect.gen(function* () {
          yield* transact(write(1, "kept"))
          for (const ending of [Effect.fail("no"), Effect.die("bug"), Effect.interrupt])
            yield* Effect.exit(transact(Effect.andThen(write(2, "gone"), ending)))
          assert.deepStrictEqual(yield* notes, ["kept"])
        })
      )
    )

    it.live("after a statement has failed nothing is kept, even when the effect goes on and succeeds", () =>
      example(
        Effect.gen(function* () {
          const exit = yield* Effect.exit(transact(Effect.andThen(write(1, "gone"), Effect.ignore(wrong))))
          assert.isTrue(Exit.isFailure(exit))
          if (Exit.isFailure(exit)) assert.include(String(Cause.squash(exit.cause)), "nothing was done")
          assert.deepStrictEqual(yield* notes, [])
        })
      )
    )

    it.live("a write that nobody waited for and that fails takes all of its transaction with it", () =>
      example(
        Effect.gen(function* () {
          yield* insert(1)
          const error = yield* Effect.flip(transact(Effect.andThen(insert(2), insert(1))))
          assert.strictEqual(error._tag, "TransactionUnavailable")
          assert.include(error.message, "nothing was done")
          assert.deepStrictEqual(yield* notes, ["written"])
        })
      )
    )

    it.live("what is read after a write of the same transaction has it", () =>
      example(
        Effect.gen(function* () {
          const read = yield* transact(Effect.andThen(Effect.andThen(insert(1), insert(2)), all))
          assert.deepStrictEqual(
            read.map(({ text }) => text),
            ["written", "written"]
          )
        })
      )
    )

    it.live("a statement that was prepared before its table was changed is prepared anew", () =>
      example(
        Effect.gen(function* () {
          yield* transact(Effect.andThen(insert(1), all))
          yield* Db.use(({ run }) => run((db) => sql`alter table scratch.note add column more int`.execute(db)))
          assert.deepStrictEqual(
            (yield* transact(all)).map((row) => Object.keys(row)),
            [["id", "text", "more"]]
          )
        })
      )
    )

    it.live("outside a transaction too, where nothing else has failed with it", () =>
      example(
        Effect.gen(function* () {
          yield* Effect.andThen(transact(insert(1)), all)
          yield* Db.use(({ run }) => run((db) => sql`alter table scratch.note add column more int`.execute(db)))
          const rows = [...(yield* all), ...(yield* all)]
          assert.deepStrictEqual(
            rows.map((row) => Object.keys(row)),
            [
              ["id", "text", "more"],
              ["id", "text", "more"]
            ]
          )
        })
      )
    )

    it.live("who is interrupted while waiting for a connection holds nobody up", () =>
      example(
        Effect.gen(function* () {
          const begun = yield* Deferred.make<void>()
          const goOn = yield* Deferred.make<void>()
          const first = yield* Effect.forkChild(
            transact(Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(goOn)))
          )
          yield* Deferred.await(begun)
          const second = yield* Effect.forkChild(transact(Effect.andThen(write(1, "second"), Effect.never)))
          yield* Effect.yieldNow
          yield* Fiber.interrupt(second)
          yield* Deferred.succeed(goOn, undefined)
          yield* Fiber.join(first)
          yield* transact(write(2, "third"))
          assert.deepStrictEqual(yield* notes, ["third"])
        })
      )
    )

    it.live("a host's own transaction takes ours in, and decides", () =>
      example(
        Effect.gen(function* () {
          const db = yield* Db
          const { pool } = yield* Connection
          const host = new Kysely<HostTables>({ dialect: new PostgresDialect({ pool }) }).withSchema("scratch")
          const attempt = (id: number) =>
            Effect.gen(function* () {
              const trx = yield* Effect.promise(() => host.startTransaction().execute())
              yield* Effect.promise(() => trx.insertInto("note").values({ id, text: "the host's" }).execute())
              const ours = trx.withTables<Pick<Tables, keyof Tables>>().$pickTables<keyof Tables>()
              yield* db.within(ours, define(hosted, PrincipalId.make("olivia")))
              return trx
            })
          const isDefined = ChallengeStore.use((store) => Effect.map(store.find(hosted.id), Option.isSome))
          yield* Effect.flatMap(attempt(1), (trx) => Effect.promise(() => trx.rollback().execute()))
          assert.deepStrictEqual([yield* notes, yield* isDefined], [[], false])
          yield* Effect.flatMap(attempt(2), (trx) => Effect.promise(() => trx.commit().execute()))
          assert.deepStrictEqual([yield* notes, yield* isDefined], [["the host's"], true])
        })
      )
    )
  })
}

describe("Db (Postgres)", () => {
  it.live("whoever only looks waits for nobody and sees what was committed, and cannot write", () =>
    Effect.gen(function* () {
      yield* define(hosted, PrincipalId.make("olivia"))
      const { snapshot } = yield* Db
      const versionOf = ChallengeStore.use((store) =>
        Effect.map(
          store.find(hosted.id),
          Option.map(({ version }) => version)
        )
      )
      const [held, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const writer = yield* Effect.forkChild(
        transact(Effect.andThen(versionOf, Effect.andThen(Deferred.succeed(held, undefined), Deferred.await(goOn))))
      )
      yield* Deferred.await(held)
      // The writer has the challenge locked, and keeps it until this is read.
      assert.deepStrictEqual(yield* snapshot(versionOf), Option.some(0))
      yield* Deferred.succeed(goOn, undefined)
      yield* Fiber.join(writer)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(snapshot(write(1, "no")))))
    }).pipe(Effect.provide(worlds.Postgres))
  )

  it.live("transactions that lock each other out are run again until both are done", () =>
    Effect.gen(function* () {
      yield* table
      yield* Effect.andThen(write(1, "a"), write(2, "b"))
      const met = yield* Deferred.make<void>()
      let waiting = 0
      const both = Effect.suspend(() => {
        waiting += 1
        return waiting === 2 ? Deferred.succeed(met, undefined) : Deferred.await(met)
      })
      const crossing = (first: number, second: number, text: string) =>
        transact(Effect.andThen(write(first, text), Effect.andThen(both, write(second, text))))
      yield* Effect.all([crossing(1, 2, "x"), crossing(2, 1, "y")], { concurrency: 2 })
      const left = yield* notes
      assert.strictEqual(new Set(left).size, 1)
    }).pipe(Effect.provide(worlds.Postgres))
  )
})

describe("Db (a server that does not answer)", () => {
  const sleeping = sql`select pg_sleep(60)`
  const sleeps = Db.use(({ run }) =>
    Effect.map(
      run((db) =>
        sql<{
          readonly pid: number
        }>`select pid from pg_stat_activity where query = 'select pg_sleep(60)' and state = 'active'`.execute(db)
      ),
      ({ rows }) => rows.length
    )
  )
  const ways = {
    "a statement": Db.use(({ run }) => run((db) => sleeping.execute(db))),
    "a transaction": transact(Db.use(({ run }) => run((db) => sleeping.execute(db))))
  }
  for (const [name, way] of Object.entries(ways)) {
    it.live(`${name} that is interrupted ends all the same, and what comes after it is answered`, () =>
      Effect.gen(function* () {
        yield* table
        const fiber = yield* Effect.forkChild(way)
        while ((yield* sleeps) === 0) yield* Effect.sleep(10)
        const began = performance.now()
        yield* Fiber.interrupt(fiber)
        assert.isBelow(performance.now() - began, 30_000)
        for (let id = 0; id < 4; id++) yield* transact(write(id, "after"))
        assert.strictEqual((yield* notes).length, 4)
      }).pipe(Effect.provide(postgresWorld()))
    )
  }
})
