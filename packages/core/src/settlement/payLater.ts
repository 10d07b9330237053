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
  yield* enqueued(payJobsFor(lines))
})

/** As `payLater` of these lines, which are made while `add` goes through them, and that once. */
export const addedToPay = Effect.fnUntraced(function* <E, R>(
  lines: Iterable<PayoutLine>,
  add: (lines: Iterable<PayoutLine>) => Effect.Effect<void, E, R>
) {
  const jobs = new PayJobs()
  yield* add(jobs.noting(lines))
  yield* enqueued(jobs.all())
})

const enqueued = Effect.fnUntraced(function* (jobs: ReadonlyArray<NewJob>) {
  if (jobs.length > 0) yield* (yield* Jobs).enqueue(jobs)
})

/** One job for each date on which lines become payable, and one for those that are. */
export const payJobsFor = (lines: Iterable<PayoutLine>): ReadonlyArray<NewJob> => {
  const jobs = new PayJobs()
  for (const line of lines) jobs.note(line)
  return jobs.all()
}

class PayJobs {
  readonly #jobs = new Map<string, NewJob>()

  note(line: PayoutLine): void {
    if (line._tag !== "Payable" && line._tag !== "Held") return
    const { settlementId, challengeId } = line
    const key = line._tag === "Held" ? `${settlementId} on ${formatInstant(line.holdUntil)}` : settlementId
    if (this.#jobs.has(key)) return
    const job = { kind: payJob, challengeId, priority: paying, key: JobKey.make(key) }
    this.#jobs.set(key, line._tag === "Held" ? { ...job, notBefore: line.holdUntil } : job)
  }

  *noting(lines: Iterable<PayoutLine>): Generator<PayoutLine, void, undefined> {
    for (const line of lines) {
      this.note(line)
      yield line
    }
  }

  all(): ReadonlyArray<NewJob> {
    return [...this.#jobs.values()]
  }
}
