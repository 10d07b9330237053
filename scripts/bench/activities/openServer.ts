import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { VirtualClock } from "@laurel/core/runtime"
import type { Instant } from "@laurel/core/shared"
import { Clock, Effect, Layer, ManagedRuntime } from "effect"
import pg from "pg"
import { startPostgres } from "../../servers/postgres.ts"

/** On a busy machine callers wait long for a connection; here they are measured, not refused. */
const patience = 60_000

/**
 * A Postgres server of one's own, as durable as it is unless told otherwise, with all ports on so many connections at an instant,
 * and a pool of as many for the bare work.
 */
export const openServer = async (present: Instant, connections: number) => {
  const server = await startPostgres({ isDurable: true })
  const url = server.urlOf("postgres")
  await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
  const runtime = ManagedRuntime.make(
    Layer.merge(
      layer({ url, pool: { minimum: 1, maximum: connections }, acquireTimeoutMs: patience }),
      Layer.succeed(Clock.Clock, new VirtualClock(present))
    )
  )
  await runtime.context()
  const pool = new pg.Pool({ connectionString: url, max: connections })
  return {
    runtime,
    pool,
    dispose: async (): Promise<void> => {
      await pool.end()
      await runtime.dispose()
      await server.dispose()
    }
  }
}
