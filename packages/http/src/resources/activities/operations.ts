import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { challengeParams } from "../../wire/text.ts"
import { ActivityJson, OutcomeJson, UnusableJson } from "./ActivityJson.ts"

/** How many activities may come at once. */
const largestBatch = 500

const writes = {
  method: "POST",
  resource: "Activities",
  rule: { who: "Entrant", scope: "record" },
  params: challengeParams,
  refusals: ["AccessDenied"]
} as const

/** Records an activity. */
export const recordActivity = define({
  ...writes,
  id: "recordActivity",
  path: "/v1/challenges/{challenge_id}/activities",
  summary: "Record an activity",
  description:
    "Answered once it is kept for good: 201 when it counts, 200 when the same or a newer one was there, 202 when it waits for the organiser's decision. The key of the activity makes it safe to send again. What is refused is kept too, and answered with 422.",
  policy: "activity-write",
  body: ActivityJson,
  status: 201,
  success: OutcomeJson,
  refusals: [...writes.refusals, "ActivityRefused"]
})

/** Records many activities. */
export const recordActivities = define({
  ...writes,
  id: "recordActivities",
  path: "/v1/challenges/{challenge_id}/activities:batch",
  summary: "Record many activities",
  description:
    "One outcome for each, in the order given; none blocks another. The keys of the activities make it safe to send them again.",
  policy: "activity-sync",
  body: Schema.Struct({
    activities: Schema.Array(Schema.Unknown).check(Schema.isMinLength(1), Schema.isMaxLength(largestBatch))
  }),
  success: Schema.Struct({ data: Schema.Array(Schema.Union([OutcomeJson, UnusableJson])) })
})
