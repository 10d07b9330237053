import { TransactionUnavailable } from "@laurel/core/runtime"
import { Context, Effect, Exit, Option, Random } from "effect"
import type { Kysely } from "kysely"
import { attempt } from "./attempt.ts"
import type { Connection } from "./Connection.ts"
import { DbFailed } from "./errors.ts"
import { Lender } from "./Lender.ts"
import {
  aloneOn,
  begunOn,
  hostTransaction,
  isSnapshot,
  type LockedChallenge,
  type Manner,
  type OpenTransaction,
  type OwnTransaction,
  type Planning,
  type Statement
} from "./OpenTransaction.ts"
import { type SeeStatement, seeStatements } from "./seeStatements.ts"
import { isRefusal, isRetryable } from "./sqlState.ts"
import type { Tables } from "./tables.ts"

/** How often a transaction that got in the way of others is run again before its failure is given. */
const maximumRetries = 8

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
 * - `ask` is `run` for one statement, and gives its rows. One that is planned once is prepared in each connection, where
 *   that may be.
 * - `write` is `ask` for what gives no rows. In a transaction of ours it is not waited for: what fails fails the transaction,
 *   as a `TransactionUnavailable`, and the fiber goes on while the database writes.
 * - `transact` makes everything inside one transaction (READ COMMITTED): it joins one that is open. Deadlocks and failed
 *   serialisations run the effect again, a bounded number of times. After a statement has failed nothing of the transaction
 *   is kept, whatever the effect makes of the failure.
 * - `snapshot` makes everything inside see one state (REPEATABLE READ, READ ONLY): nothing is locked, and nobody waits. It
 *   joins a transaction that is open.
 * - `atomic` is `transact` for a port's own operation: what goes wrong with the transaction is a `DbFailed` too.
 * - `within` runs an effect in a transaction of the host's own, who commits or rolls back; ours joins it. It has to be one of
 *   a pool that reads columns as ours does: `Connection.pool` itself, or one with the `types` of this adapter.
 * - `stale` lets reads outside a transaction, and snapshots, be answered by the replica, where there is one.
 * - `isAlone` says whether what is asked now is asked outside a transaction, of the primary and seen by nobody: as anybody else would ask it.
 * - `locked` has the challenges that the running transaction has locked, for whoever locks one or changes what is in it.
 */
