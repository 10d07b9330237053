import { Effect, Option } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { type Job, type JobId, Jobs } from "../runtime/index.ts"
import type { PrincipalId } from "../shared/index.ts"

/** What became of one of the jobs that were named: nothing, where there was none to be changed. */
export interface JobChange {
  readonly id: JobId
  readonly isDone: boolean
}

/** Lets dead jobs wait again, for one more try each, in one transaction with one entry of the audit log. */
export const retryJobs = Effect.fn("Work.retryJobs")(function* (ids: ReadonlyArray<JobId>, by: PrincipalId) {
  return yield* audited({ action: "jobs.retry", by }, eachOf(ids, "retry"))
})

/** Takes jobs away, whatever their state, in one transaction with one entry of the audit log: what they were to do is not done. */
export const discardJobs = Effect.fn("Work.discardJobs")(function* (ids: ReadonlyArray<JobId>, by: PrincipalId) {
  return yield* audited({ action: "jobs.discard", by }, eachOf(ids, "discard"))
})

const eachOf = (ids: ReadonlyArray<JobId>, what: "retry" | "discard") =>
  Effect.forEach([...new Set(ids)], (id) =>
    Effect.gen(function* () {
      const jobs = yield* Jobs
      const found = Option.getOrUndefined(yield* jobs.find(id))
      // What a job is never changes; whether it is still there, and dead, is what this answers.
      const isDone = found !== undefined && (yield* jobs[what](id))
      if (found !== undefined && isDone) yield* noted(found, what)
      const change: JobChange = { id, isDone }
      return change
    })
  )

const noted = ({ id, kind, key, challengeId }: Job, what: "retry" | "discard"): Effect.Effect<void> => {
  const told = { kind, key, ...(challengeId === undefined ? {} : { challenge: challengeId }) }
  return what === "retry"
    ? noteChange(`job ${id}`, { ...told, state: "Dead" }, { ...told, state: "Waiting" })
    : noteChange(`job ${id}`, told, null)
}
