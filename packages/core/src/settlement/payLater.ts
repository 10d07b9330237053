import { Effect } from "effect"
import { payJob } from "../challenge/index.ts"
import { JobKey, JobKind, Jobs, type NewJob } from "../runtime/index.ts"
import { formatInstant } from "../shared/index.ts"
import type { PayoutLine } from "./PayoutLine.ts"

/** The job that asks the provider about what is unknown of a challenge: `reconcile`. */
export const reconcileJob = JobKind.make("settlement.reconcile")

/** People are paid before anything else is done. */
const paying = 10

/**
 * Has these new lines of one settlement paid by whoever works: at once, and at its date what is held until then. For the transaction in
 * which they are added. Nobody has to work: `pay` by hand does the same, and leaves the jobs nothing to do.
 */
export const payLater = Effect.fnUntraced(function* (lines: Iterable<PayoutLine>) {
  const jobs = payJobsFor(lines)
  if (jobs.length > 0) yield* (yield* Jobs).enqueue(jobs)
})

/** One job for each date on which lines become payable, and one for those that are. */
export const payJobsFor = (lines: Iterable<PayoutLine>): ReadonlyArray<NewJob> => {
  const jobs = new Map<string, NewJob>()
  for (const line of lines) {
    const { settlementId, challengeId } = line
    const job = { kind: payJob, challengeId, priority: paying }
    if (line._tag === "Payable") jobs.set(settlementId, { ...job, key: JobKey.make(settlementId) })
    if (line._tag !== "Held") continue
    const key = `${settlementId} on ${formatInstant(line.holdUntil)}`
    jobs.set(key, { ...job, key: JobKey.make(key), notBefore: line.holdUntil })
  }
  return [...jobs.values()]
}
