import { Effect, type Scope } from "effect"
import { Kysely, PostgresDialect } from "kysely"
import pg from "pg"
import { Connection } from "./Connection.ts"
import { DatabaseUnreachable } from "./errors.ts"
import { defaults, type PostgresOptions } from "./Options.ts"
import { types } from "./parsers.ts"
import type { Tables } from "./tables.ts"

/** A pool on a server, tried once, so that a wrong address is told at once; closed with the scope. */
export const connectPostgres = Effect.fnUntraced(function* (options: PostgresOptions) {
  const { url, readUrl, schema = defaults.schema } = options
  const database = yield* shownAs(url)
  const pool = yield* poolOn(url, options)
  const isDirect = yield* Effect.tryPromise({
    try: () => speaksWithServer(pool),
    catch: (cause) => new DatabaseUnreachable({ database, cause })
  })
  const replica = readUrl === undefined ? undefined : openedOn(yield* poolOn(readUrl, options), schema)
  return Connection.of({
    kind: "postgres",
    database,
    schema,
    ...openedOn(pool, schema),
    replica,
    prepares: options.prepares ?? isDirect
  })
})

/** Whether it is the server that answers: a pooler names a process of its own as the one to cancel. */
const speaksWithServer = async (pool: pg.Pool): Promise<boolean> => {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ readonly pid: number }>("select pg_backend_pid() as pid")
    return "processID" in client && client.processID === rows[0]?.pid
  } finally {
    client.release()
  }
}

/** The address without its password, and without parameters: one of them may be a password. */
const shownAs = (url: string): Effect.Effect<string, DatabaseUnreachable> =>
  Effect.try({
    try: () => {
      const shown = new URL(url)
      if (shown.protocol !== "postgres:" && shown.protocol !== "postgresql:")
        throw new Error("it is no postgres:// address")
      shown.password = ""
      shown.search = ""
      return shown.href
    },
    catch: (cause) => new DatabaseUnreachable({ database: "of this address", cause })
  })

const poolOn = (url: string, options: PostgresOptions): Effect.Effect<pg.Pool, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      const { pool, acquireTimeoutMs, idleTimeoutMs, statementTimeoutMs } = options
      const opened = new pg.Pool({
        connectionString: url,
        application_name: "laurel",
        min: pool?.minimum ?? defaults.pool.minimum,
        max: pool?.maximum ?? defaults.pool.maximum,
        connectionTimeoutMillis: acquireTimeoutMs ?? defaults.acquireTimeoutMs,
        idleTimeoutMillis: idleTimeoutMs ?? defaults.idleTimeoutMs,
        // Watched here and not by the server: a pooler takes no setting that would stay in a session.
        query_timeout: statementTimeoutMs ?? defaults.statementTimeoutMs,
        pipeline: true,
        types
      })
      // An idle connection that breaks is replaced by the next one that is asked for.
      opened.on("error", () => undefined)
      // One that breaks while it is lent fails the statement that is under way or comes next; without a listener between
      // two of them it would end the process.
      opened.on("connect", (client) => client.on("error", () => undefined))
      return opened
    }),
    (opened) => Effect.promise(() => opened.end())
  )

/** Statements over a pool, for tables in this schema. */
export const kyselyOver = (pool: pg.Pool, schema: string): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema(schema)

const openedOn = (pool: pg.Pool, schema: string) => ({ pool, db: kyselyOver(pool, schema) })
