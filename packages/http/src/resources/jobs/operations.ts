import { JobId, JobKind } from "@laurel/core/runtime"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, largestPage, limit, pageOf } from "../../wire/page.ts"
import { Instant } from "../../wire/text.ts"
import { JobJson } from "./JobJson.ts"

const ofJobs = { resource: "Administration", rule: { who: "Administrator", scope: "administer" } } as const
const changes = {
  ...ofJobs,
  method: "POST",
  policy: "definition-write",
  idempotency: "optional",
  body: Schema.Struct({
    jobIds: Schema.NonEmptyArray(JobId).check(Schema.isMaxLength(largestPage))
  }).pipe(Schema.encodeKeys({ jobIds: "job_ids" })),
  success: Schema.Struct({
    data: Schema.Array(
      Schema.Struct({ id: Schema.String, outcome: Schema.Literals(["done", "missing"]) }).annotate({
        identifier: "JobOutcome"
      })
    )
  }),
  refusals: []
} as const

/** Jobs. */
export const listJobs = define({
  ...ofJobs,
  id: "listJobs",
  method: "GET",
  path: "/v1/jobs",
  summary: "List what is to be done later, in the order in which it was enqueued",
  policy: "expensive-read",
  query: Schema.Struct({
    limit,
    cursor,
    kind: Schema.optionalKey(JobKind),
    state: Schema.optionalKey(Schema.Literals(["waiting", "claimed", "dead"]))
  }),
  success: pageOf(JobJson),
  refusals: ["InvalidCursor"]
})

/** How many jobs there are. */
export const countJobs = define({
  ...ofJobs,
  id: "countJobs",
  method: "GET",
  path: "/v1/jobs:counts",
  summary: "Count what is to be done later, by kind and state",
  description: "`earliest_due` is when the first that waits is due, or was.",
  policy: "expensive-read",
  success: Schema.Struct({
    data: Schema.Array(
      Schema.Struct({
        kind: Schema.String,
        waiting: Schema.Int,
        earliest_due: Schema.optionalKey(Instant),
        claimed: Schema.Int,
        dead: Schema.Int
      }).annotate({ identifier: "JobCounts" })
    )
  }),
  refusals: []
})

/** Lets dead jobs wait again. */
export const retryJobs = define({
  ...changes,
  id: "retryJobs",
  path: "/v1/jobs:retry",
  summary: "Let dead jobs wait again, for one more try each",
  description: "Each has its own outcome: `missing` where no dead job has that id."
})

/** Takes jobs away. */
export const discardJobs = define({
  ...changes,
  id: "discardJobs",
  path: "/v1/jobs:discard",
  summary: "Take jobs away, whatever their state",
  description: "Each has its own outcome: `missing` where there was none."
})