export class Db extends Context.Service<
  Db,
  {
    readonly run: <A>(query: (db: Kysely<Tables>) => Promise<A>) => Effect.Effect<A, DbFailed>
    readonly ask: <A>(statement: Statement<A>, planned?: Planning) => Effect.Effect<ReadonlyArray<A>, DbFailed>
    readonly write: (statement: Statement<unknown>, planned?: Planning) => Effect.Effect<void, DbFailed>
    readonly atomic: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | DbFailed, R>
    readonly transact: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | TransactionUnavailable, R>
    readonly snapshot: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | TransactionUnavailable, R>
    readonly within: <A, E, R>(host: Kysely<Tables>, effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
    readonly stale: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
    readonly locked: Effect.Effect<Map<string, LockedChallenge>>
    readonly isAlone: Effect.Effect<boolean>
  }
>()("@laurel/adapters/postgres/Db") {}

/** Whether rows may be locked here, which only a transaction that may write needs and can. */
export const mayLock = (db: Kysely<Tables>): boolean => db.isTransaction && !isSnapshot(db)

/** The database of a connection. */
export const dbOver = ({ kind, schema, db, pool, prepares, replica }: Connection["Service"]): Db["Service"] => {
  const owner = Symbol("database")
  const lender = kind === "embedded" ? new Lender(pool, Number.POSITIVE_INFINITY) : new Lender(pool)
  const bundles = kind === "postgres"
  const primary = { owner, db, lender, prepares, bundles }
  // Who answers at its address is not known.
  const lagging =
    replica === undefined
      ? primary
      : { owner, db: replica.db, lender: new Lender(replica.pool), prepares: false, bundles }
  const readFrom = Effect.map(MayBeStale, (stale) => (stale ? lagging : primary))

  const joined = (current: Option.Option<OpenTransaction>): OpenTransaction | undefined =>
    Option.isSome(current) && current.value.owner === owner && !current.value.isOver ? current.value : undefined

  /** On the transaction of the running fiber, or on the database itself. */
  const answered = <A>(
    inside: (open: OpenTransaction) => Promise<A>,
    outside: (db: Kysely<Tables>) => Promise<A>,
    planned: Planning = "anew"
  ): Effect.Effect<A, DbFailed> =>
    Effect.withFiber((fiber) => {
      const open = joined(fiber.getRef(Current))
      return open === undefined
        ? Effect.flatMap(readFrom, (manner) => alone(manner, seeStatements(fiber), outside, planned))
        : answeredIn(open, inside)
    })

  const once = <A, E, R>(
    effect: Effect.Effect<A, E, R>,
    manner: Manner
  ): Effect.Effect<Ended<A, E>, TransactionUnavailable, R> =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const see = yield* Effect.withFiberSucceed(seeStatements)
        const open = begunOn(yield* restore(manner.lender.lend), { ...manner, see })
        const exit = yield* Effect.exit(restore(Effect.provideService(effect, Current, Option.some(open))))
        open.isOver = true
        if (Exit.isSuccess(exit) && open.failure === undefined) yield* commit(open, manner, restore)
        else yield* Effect.promise(() => manner.lender.settled(open.client, open.rollback()))
        return { exit, failure: open.failure }
      })
    )

  const inTransaction = <A, E, R>(
    effect: Effect.Effect<A, E, R>,
    manner: Manner
  ): Effect.Effect<A, E | TransactionUnavailable, R> => {
    const from = (retries: number): Effect.Effect<A, E | TransactionUnavailable, R> =>
      Effect.flatMap(once(effect, manner), ({ exit, failure }): Effect.Effect<A, E | TransactionUnavailable, R> => {
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
    inTransaction(effect, primary)

  return Db.of({
    run: (query) => answered(({ queries }) => query(queries), query),
    ask: (statement, planned = "anew") =>
      answered(
        (open) => open.ask(statement, planned),
        async (db) => (await db.executeQuery(statement(db))).rows,
        planned
      ),
    write: (statement, planned = "anew") =>
      answered(
        async (open) => {
          const written = open.ask(statement, planned, open.isOurs ? "notWaitedFor" : "waitedFor")
          if (!open.isOurs) await written
          else written.catch(() => undefined)
        },
        async (db) => {
          await db.executeQuery(statement(db))
        },
        planned
      ),
    transact,
    snapshot: (effect) => Effect.flatMap(readFrom, (from) => inTransaction(effect, { ...from, isSnapshot: true })),
    atomic: (effect) =>
      Effect.catchIf(
        transact(effect),
        (error): error is TransactionUnavailable => error instanceof TransactionUnavailable,
        ({ cause }) => Effect.fail(new DbFailed({ cause }))
      ),
    within: (host, effect) =>
      Effect.suspend(() => {
        // Whoever else uses the database knows nothing of the schema that our tables are in.
        const open = hostTransaction(owner, host.withSchema(schema))
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
    stale: (effect) => Effect.provideService(effect, MayBeStale, true),
    locked: Effect.map(Current, (current) => joined(current)?.locked ?? new Map()),
    isAlone: Effect.withFiber((fiber) =>
      Effect.succeed(
        joined(fiber.getRef(Current)) === undefined && !fiber.getRef(MayBeStale) && seeStatements(fiber) === undefined
      )
    )
  })
}

interface Ended<A, E> {
  readonly exit: Exit.Exit<A, E>
  readonly failure: OpenTransaction["failure"]
}

const answeredIn = <A>(open: OpenTransaction, ask: (open: OpenTransaction) => Promise<A>): Effect.Effect<A, DbFailed> =>
  Effect.suspend(() => {
    if (open.failure !== undefined) return Effect.fail(new DbFailed(open.failure))
    const answer = ask(open)
    // The transaction of a fiber that is interrupted does not end while it may send something.
    const settled = answer.then(
      () => {},
      (cause: unknown) => {
        open.failure ??= { cause }
      }
    )
    // What was answered is for whoever asked, and is not kept until the end.
    open.tail = Promise.all([open.tail, settled]).then(() => {})
    return attempt(() => answer)
  })

/**
 * A server that refused to commit, or a statement that was on its way before, has kept nothing; without its answer nobody
 * knows.
 */
const commit = (
  open: OwnTransaction,
  manner: Manner,
  restore: <A, E>(effect: Effect.Effect<A, E>) => Effect.Effect<A, E>
): Effect.Effect<void, TransactionUnavailable> => {
  const answer = open.commit()
  const failed = (cause: unknown) =>
    new TransactionUnavailable({ operation: isRefusal(cause) ? "run" : "commit", cause })
  return answerOf(restore(Effect.tryPromise({ try: () => answer, catch: failed })), () =>
    manner.lender.settled(open.client, answer)
  ).pipe(
    Effect.catchIf(
      () => isRefusal(open.failure?.cause),
      () => Effect.void
    )
  )
}

/** Statements for themselves, on a connection that is lent for as long as they take. */
const alone = <A>(
  manner: Manner,
  see: SeeStatement | undefined,
  query: (db: Kysely<Tables>) => Promise<A>,
  planned: Planning
): Effect.Effect<A, DbFailed> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const client = yield* restore(Effect.mapError(manner.lender.lend, ({ cause }) => new DbFailed({ cause })))
      const { queries, isOutOfDate } = aloneOn(client, manner, planned, see)
      const asked = async (): Promise<A> => query(queries)
      const answer = asked().finally(() => client.release(isOutOfDate()))
      const failed = (cause: unknown) => new DbFailed({ cause })
      return yield* answerOf(restore(Effect.tryPromise({ try: () => answer, catch: failed })), () =>
        manner.lender.settled(client, answer)
      )
    })
  )

/** Whoever is interrupted while an answer is waited for waits a little longer, so that its connection can be used again. */
const answerOf = <A, E>(wait: Effect.Effect<A, E>, over: () => Promise<void>): Effect.Effect<A, E> =>
  Effect.onInterrupt(wait, () => Effect.promise(over))

/** Longer each time and never the same for two, so that they do not meet again. */
const pause = (retries: number): Effect.Effect<void> =>
  Effect.flatMap(Random.nextBetween(1, 2 ** retries * 5), (millis) => Effect.promise(() => wait(millis)))

// Not `Effect.sleep`: a virtual clock stands still, and the database does not wait for it.
const wait = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))
