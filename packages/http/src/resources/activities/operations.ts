import { Source, SourceKey } from "@laurel/core/activity"
import { UserId } from "@laurel/core/shared"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { challengeParams, Instant } from "../../wire/text.ts"
import { ActivityJson } from "./ActivityJson.ts"
import { LoggedJson } from "./LoggedJson.ts"
import { OutcomeJson, UnusableJson } from "./OutcomeJson.ts"
import { SyncedJson } from "./SyncedJson.ts"

/** How many activities may come at once. */
const largestBatch = 500

/** Lists activities. */
export const listActivities = define({
  id: "listActivities",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/activities",
  resource: "Activities",
  summary: "List the activities of a person, or those of everybody that are held",
  description:
    "The newest first, earlier revisions and what was refused too, each with what it is now. Those of whoever asks, unless `user_id` names another person or `state` is given without one; what others did is for the organiser. `held` is what is refused, rejected or in quarantine, `quarantined` what waits for a decision. What the plausible limit of its day withholds from the score is told as `quarantined` with `per_day`, in the list of whoever did it: it was accepted when it came and another activity of that day may release it, so that `state` does not find it. What arrives after a page is in none of those that follow it.",
  rule: { who: "Insider", scope: "read" },
  policy: "read",
  params: challengeParams,
  query: Schema.Struct({
    user_id: Schema.optionalKey(UserId),
    state: Schema.optionalKey(Schema.Literals(["held", "quarantined"])),
    limit,
    cursor
  }),
  success: pageOf(LoggedJson),
  refusals: ["AccessDenied", "InvalidCursor"]
})

/** Decides about an activity. */
export const reviewActivity = define({
  id: "reviewActivity",
  method: "POST",
  path: "/v1/challenges/{challenge_id}/activities:review",
  resource: "Activities",
  summary: "Release or reject an activity, mostly one that waits for a decision",
  description:
    "Released it counts whatever the limits, rejected it does not; either can be decided anew until the standings are final. `source` and `key` are those that lists of activities and the explanation of a score name.",
  rule: { who: "Organiser", scope: "organise" },
  policy: "definition-write",
  idempotency: "optional",
  params: challengeParams,
  body: Schema.Struct({ source: Source, key: SourceKey, verdict: Schema.Literals(["released", "rejected"]) }),
  success: Schema.Struct({
    outcome: Schema.Literals(["released", "rejected"]),
    user_id: Schema.String,
    metric: Schema.String,
    quantity: Schema.String,
    at: Instant
  }).annotate({ identifier: "ActivityReviewed" }),
  refusals: ["NotOrganiser", "ChallengeTransitionForbidden", "VersionConflict", "ActivityNotFound"]
})

const batchOf = <S extends Schema.Codec<unknown, unknown>>(row: S) =>
  Schema.Array(row).check(Schema.isMinLength(1), Schema.isMaxLength(largestBatch))

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
  alsoStatuses: [200, 202],
  answers: {
    200: "The same or a newer one was there, and nothing was changed",
    201: "It is kept, and counts",
    202: "It is kept, and counts once the organiser releases it"
  },
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
    "One outcome for each, in the order given; none blocks another, not even one about somebody of whom whoever asks may send nothing (`forbidden`). The keys of the activities make it safe to send them again.",
  policy: "activity-sync",
  body: Schema.Struct({ activities: batchOf(Schema.Unknown) }),
  describedBody: Schema.Struct({ activities: batchOf(ActivityJson) }),
  success: Schema.Struct({ data: Schema.Array(Schema.Union([OutcomeJson, UnusableJson])) })
})

const syncOf = <S extends Schema.Codec<unknown, unknown>>(row: S) =>
  Schema.Struct({
    userId: Schema.optionalKey(UserId),
    source: Schema.optionalKey(Source),
    cursor,
    activities: batchOf(row)
  }).pipe(Schema.encodeKeys({ userId: "user_id" }))

/** Records activities in all challenges of a person. */
export const syncActivities = define({
  id: "syncActivities",
  method: "POST",
  path: "/v1/activities:sync",
  resource: "Activities",
  summary: "Record many activities of a person, each in every challenge of theirs that measures it",
  description:
    "Sent once, recorded in each challenge that the person takes part in, that has begun and is not over, and that measures the metric: one outcome for each activity, in the order given, with one for each of those challenges. The person is whoever asks unless `user_id` says otherwise; a program records in the challenges that it records in for others. `source` is that of the activities that name none. Up to 100 challenges are recorded in at once: where `has_more` says that there are more, the same is sent again with `next_cursor` as `cursor`. The keys of the activities make it safe to send them again.",
  rule: { who: "Known", scope: "record" },
  policy: "activity-sync",
  body: syncOf(Schema.Unknown),
  describedBody: syncOf(ActivityJson),
  success: pageOf(SyncedJson),
  refusals: ["AccessDenied", "InvalidCursor"]
})
