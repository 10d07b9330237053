import type { Handlers } from "@laurel/core/work"
import type { Metrics } from "@laurel/http"
import { Effect, Exit } from "effect"

/** The same handlers, and how each try ended is counted. */
export const watchedHandlers = <R>(handlers: Handlers<R>, metrics: Metrics | undefined): Handlers<R> => {
  if (metrics === undefined) return handlers
  return new Map(
    [...handlers].map(([kind, handler]) => [
      kind,
      {
        ...handler,
        handle: (job) =>
          Effect.suspend(() => {
            const began = performance.now()
            return Effect.onExit(handler.handle(job), (exit) =>
              Effect.sync(() => {
                metrics.took("laurel_job_seconds", { kind }, performance.now() - began)
                metrics.count("laurel_job_outcomes_total", { kind, outcome: Exit.isSuccess(exit) ? "done" : "failed" })
              })
            )
          })
      }
    ])
  )
}
