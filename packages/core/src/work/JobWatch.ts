import { Context, type Effect } from "effect"
import type { ClaimedJob } from "../runtime/index.ts"
import type { Outcome } from "./Outcome.ts"

/** Sees a job being carried out: gives the same work, and may look at what became of it. */
export type SeeJob = <E, R>(job: ClaimedJob, work: Effect.Effect<Outcome, E, R>) => Effect.Effect<Outcome, E, R>

/** Who sees the jobs that are carried out; nobody unless said otherwise. */
export const JobWatch = Context.Reference<SeeJob>("@laurel/core/work/JobWatch", {
  defaultValue: () => (_, work) => work
})
