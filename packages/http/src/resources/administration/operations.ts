import { Effect, Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { challengeParams, Instant } from "../../wire/text.ts"
import { ChallengeSummary } from "../challenges/ChallengeJson.ts"

const resource = "Administration"

/** The statistics of a challenge. */
export const getChallengeStats = define({
  id: "getChallengeStats",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/stats",
  resource: "Challenges",
  summary: "Read the statistics of a challenge",
  description: "Exact, as of everything that was written. The average progress is in basis points.",
  rule: { who: "Seer", scope: "read" },
  policy: "expensive-read",
  params: challengeParams,
  success: Schema.Struct({
    entered: Schema.Int,
    active: Schema.Int,
    withdrawn: Schema.Int,
    disqualified: Schema.Int,
    started: Schema.Int,
    scored: Schema.Int,
    activities: Schema.Int,
    held: Schema.Int,
    total_score: Schema.String,
    average_score: Schema.optionalKey(Schema.String),
    average_progress: Schema.optionalKey(Schema.Int),
    changed_at: Schema.optionalKey(Instant)
  }).annotate({ identifier: "ChallengeStats" }),
  refusals: ["NotPublished"]
})

/** What is trending. */
export const listTrending = define({
  id: "listTrending",
  method: "GET",
  path: "/v1/challenges:trending",
  resource: "Challenges",
  summary: "List the public challenges in which most goes on",
  description: "By how many joined and did something lately; every hour counts less. At most a minute old.",
  rule: { who: "Anyone", scope: "read" },
  policy: "read",
  query: Schema.Struct({ limit }),
  success: Schema.Struct({
    data: Schema.Array(Schema.Struct({ score: Schema.Int, challenge: ChallengeSummary }))
  }),
  refusals: [],
  sharedForSeconds: 60
})

/** What was done to a challenge. */
export const listAudit = define({
  id: "listAudit",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/audit",
  resource,
  summary: "List who did what to a challenge, when and from where",
  description: "Each entry is bound to the one before it by its hash, and sealed by its own.",
  rule: { who: "Overseer", scope: "read" },
  policy: "expensive-read",
  params: challengeParams,
  query: Schema.Struct({
    limit,
    after: Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)).pipe(Schema.withDecodingDefaultKey(Effect.succeed(0)))
  }),
  success: Schema.Struct({
    data: Schema.Array(
      Schema.Struct({
        seq: Schema.Int,
        at: Instant,
        actor: Schema.String,
        action: Schema.String,
        channel: Schema.String,
        address: Schema.optionalKey(Schema.String),
        agent: Schema.optionalKey(Schema.String),
        before: Schema.String,
        after: Schema.String,
        previous: Schema.String,
        hash: Schema.String
      }).annotate({ identifier: "AuditEntry" })
    ),
    has_more: Schema.Boolean
  }),
  refusals: []
})

/** Jobs. */
export const listJobs = define({
  id: "listJobs",
  method: "GET",
  path: "/v1/jobs",
  resource,
  summary: "List what is to be done later, in the order in which it was enqueued",
  rule: { who: "Administrator", scope: "administer" },
  policy: "expensive-read",
  query: Schema.Struct({
    limit,
    cursor,
    state: Schema.optionalKey(Schema.Literals(["waiting", "claimed", "dead"]))
  }),
  success: pageOf(
    Schema.Struct({ id: Schema.String, kind: Schema.String, key: Schema.String, state: Schema.String }).annotate({
      identifier: "Job"
    })
  ),
  refusals: ["InvalidCursor"]
})
