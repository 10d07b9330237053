import {
  type Compilable,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  Kysely,
  type KyselyProps,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type Selectable,
  Transaction
} from "kysely"
import type pg from "pg"
import type { ChallengeTable } from "./ChallengeRow.ts"
import type { Lender } from "./Lender.ts"
import { Outgoing } from "./Outgoing.ts"
import type { SeeStatement } from "./seeStatements.ts"
import { isOutdated, lostRace } from "./sqlState.ts"
import { statementName } from "./statementName.ts"
import type { Tables } from "./tables.ts"

/** One statement, for tables in whatever schema. */
export type Statement<A> = (db: Kysely<Tables>) => Compilable<A>

/**
 * Whether a statement is planned anew each time, or once in a connection and its plan kept: only what writes, or finds one row by
 * its key. A plan that was made while tables were empty would read all of one that has grown since.
 */
export type Planning = "anew" | "once"

/** What nobody else changes of a challenge that is locked. */
export type LockedChallenge = Pick<Selectable<ChallengeTable>, "entered" | "log_month">

/** The transaction that a fiber is in. */
export interface OpenTransaction {
  /** The database that it is one of. */
  readonly owner: symbol
  readonly queries: Kysely<Tables>
  /** Sends one statement and gives its rows. One that is not waited for may go together with the next. */
  readonly ask: <A>(
    statement: Statement<A>,
    planned: Planning,
    haste?: "waitedFor" | "notWaitedFor"
  ) => Promise<ReadonlyArray<A>>
  /** Whether we end it: what only writes need not be waited for then, for the end is. */
  readonly isOurs: boolean
  /** The challenges that it has locked. Of a host's that is not known, and looking locks none. */
  readonly locked?: Map<string, LockedChallenge>
  /** Done when nobody is about to send anything more. */
  tail: Promise<unknown>
  /** Why the first statement failed that did: Postgres takes nothing more, and a commit would quietly roll back. */
  failure: { readonly cause: unknown } | undefined
  /** A fiber that outlives the transaction that started it still carries this, and acts on its own. */
  isOver: boolean
}

/** A transaction of a host's, who ends it. */
export const hostTransaction = (owner: symbol, queries: Kysely<Tables>): OpenTransaction => ({
  owner,
  queries,
  ask: async (statement) => (await queries.executeQuery(statement(queries))).rows,
  isOurs: false,
  tail: Promise.resolve(),
  failure: undefined,
  isOver: false
})

/** A transaction of our own, to be ended once. */
export interface OwnTransaction extends OpenTransaction {
  /** Commits; rejects when nothing is kept, or when nobody knows. */
  readonly commit: () => Promise<void>
  readonly rollback: () => Promise<void>
  readonly client: pg.PoolClient
}

/** Where transactions of our own are, and how they speak with the server. */
export interface Manner {
  readonly owner: symbol
  /** What builds statements as these are to be. */
  readonly db: Kysely<Tables>
  readonly lender: Lender
  /** Whether statements may be prepared: what is left in a session is there for the next. */
  readonly prepares: boolean
  /** Whether short statements that nobody waits for are sent with the next in one piece, as a server of its own takes them. */
  readonly bundles: boolean
  /** Whether it only looks, and sees one state. */
  readonly isSnapshot?: boolean
  /** Is told of each statement, where whoever sends them is traced. */
  readonly see?: SeeStatement | undefined
}

const snapshots = new WeakSet<Kysely<Tables>>()

/** Whether these are the statements of a transaction that only looks. */
export const isSnapshot = (queries: Kysely<Tables>): boolean => snapshots.has(queries)

/**
 * Begins a transaction on a connection that is lent to it, and gives it back at the end.
 *
 * **Details**: a statement is sent as soon as it is asked for, without waiting for those before it, also what begins and what ends
 * the transaction: the server takes them in this order, and commits nothing after one has failed.
 */
