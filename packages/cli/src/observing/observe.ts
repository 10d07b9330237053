import { makeMetrics, makeWatch, type Observers, type Reading, serveMetrics } from "@laurel/http"
import { Effect } from "effect"
import { version } from "../io/version.ts"
import type { Log } from "./makeLog.ts"
import { readVitals } from "./readVitals.ts"
import { tracesTo } from "./tracesTo.ts"
import type { Watching } from "./Watching.ts"

/** How long who looks at metrics is waited for. */
const drainMs = 1_000

/** Begins to observe a process, for as long as the scope is open: what it counts is shown, and what is traced is sent. */
export const observe = Effect.fnUntraced(function* (
  watching: Watching,
  log: Log,
  readings?: () => ReadonlyArray<Reading>
) {
  const metrics = watching.metrics === undefined ? undefined : makeMetrics()
  if (metrics !== undefined && watching.metrics !== undefined) {
    const { host, port } = watching.metrics
    const shown = yield* serveMetrics({
      host,
      port,
      drainMs,
      version: version(),
      metrics,
      facts: readVitals,
      ...(readings === undefined ? {} : { readings })
    })
    log.stderr.write(`Metrics are at http://${host}:${shown}/metrics.\n`)
  }
  const traces = watching.traces === undefined ? undefined : yield* tracesTo(watching.traces)
  const told = [
    ...(log.answered === undefined ? [] : [log.answered]),
    ...(metrics === undefined ? [] : [metrics.answered])
  ]
  const observers: Observers = { told, ...(traces === undefined ? {} : { traces }) }
  return {
    metrics,
    /** What a server is given. */
    ofServer: {
      ...(told.length === 0 && traces === undefined ? {} : { watch: makeWatch(observers) }),
      ...(metrics === undefined
        ? {}
        : { onRefusal: (budget: string) => metrics.count("laurel_budget_refusals_total", { budget }) })
    }
  }
})
