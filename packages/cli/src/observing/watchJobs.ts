import type { ClaimedJob } from "@laurel/core/runtime"
import type { Outcome, SeeJob } from "@laurel/core/work"
import { Effect } from "effect"

/** What became of one try of a job, as far as whoever runs a process is told: never what it was about. */
export interface EndedJob {
  readonly kind: string
  /** `dead` after its last try; `lost` where it is another worker's by now. */
  readonly outcome: "done" | "failed" | "dead" | "given_back" | "lost"
  readonly tries: number
  readonly durationMs: number
}

/** Watches jobs for those who want to be told. */
export const watchJobs =
  (told: ReadonlyArray<(job: EndedJob) => void>): SeeJob =>
  (job, work) =>
    Effect.suspend(() => {
      const began = performance.now()
      return Effect.tap(work, (outcome) =>
        Effect.sync(() => {
          const durationMs = performance.now() - began
          const ended: EndedJob = { kind: job.kind, outcome: endOf(job, outcome), tries: job.tries, durationMs }
          for (const tell of told) tell(ended)
        })
      )
    })

const ends = { Done: "done", Failed: "failed", GivenBack: "given_back", Lost: "lost" } as const

const endOf = ({ tries, maximumTries }: ClaimedJob, outcome: Outcome): EndedJob["outcome"] =>
  outcome === "Failed" && tries >= maximumTries ? "dead" : ends[outcome]
