import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { createPgConfig } from "@electric-sql/pglite/node-postgres"
import { Effect, type Scope } from "effect"
import pg from "pg"
import { Connection } from "./Connection.ts"
import { kyselyOver } from "./connectPostgres.ts"
import { DatabaseUnreachable } from "./errors.ts"
import { lockFolder } from "./lockFolder.ts"
import { defaults, type EmbeddedOptions } from "./Options.ts"
import { types } from "./parsers.ts"

/** Postgres in this process, its folder locked against others; closed with the scope. */
export const connectEmbedded = Effect.fnUntraced(function* ({ folder, schema = defaults.schema }: EmbeddedOptions) {
  const database = folder === undefined ? "pglite (in memory)" : `pglite:${folder}`
  if (folder !== undefined) {
    yield* Effect.try({
      try: () => mkdirSync(folder, { recursive: true }),
      catch: (cause) => new DatabaseUnreachable({ database, cause })
    })
    yield* lockFolder(folder)
  }
  const engine = yield* started(database, folder)
  const pool = yield* poolOver(engine)
  return Connection.of({
    kind: "embedded",
    database,
    schema,
    db: kyselyOver(pool, schema),
    replica: undefined,
    pool,
    prepares: true
  })
})

const started = (
  database: string,
  folder: string | undefined
): Effect.Effect<PGlite, DatabaseUnreachable, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.tryPromise({
      // The engine wants a folder of its own, empty at first; the lock is beside it.
      try: () => PGlite.create(folder === undefined ? undefined : join(folder, "postgres")),
      catch: (cause) => new DatabaseUnreachable({ database, cause })
    }),
    (engine) => Effect.promise(() => engine.close())
  )

/**
 * The one connection that the engine has, behind a pool like that of a server: whoever comes waits for the turn. No limit
 * on waiting, since the engine itself is what everybody waits for.
 */
const poolOver = (engine: PGlite): Effect.Effect<pg.Pool, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => {
      class EmbeddedClient extends pg.Client {
        constructor(config?: pg.ClientConfig) {
          super({ ...config, ...createPgConfig(engine) })
        }
      }
      const pool = new pg.Pool({ Client: EmbeddedClient, max: 1, idleTimeoutMillis: 0, pipeline: true, types })
      // The engine is one session for ever: what an earlier connection prepared would be in the way of this one.
      pool.on("connect", (client) => client.query("deallocate all").catch(() => undefined))
      return pool
    }),
    (pool) => Effect.promise(() => drained(pool))
  )

/** A pool ends before its connection has sent what is left of a statement that failed; the engine has to be there for that. */
const drained = async (pool: pg.Pool): Promise<void> => {
  const removed =
    pool.totalCount === 0 ? Promise.resolve() : new Promise<void>((resolve) => pool.once("remove", () => resolve()))
  await pool.end()
  await removed
}
