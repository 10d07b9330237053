export { type Cached, type CacheOptions, Caches } from "./Caches.ts"
export { CacheWatch, type SeeCacheRead } from "./CacheWatch.ts"
export { type DueDate, type DueKey, DueKind, type KeptDueDate } from "./DueDate.ts"
export { DueDates } from "./DueDates.ts"
export { DueDatesUnavailable, JobsUnavailable, TransactionUnavailable } from "./errors.ts"
export { errorText } from "./errorText.ts"
export {
  type ClaimedJob,
  Job,
  JobId,
  JobKey,
  JobKind,
  JobPayload,
  leaseRanOut,
  type NewJob,
  usualClaim,
  usualLeaseMs,
  usualPage,
  usualTries,
  wholeLeaseMs
} from "./Job.ts"
export { type Claim, type JobCounts, type JobFilter, Jobs } from "./Jobs.ts"
export { makeTurns, type Turns } from "./makeTurns.ts"
export { retryDelayMs } from "./retryDelayMs.ts"
export { TracedBy } from "./TracedBy.ts"
export { Transaction } from "./Transaction.ts"
export { VirtualClock } from "./VirtualClock.ts"