export const begunOn = (
  client: pg.PoolClient,
  { owner, db, prepares, bundles, see, isSnapshot = false }: Manner
): OwnTransaction => {
  let isOutOfDate = false
  const outgoing = bundles ? new Outgoing(client) : undefined
  const send = <R extends object>(
    text: string,
    values: ReadonlyArray<unknown>,
    { name, isKept = false }: { readonly name?: string | undefined; readonly isKept?: boolean } = {}
  ): Promise<pg.QueryResult<R>> =>
    new Promise((resolve, reject) => {
      const seen = see?.(text)
      const stays = isKept && outgoing?.keep(values) === true
      client.query<R, Array<unknown>>(
        { text, values: [...values], ...(name === undefined ? {} : { name }) },
        (error, result) => {
          seen?.(error ? "failed" : "done")
          if (!error) return resolve(result)
          isOutOfDate ||= name !== undefined && isOutdated(error)
          const cause = isOutOfDate ? lostRace(error.message) : error
          // In the same turn, so that nothing is committed after a statement that could not even be sent.
          open.failure ??= { cause }
          reject(cause)
        }
      )
      if (!stays) outgoing?.flush()
    })
  const queries = over(db, {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => {
      return resultOf(await send<R & object>(sql, parameters))
    },
    streamQuery: notStreamed
  })
  const ended = async (text: string): Promise<void> => {
    await open.tail
    // Its answer comes after all others.
    const { command } = await send(text, []).catch((error: unknown) => {
      client.release(true)
      throw error
    })
    client.release(isOutOfDate)
    if (command.toLowerCase() !== text) throw open.failure?.cause ?? new Error("the server rolled back")
  }
  const open: OwnTransaction = {
    owner,
    queries,
    ask: async <A>(statement: Statement<A>, planned: Planning, haste = "waitedFor") => {
      const { sql, parameters } = statement(queries).compile()
      const name = prepares && planned === "once" ? statementName(sql) : undefined
      return (await send<A & object>(sql, parameters, { name, isKept: haste === "notWaitedFor" })).rows
    },
    isOurs: true,
    ...(isSnapshot ? {} : { locked: new Map() }),
    tail: Promise.resolve(),
    failure: undefined,
    isOver: false,
    commit: () => ended("commit"),
    rollback: () => ended("rollback"),
    client
  }
  if (isSnapshot) snapshots.add(queries)
  const begin = isSnapshot ? "begin isolation level repeatable read read only" : "begin"
  send(begin, [], { isKept: true }).catch(() => undefined)
  return open
}

const changing: ReadonlySet<string> = new Set(["INSERT", "UPDATE", "DELETE", "MERGE"])

const resultOf = <R>({ command, rowCount, rows }: pg.QueryResult<R & object>): QueryResult<R> =>
  changing.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }

const notStreamed = (): never => {
  throw new Error("nothing is streamed: connections send the next statement before the last is answered")
}

/** What is never asked to do anything: connections are lent by the pool. */
const driver = new DummyDriver()
const dialect: Dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => driver,
  createIntrospector: (db) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler()
}

/** Builds statements as this one does, and has this connection carry them out, each at once. */
const over = (primary: Kysely<Tables>, connection: DatabaseConnection): Kysely<Tables> =>
  new Transaction<Tables>(sentOver(primary, connection))

const sentOver = (primary: Kysely<Tables>, connection: DatabaseConnection): KyselyProps => ({
  config: { dialect },
  dialect,
  driver,
  executor: primary.getExecutor().withConnectionProvider({ provideConnection: (consumer) => consumer(connection) })
})

/**
 * Statements that are in no transaction, over a connection that is lent to them, and whether what is prepared in it is of no more use. One
 * whose table was changed since it was prepared is sent again without that: nothing else has failed with it.
 */
export const aloneOn = (
  client: pg.PoolClient,
  { db, prepares }: Manner,
  planned: Planning,
  see: SeeStatement | undefined
) => {
  let isOutOfDate = false
  const sent = <R extends object>(text: string, values: Array<unknown>): Promise<pg.QueryResult<R>> => {
    const name = prepares && planned === "once" && !isOutOfDate ? statementName(text) : undefined
    if (name === undefined) return client.query<R>(text, values)
    return client.query<R>({ text, values, name }).catch((error: unknown) => {
      if (!isOutdated(error)) throw error
      isOutOfDate = true
      return client.query<R>(text, values)
    })
  }
  const queries = new Kysely<Tables>(
    sentOver(db, {
      executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> =>
        resultOf(await seen(see?.(sql), sent<R & object>(sql, [...parameters]))),
      streamQuery: notStreamed
    })
  )
  return { queries, isOutOfDate: () => isOutOfDate }
}

const seen = <A>(ended: ReturnType<SeeStatement> | undefined, answer: Promise<A>): Promise<A> =>
  ended === undefined
    ? answer
    : answer.then(
        (result) => {
          ended("done")
          return result
        },
        (error: unknown) => {
          ended("failed")
          throw error
        }
      )
