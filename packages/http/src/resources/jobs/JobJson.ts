import type { Job, JobCounts } from "@laurel/core/runtime"
import { formatInstant } from "@laurel/core/shared"
import { Schema } from "effect"
import { Instant } from "../../wire/text.ts"
import { words } from "../../wire/words.ts"

/** A job. */
export const JobJson = Schema.Struct({
  id: Schema.String,
  kind: Schema.String,
  key: Schema.String,
  state: Schema.String,
  challenge_id: Schema.optionalKey(Schema.String),
  due: Instant,
  tries: Schema.Int,
  maximum_tries: Schema.Int,
  last_error: Schema.optionalKey(Schema.String),
  worker: Schema.optionalKey(Schema.String),
  lease_until: Schema.optionalKey(Instant)
}).annotate({ identifier: "Job" })

/** A job as it is written. */
export const jobJson = (job: Job): typeof JobJson.Type => ({
  id: job.id,
  kind: job.kind,
  key: job.key,
  state: words(job._tag),
  ...(job.challengeId === undefined ? {} : { challenge_id: job.challengeId }),
  due: formatInstant(job.due),
  tries: job.tries,
  maximum_tries: job.maximumTries,
  ...(job.lastError === undefined ? {} : { last_error: job.lastError }),
  ...(job._tag === "Claimed" ? { worker: job.worker, lease_until: formatInstant(job.leaseUntil) } : {})
})

/** How many jobs of a kind there are, as it is written. */
export const countJson = ({ earliestDue, ...count }: JobCounts) => ({
  ...count,
  ...(earliestDue === undefined ? {} : { earliest_due: formatInstant(earliestDue) })
})
