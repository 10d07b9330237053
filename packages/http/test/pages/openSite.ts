import { Effect, Exit, Scope } from "effect"
import { listen, type Served } from "../../src/serving/listen.ts"

/** Serves an application on a port, one that is free unless said otherwise. */
export const openSite = async (served: Served, at = 0) => {
  const scope = Effect.runSync(Scope.make())
  const port = await Effect.runPromise(
    Scope.provide(listen(served, { host: "127.0.0.1", port: at, drainMs: 100 }), scope)
  )
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    close: () => Effect.runPromise(Scope.close(scope, Exit.void))
  }
}
