import { type Metrics, makeMetrics, makeWatch, type Observers, type Reading, serveMetrics } from "@laurel/http"
import { Effect } from "effect"
import { version } from "../io/version.ts"
import { cannotListen } from "./cannotListen.ts"
import type { Log } from "./makeLog.ts"
import { readVitals } from "./readVitals.ts"
import { tracesTo } from "./tracesTo.ts"
import type { Watching } from "./Watching.ts"
import { type EndedJob, watchJobs } from "./watchJobs.ts"

/** What else there is to be looked at. */
interface WhatElse {
  readonly readings?: () => ReadonlyArray<Reading>
  /** Where Redis is used. */
  readonly redisIsUp?: Effect.Effect<boolean>
}

/** How long who looks at metrics is waited for. */
const drainMs = 1_000

/** Begins to observe a process, for as long as the scope is open: what it counts is shown, and what is traced is sent. */
export const observe = Effect.fnUntraced(function* (
  watching: Watching,
  log: Log,
  { readings, redisIsUp }: WhatElse = {}
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
      facts: redisIsUp === undefined ? readVitals : Effect.zipWith(readVitals, redisIsUp, withRedis),
      ...(readings === undefined ? {} : { readings })
    }).pipe(Effect.catchTag("CannotListen", ({ message }) => Effect.die(cannotListen(message, "--metrics-port"))))
    // What happens seldom is there from the beginning, or the first time would be no increase.
    metrics.count("laurel_budget_failures_total", {}, 0)
    for (const share of ["usual", "urgent"]) metrics.count("laurel_full_total", { share }, 0)
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
        : {
            onRefusal: (budget: string) => metrics.count("laurel_budget_refusals_total", { budget }),
            onFull: (isUrgent: boolean) => metrics.count("laurel_full_total", { share: isUrgent ? "urgent" : "usual" }),
            onUncounted: () => metrics.count("laurel_budget_failures_total", {})
          })
    },
    /** Who sees reads of what is kept. */
    seesCaches: (cache: string, isHit: boolean): void =>
      metrics?.count("laurel_cache_reads_total", { cache, outcome: isHit ? "hit" : "miss" }),
    /** Who sees jobs. */
    seesJobs: watchJobs({
      told: [...(log.worked === undefined ? [] : [log.worked]), ...(metrics === undefined ? [] : [countJob(metrics)])],
      ...(traces === undefined ? {} : { traces })
    })
  }
})

const withRedis = (vitals: ReadonlyArray<Reading>, isUp: boolean): ReadonlyArray<Reading> => [
  ...vitals,
  { name: "laurel_redis_up", value: isUp ? 1 : 0 }
]

const countJob =
  (metrics: Metrics) =>
  ({ kind, outcome, durationMs }: EndedJob): void => {
    metrics.took("laurel_job_seconds", { kind }, durationMs)
    metrics.count("laurel_job_outcomes_total", { kind, outcome })
  }
