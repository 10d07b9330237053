import { assert, describe, it } from "@effect/vitest"
import { Db } from "@laurel/adapters/postgres"
import { Cause, Deferred, Effect, Exit, Fiber } from "effect"
import { sql } from "kysely"
import { embeddedWorld, postgresWorld } from "./database.ts"

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
const transact = <A, E, R>(effect: Effect.Effect<A, E, R>) => Db.use((db) => db.transact(effect))

const worlds = { Postgres: postgresWorld(), "the embedded store": embeddedWorld() }

for (const [name, world] of Object.entries(worlds)) {
  describe(`Db (${name})`, () => {
    const example = <A, E>(effect: Effect.Effect<A, E, Db>) => Effect.andThen(table, effect).pipe(Effect.provide(world))

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
          const host = yield* db.run((queries) => queries.startTransaction().execute())
          yield* db.within(host, transact(write(1, "ours")))
          yield* Effect.promise(() => host.rollback().execute())
          assert.deepStrictEqual(yield* notes, [])
        })
      )
    )
  })
}

describe("Db (Postgres)", () => {
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
