import type { Instant } from "../shared/index.ts"
import type { Taken } from "./Budgets.ts"

/** How a bucket is filled: so many in so long, one after the other. */
export interface Bucket {
  readonly quota: number
  readonly windowMs: number
}

/** In how many milliseconds what was taken comes back, one by one. */
export const stepMs = ({ quota, windowMs }: Bucket): number => Math.ceil(windowMs / quota)

/**
 * Takes one from a bucket of which all is back at an instant; gives that instant as it is then, and what became of it. From an empty bucket
 * nothing is taken: the count is beyond the quota.
 */
export const takeFromBucket = (
  bucket: Bucket,
  fullAt: Instant,
  now: Instant
): { readonly fullAt: Instant; readonly taken: Taken } => {
  const step = stepMs(bucket)
  const from = Math.max(fullAt, now)
  const count = Math.ceil((from - now) / step) + 1
  const after = count > bucket.quota ? from : from + step
  return { fullAt: after, taken: { count, endsInMs: nextBackInMs(after - now, step) } }
}

/** In how many milliseconds the next of what was taken is back, of a bucket that is full in so many. */
const nextBackInMs = (fullInMs: number, step: number): number => fullInMs - step * (Math.ceil(fullInMs / step) - 1)
