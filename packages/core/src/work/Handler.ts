import type { Effect } from "effect"
import type { ClaimedJob, JobKind } from "../runtime/index.ts"

/**
 * How jobs of one kind are carried out. It may be asked for the same job again, after a failure or by another worker, and has to come to
 * the same end then.
 *
 * **Details**: `isAtomic` handlers are run in one transaction together with the completion of their job: what they do is done exactly
 * once. The others have transactions of their own, or act outside the store, and are idempotent by other means.
 */
export interface Handler<R> {
  readonly isAtomic: boolean
  /** How long one try may take before it is broken off; `usualDeadlineMs` unless said otherwise. */
  readonly deadlineMs?: number
  readonly handle: (job: ClaimedJob) => Effect.Effect<unknown, Error, R>
}

/** What a worker can do, by kind. */
export type Handlers<R> = ReadonlyMap<JobKind, Handler<R>>

/** How long a try may take: as long as a worker may be silent. */
export const usualDeadlineMs = 60_000
