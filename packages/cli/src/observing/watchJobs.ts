import type { ClaimedJob } from "@laurel/core/runtime"
import type { Outcome, SeeJob } from "@laurel/core/work"
import type { Traces } from "@laurel/http"
import { Effect, Exit } from "effect"

/** What became of one try of a job, as far as whoever runs a process is told: never what it was about. */
export interface EndedJob {
  readonly kind: string
  /** `dead` after its last try; `lost` where it is another worker's by now. */
  readonly outcome: "done" | "failed" | "dead" | "given_back" | "lost"
  readonly tries: number
  readonly durationMs: number
  readonly traceId?: string
}

/** Who is told of jobs that were tried, and what makes traces of some. */
export interface JobObservers {
  readonly told: ReadonlyArray<(job: EndedJob) => void>
  readonly traces?: Traces
}

/** Watches jobs for those who want to be told. */
export const watchJobs =
  ({ told, traces }: JobObservers): SeeJob =>
  (job, work) =>
    Effect.suspend(() => {
      const began = performance.now()
      const trace = traces?.beginJob(job.kind, job.tracedBy)
      return Effect.onExit(trace === undefined ? work : trace.during(work), (exit) =>
        Effect.sync(() => {
          // Without an outcome it could not be settled, or was lost while it was under way.
          const outcome = Exit.isSuccess(exit) ? endOf(job, exit.value) : "lost"
          trace?.ended(outcome, outcome === "done")
          const ended: EndedJob = {
            kind: job.kind,
            outcome,
            tries: job.tries,
            durationMs: performance.now() - began,
            ...(trace === undefined ? {} : { traceId: trace.id })
          }
          for (const tell of told) tell(ended)
        })
      )
    })

const ends = { Done: "done", Failed: "failed", GivenBack: "given_back", Lost: "lost" } as const

const endOf = ({ tries, maximumTries }: ClaimedJob, outcome: Outcome): EndedJob["outcome"] =>
  outcome === "Failed" && tries >= maximumTries ? "dead" : ends[outcome]
