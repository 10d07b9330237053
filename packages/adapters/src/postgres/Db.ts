import { TransactionUnavailable } from "@laurel/core/runtime"
import { Context, Effect, Exit, Option, Random } from "effect"
import type { ControlledTransaction, Kysely } from "kysely"
import { DbFailed } from "./errors.ts"
import { isRefusal, isRetryable } from "./sqlState.ts"
import type { Tables } from "./tables.ts"

/** How often a transaction that got in the way of others is run again before its failure is given. */
const maximumRetries = 8

/** The transaction that the running fiber is in. */
interface OpenTransaction {
  readonly owner: symbol
  readonly queries: Kysely<Tables>
  /** The last statement under way: a connection does one after the other, also when fibers of a transaction run together. */
  tail: Promise<unknown>
  /** Set by the first statement that fails: Postgres takes nothing more, and a commit would quietly roll back. */
  failure: DbFailed | undefined
  /** A fiber that outlives the transaction that started it still carries this, and acts on its own. */
  isOver: boolean
}

const Current = Context.Reference<Option.Option<OpenTransaction>>("@laurel/adapters/postgres/Current", {
  defaultValue: Option.none
})

/** Whether reads may be answered by a replica that lags behind; see `Db.stale`. */
const MayBeStale = Context.Reference<boolean>("@laurel/adapters/postgres/MayBeStale", { defaultValue: () => false })

/**
 * The database, for the ports of this adapter.
 *
 * - `run` runs statements on the transaction of the running fiber or, outside one, on a connection of the pool, each for
 *   itself. A port whose operation takes several statements wraps them in `atomic`.
 * - `transact` makes everything inside one transaction (READ COMMITTED): it joins one that is open. Deadlocks and failed
 *   serialisations run the effect again, a bounded number of times. After a statement has failed nothing of the transaction
 *   is kept, whatever the effect makes of the failure.
 * - `snapshot` makes everything inside see one state (REPEATABLE READ, READ ONLY): nothing is locked, and nobody waits. It
 *   joins a transaction that is open.
 * - `atomic` is `transact` for a port's own operation: what goes wrong with the transaction is a `DbFailed` too.
 * - `within` runs an effect in a transaction of the host's own, who commits or rolls back; ours joins it. It has to be one of
 *   a pool that reads columns as ours does: `Connection.pool` itself, or one with the `types` of this adapter.
 * - `stale` lets reads outside a transaction, and snapshots, be answered by the replica, where there is one.
 */
