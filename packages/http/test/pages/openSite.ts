import { Effect, Exit, Scope } from "effect"
import type { Hono } from "hono"
import { listen } from "../../src/serving/listen.ts"

/** Serves an application on a port, one that is free unless said otherwise. */
export const openSite = async (app: Hono, at = 0) => {
  const scope = Effect.runSync(Scope.make())
  const port = await Effect.runPromise(Scope.provide(listen(app, { host: "127.0.0.1", port: at, drainMs: 100 }), scope))
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () => Effect.runPromise(Scope.close(scope, Exit.void))
  }
}
