import { Context, type Effect, type Option } from "effect"
import type { Instant } from "../shared/index.ts"
import type { JobsUnavailable } from "./errors.ts"
import type { ClaimedJob, Job, JobId, JobKind, NewJob } from "./Job.ts"

/** Which jobs a worker wants. */
export interface Claim {
  /** Who works: shown to whoever asks who holds a job. */
  readonly worker: string
  readonly kinds: ReadonlyArray<JobKind>
  /** At most as many; `usualClaim` unless said otherwise. */
  readonly limit?: number
  /** How long they stay with the worker without a sign of life; `usualLeaseMs` unless said otherwise. */
  readonly leaseMs?: number
}

/** Which jobs are to be listed: all unless narrowed, from the first unless a job is named after which to go on. */
export interface JobFilter {
  readonly kind?: JobKind
  readonly state?: Job["_tag"]
  readonly after?: JobId
  /** At most as many; `usualPage` unless said otherwise. */
  readonly limit?: number
}

/** How many jobs of a kind are in which state, and when the first of those that wait is due, or was. */
export interface JobCounts {
  readonly kind: JobKind
  readonly waiting: number
  readonly earliestDue?: Instant
  readonly claimed: number
  readonly dead: number
}

/**
 * What is to be done later, at least once each: enqueued with the facts that cause it, done by workers.
 *
 * - `enqueue` adds a batch atomically, in order, and answers for each whether it was new. As long as a job of the same kind and
 *   key has not been claimed yet, another is not added, whatever else it says. One that was tried already does not stand
 *   for a new one: what changed since then is news. A job carries the trace of what enqueued it, where that is traced.
 * - `claim` gives a worker due jobs of its kinds, by priority from high to low, then from the longest due, then in the order
 *   in which they were enqueued. No job goes to two workers: who claims skips what another is claiming. A lease is a whole number of
 *   seconds, rounded up.
 * - A lease that is over ends the try: by the next `claim`, of whatever kinds, the job waits again, due as it was, or is dead
 *   if that was its last.
 * - `extend`, `complete`, `fail` and `giveBack` act for one claim, and answer whether the job was still its own; if not, nothing
 *   happens. A lease that is over is still its own until another `claim` ends it.
 * - `extend` begins the lease anew. `complete` takes the job away for good: inside the transaction of its effect
 *   it is done exactly once. `fail` keeps the error and lets the job wait until `retryAt`, or makes it dead if that was its last try.
 *   `giveBack` lets it wait, due at once, with one more try for the one that was not made.
 * - `find` gives one job, in whatever state; `list` gives jobs in the order in which they were enqueued, page by page; `counts` how many there are, by kind,
 *   and when the first that waits is due.
 * - `retry` lets a dead job wait again, due as it was, for one more try; `discard` takes any job away. Both answer whether there was one.
 */
export class Jobs extends Context.Service<
  Jobs,
  {
    readonly enqueue: (jobs: ReadonlyArray<NewJob>) => Effect.Effect<ReadonlyArray<boolean>, JobsUnavailable>
    readonly claim: (claim: Claim) => Effect.Effect<ReadonlyArray<ClaimedJob>, JobsUnavailable>
    readonly extend: (job: ClaimedJob) => Effect.Effect<boolean, JobsUnavailable>
    readonly complete: (job: ClaimedJob) => Effect.Effect<boolean, JobsUnavailable>
    readonly fail: (job: ClaimedJob, error: string, retryAt: number) => Effect.Effect<boolean, JobsUnavailable>
    readonly giveBack: (job: ClaimedJob) => Effect.Effect<boolean, JobsUnavailable>
    readonly find: (id: JobId) => Effect.Effect<Option.Option<Job>, JobsUnavailable>
    readonly list: (filter?: JobFilter) => Effect.Effect<ReadonlyArray<Job>, JobsUnavailable>
    readonly counts: Effect.Effect<ReadonlyArray<JobCounts>, JobsUnavailable>
    readonly retry: (id: JobId) => Effect.Effect<boolean, JobsUnavailable>
    readonly discard: (id: JobId) => Effect.Effect<boolean, JobsUnavailable>
  }
>()("@laurel/core/runtime/Jobs") {}
