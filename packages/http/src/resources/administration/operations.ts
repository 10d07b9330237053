import { activeHoursKept } from "@laurel/core/challenge"
import { Effect, Schema } from "effect"
import { define } from "../../operation/define.ts"
import { limit } from "../../wire/page.ts"
import { challengeParams, Instant } from "../../wire/text.ts"
import { ChallengeSummary } from "../challenges/ChallengeJson.ts"

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

/** How many users are active, hour by hour. */
export const listActiveHours = define({
  id: "listActiveHours",
  method: "GET",
  path: "/v1/stats/active",
  resource: "Users",
  summary: "Count the users who sent activities, hour by hour",
  description: `Of the last \`hours\` hours (24 unless said otherwise, ${activeHoursKept} at most), the earliest first, hours without any included, the last one under way: how many different
users sent activities that were kept, whether they count or not, to any challenge. Each user counts once an hour. Exact, as of what was carried to the boards.`,
  rule: { who: "Administrator", scope: "administer" },
  policy: "expensive-read",
  query: Schema.Struct({
    hours: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: activeHoursKept })).pipe(
      Schema.withDecodingDefaultKey(Effect.succeed(24))
    )
  }),
  success: Schema.Struct({
    data: Schema.Array(Schema.Struct({ hour: Instant, users: Schema.Int }).annotate({ identifier: "ActiveHour" }))
  }),
  refusals: ["AccessDenied"]
})
