import { assert, describe, it } from "@effect/vitest"
import { Connection, Db, layer, migrate, type PostgresOptions } from "@laurel/adapters/postgres"
import { type Entry, EntryId, entry, Ledger } from "@laurel/core/ledger"
import { Transaction } from "@laurel/core/runtime"
import { ChallengeId, Currency } from "@laurel/core/shared"
import { Deferred, Effect, Fiber, Layer, Result } from "effect"
import { sql } from "kysely"
import { connectPostgres } from "../src/postgres/connectPostgres.ts"
import { newDatabase } from "./database.ts"
import { proxyTo } from "./processes/proxy.ts"

const spring = ChallengeId.make("spring")

const paid: Entry = Result.getOrThrow(
  entry(
    {
      id: EntryId.make("paid"),
      at: 0,
      challengeId: spring,
      kind: "EntryFee",
      memo: "",
      currency: Currency.make("EUR")
    },
    [{ from: { _tag: "ProviderClearing" }, to: { _tag: "Pool", challengeId: spring }, minorUnits: 1n }]
  )
)

/** As much of a challenge as the ledger asks for. */
const challenge = sql`
  insert into laurel.challenge (id, version, state, organiser, definition, state_fields, featured, archived, ends_at, created_at, log_month)
  values (${spring}, 0, 'Draft', 'olga', '{}', '{}', false, false, now(), now(), date_trunc('month', now()))`

/** A new database with the tables of today, and a challenge in it; gives its address. */
const prepared = Effect.gen(function* () {
  const url = yield* newDatabase
  const place = yield* connectPostgres({ url })
  yield* migrate(place)
  yield* Effect.promise(() => challenge.execute(place.db))
  return url
})

const on = (options: PostgresOptions) => Layer.fresh(layer(options))

describe("A store whose database is in trouble (Postgres)", () => {
  it.live("a commit whose answer is lost is unavailability of the commit; asking again changes nothing (R-07)", () =>
    Effect.gen(function* () {
      const proxy = yield* proxyTo(yield* prepared)
      yield* Effect.gen(function* () {
        const { transact } = yield* Transaction
        const ledger = yield* Ledger
        proxy.loseNextCommit()
        const lost = yield* Effect.flip(transact(ledger.append([paid])))
        assert.deepInclude(lost, { _tag: "TransactionUnavailable", operation: "commit" })
        assert.strictEqual(proxy.lost(), 1)
        yield* transact(ledger.append([paid]))
        assert.deepStrictEqual(yield* ledger.entriesOf(spring), [paid])
        assert.deepStrictEqual(yield* ledger.held([{ _tag: "Pool", challengeId: spring }], Currency.make("EUR")), [1n])
      }).pipe(Effect.provide(on({ url: proxy.url })))
    }).pipe(Effect.scoped)
  )

  it.live("who finds no connection free within the time allowed is told so, and others go on", () =>
    Effect.gen(function* () {
      const url = yield* prepared
      yield* Effect.gen(function* () {
        const { transact } = yield* Transaction
        const [begun, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
        const holder = yield* Effect.forkChild(
          transact(Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(goOn)))
        )
        yield* Deferred.await(begun)
        const refused = yield* Effect.flip(transact(Effect.void))
        assert.deepInclude(refused, { _tag: "TransactionUnavailable", operation: "begin" })
        yield* Deferred.succeed(goOn, undefined)
        yield* Fiber.join(holder)
        yield* transact(Effect.void)
      }).pipe(Effect.provide(on({ url, pool: { minimum: 0, maximum: 1 }, acquireTimeoutMs: 200 })))
    }).pipe(Effect.scoped)
  )

  it.live("reads that may be stale are answered by the replica, and nothing else is (F07)", () =>
    Effect.gen(function* () {
      const [url, readUrl] = [yield* prepared, yield* prepared]
      const answering = Db.use(({ run }) =>
        run(async (db) => {
          const { rows } = await sql<{ readonly name: string }>`select current_database() as name`.execute(db)
          return `/${rows[0]?.name}`
        })
      )
      yield* Effect.gen(function* () {
        const { stale, snapshot, transact } = yield* Db
        const [primary, replica] = [new URL(url).pathname, new URL(readUrl).pathname]
        assert.strictEqual(yield* answering, primary)
        assert.strictEqual(yield* stale(answering), replica)
        // Whoever decides decides on what is so.
        assert.strictEqual(yield* stale(transact(answering)), primary)
        assert.strictEqual(yield* transact(stale(answering)), primary)
        assert.strictEqual(yield* snapshot(answering), primary)
        assert.strictEqual(yield* stale(snapshot(answering)), replica)
        // The replica lags behind: what was just posted is not there.
        const ledger = yield* Ledger
        yield* ledger.append([paid])
        assert.deepStrictEqual(yield* stale(ledger.entriesOf(spring)), [])
        assert.deepStrictEqual(yield* ledger.entriesOf(spring), [paid])
      }).pipe(Effect.provide(on({ url, readUrl })))
    }).pipe(Effect.scoped)
  )

  it.live("connections that the server ends are replaced, and nothing that was acknowledged is lost (R-04)", () =>
    Effect.gen(function* () {
      const url = yield* prepared
      yield* Effect.gen(function* () {
        const [{ pool }, ledger] = [yield* Connection, yield* Ledger]
        const acknowledged: Array<string> = []
        let refused = 0
        const posting = (worker: number) =>
          Effect.forEach(Array.from({ length: 40 }), (_, at) => {
            const id = EntryId.make(`${worker}-${at}`)
            return Effect.match(ledger.append([{ ...paid, id }]), {
              onSuccess: () => void acknowledged.push(id),
              onFailure: (error) => {
                assert.strictEqual(error._tag, "LedgerUnavailable")
                refused += 1
              }
            })
          })
        const storm = Effect.forEach(Array.from({ length: 10 }), () =>
          Effect.promise(async () => {
            await pool
              .query(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
              )
              .catch(() => undefined)
            await new Promise((resolve) => setTimeout(resolve, 20))
          })
        )
        yield* Effect.all([storm, ...[1, 2, 3, 4].map(posting)], { concurrency: "unbounded", discard: true })
        const posted = new Set((yield* ledger.entriesOf(spring)).map(({ id }): string => id))
        assert.isAbove(refused, 0)
        assert.deepStrictEqual(
          acknowledged.filter((id) => !posted.has(id)),
          []
        )
      }).pipe(Effect.provide(on({ url })))
    }).pipe(Effect.scoped)
  )
})