export class Db extends Context.Service<
  Db,
  {
    readonly run: <A>(query: (db: Kysely<Tables>) => Promise<A>) => Effect.Effect<A, DbFailed>
    readonly atomic: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | DbFailed, R>
    readonly transact: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | TransactionUnavailable, R>
    readonly snapshot: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | TransactionUnavailable, R>
    readonly within: <A, E, R>(host: Kysely<Tables>, effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
    readonly stale: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  }
>()("@laurel/adapters/postgres/Db") {}

/** Transactions that only look. */
const snapshots = new WeakSet<Kysely<Tables>>()

/** Whether rows may be locked here, which only a transaction that may write needs and can. */
export const mayLock = (db: Kysely<Tables>): boolean => db.isTransaction && !snapshots.has(db)

const attempt = <A>(run: () => Promise<A>): Effect.Effect<A, DbFailed> =>
  Effect.tryPromise({ try: run, catch: (cause) => new DbFailed({ cause }) })

/** The database over a pool, and over one of a replica where there is one. */
export const dbOver = (primary: Kysely<Tables>, schema: string, replica: Kysely<Tables> = primary): Db["Service"] => {
  const owner = Symbol("database")

  const joined = (current: Option.Option<OpenTransaction>): OpenTransaction | undefined =>
    Option.isSome(current) && current.value.owner === owner && !current.value.isOver ? current.value : undefined

  const runIn = <A>(open: OpenTransaction, query: (db: Kysely<Tables>) => Promise<A>): Effect.Effect<A, DbFailed> =>
    Effect.suspend(() => {
      if (open.failure !== undefined) return Effect.fail(open.failure)
      const answer = open.tail.then(() => query(open.queries))
      open.tail = answer.catch(() => undefined)
      return attempt(() => answer).pipe(
        Effect.tapError((failure) =>
          Effect.sync(() => {
            open.failure ??= failure
          })
        )
      )
    })

  const once = <A, E, R>(
    effect: Effect.Effect<A, E, R>,
    beginning: Effect.Effect<ControlledTransaction<Tables>, TransactionUnavailable>
  ): Effect.Effect<Ended<A, E>, TransactionUnavailable, R> =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const transaction = yield* restore(beginning)
        const open = openOn(owner, transaction)
        const exit = yield* Effect.exit(restore(Effect.provideService(effect, Current, Option.some(open))))
        open.isOver = true
        // A statement of an interrupted fiber may still be under way; the connection is free after it.
        yield* Effect.promise(() => open.tail)
        const { failure } = open
        if (Exit.isSuccess(exit) && failure === undefined) yield* commit(transaction)
        else yield* Effect.ignore(attempt(() => transaction.rollback().execute()))
        return { exit, failure }
      })
    )

  const inTransaction = <A, E, R>(
    effect: Effect.Effect<A, E, R>,
    beginning: Effect.Effect<ControlledTransaction<Tables>, TransactionUnavailable>
  ): Effect.Effect<A, E | TransactionUnavailable, R> => {
    const from = (retries: number): Effect.Effect<A, E | TransactionUnavailable, R> =>
      Effect.flatMap(once(effect, beginning), ({ exit, failure }): Effect.Effect<A, E | TransactionUnavailable, R> => {
        if (failure === undefined) return exit
        if (isRetryable(failure.cause) && retries < maximumRetries)
          return Effect.andThen(pause(retries), from(retries + 1))
        // Where the effect went on after a statement had failed, nothing of it is kept all the same.
        return Exit.isSuccess(exit)
          ? Effect.fail(new TransactionUnavailable({ operation: "run", cause: failure.cause }))
          : exit
      })
    return Effect.flatMap(Current, (current) => (joined(current) === undefined ? from(0) : effect))
  }

  const transact = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | TransactionUnavailable, R> =>
    inTransaction(effect, begin(primary))

  return Db.of({
    run: (query) =>
      Effect.flatMap(Current, (current) => {
        const open = joined(current)
        return open === undefined
          ? Effect.flatMap(MayBeStale, (stale) => attempt(() => query(stale ? replica : primary)))
          : runIn(open, query)
      }),
    transact,
    snapshot: (effect) =>
      Effect.flatMap(MayBeStale, (stale) => inTransaction(effect, beginSnapshot(stale ? replica : primary))),
    atomic: (effect) =>
      Effect.catchIf(
        transact(effect),
        (error): error is TransactionUnavailable => error instanceof TransactionUnavailable,
        ({ cause }) => Effect.fail(new DbFailed({ cause }))
      ),
    within: (host, effect) =>
      Effect.suspend(() => {
        // Whoever else uses the database knows nothing of the schema that our tables are in.
        const open = openOn(owner, host.withSchema(schema))
        return effect.pipe(
          Effect.provideService(Current, Option.some(open)),
          Effect.ensuring(
            Effect.suspend(() => {
              open.isOver = true
              return Effect.promise(() => open.tail)
            })
          )
        )
      }),
    stale: (effect) => Effect.provideService(effect, MayBeStale, true)
  })
}

interface Ended<A, E> {
  readonly exit: Exit.Exit<A, E>
  readonly failure: DbFailed | undefined
}

const openOn = (owner: symbol, queries: Kysely<Tables>): OpenTransaction => ({
  owner,
  queries,
  tail: Promise.resolve(),
  failure: undefined,
  isOver: false
})

/** Whoever is interrupted while waiting for a connection gives it back as soon as it comes. */
const begun = (
  start: () => Promise<ControlledTransaction<Tables>>
): Effect.Effect<ControlledTransaction<Tables>, TransactionUnavailable> =>
  Effect.suspend(() => {
    const starting = start()
    return Effect.tryPromise({
      try: () => starting,
      catch: (cause) => new TransactionUnavailable({ operation: "begin", cause })
    }).pipe(
      Effect.onInterrupt(() =>
        Effect.sync(() => {
          starting.then((transaction) => transaction.rollback().execute()).catch(() => undefined)
        })
      )
    )
  })

const begin = (db: Kysely<Tables>) => begun(() => db.startTransaction().execute())

const beginSnapshot = (db: Kysely<Tables>) =>
  begun(async () => {
    const transaction = await db
      .startTransaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute()
    snapshots.add(transaction)
    return transaction
  })

/** A server that refuses to commit has kept nothing; without its answer nobody knows. */
const commit = (transaction: ControlledTransaction<Tables>): Effect.Effect<void, TransactionUnavailable> =>
  Effect.tryPromise({
    try: () => transaction.commit().execute(),
    catch: (cause) => new TransactionUnavailable({ operation: isRefusal(cause) ? "run" : "commit", cause })
    // The connection is still lent after a commit that failed; a rollback gives it back, whatever becomes of it.
  }).pipe(Effect.tapError(() => Effect.ignore(attempt(() => transaction.rollback().execute()))))

/** Longer each time and never the same for two, so that they do not meet again. */
const pause = (retries: number): Effect.Effect<void> =>
  Effect.flatMap(Random.nextBetween(1, 2 ** retries * 5), (millis) => Effect.promise(() => wait(millis)))

// Not `Effect.sleep`: a virtual clock stands still, and the database does not wait for it.
const wait = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))
