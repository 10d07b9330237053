import { Effect, Schema } from "effect"
import { Metric } from "../activity/index.ts"
import { PrizePlan } from "../prize/index.ts"
import { RankingRule } from "../ranking/index.ts"
import { ScoringRule, TeamScore } from "../scoring/index.ts"
import { ChallengeId, CircleId, Currency, Name, ZoneId } from "../shared/index.ts"
import { Moment } from "./Moment.ts"

const orElse = <const A>(value: A) => Effect.succeed(value)

/** At most this many hours of grace or dispute: 90 days, the longest delay after which money may still be waiting. */
const Hours = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2160 }))
const Size = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10_000_000 }))

/** Who may enter, from when to when, and how many. Below `minimum` participants the challenge is cancelled; who
 * withdrew or was disqualified by then does not count, although the place stays taken. */
export const EntryPolicy = Schema.Struct({
  opens: Schema.optionalKey(Moment),
  closes: Schema.optionalKey(Moment),
  minimum: Size.pipe(Schema.withDecodingDefaultKey(orElse(1))),
  maximum: Schema.optionalKey(Size)
})

/** Teams: how many members one has, and how their scores make the team's. */
export const Teams = Schema.Struct({
  minimum: Size.pipe(Schema.withDecodingDefaultKey(orElse(1))),
  maximum: Schema.optionalKey(Size),
  score: TeamScore
})

/**
 * A challenge as data: its window, metrics, scoring rule, ranking and prizes. This is what people write as JSON and what
 * is hashed and frozen when the challenge is published.
 *
 * **Details**
 * - `window.start` and `window.end` are moments; the end is exclusive. `entries.closes` is the end of the window unless
 *   said otherwise; `entries.opens` is publication.
 * - `dayZone`: whose local day an activity falls on, the challenge's or the participant's; days start at `dayStartsAt`.
 * - `graceHours`: how long after the end late activities are taken. `disputeHours`: how long published results can be
 *   disputed before they are approved.
 * - `freezeAt`: from this moment the public board stands still while the organisers' board moves on.
 * - `score` decides the ranking; `measures` are further rules by name, for tie-breaks and prizes.
 * - `visibility`: who sees it and may enter: everybody, the members of `circle`, or whoever is invited.
 * - `currency` is that of all amounts of `prizes`, which are text of its minor units.
 * - `recurrence`: a cron expression in the challenge's zone; each occurrence is a new challenge.
 */
export const ChallengeDefinition = Schema.Struct({
  _v: Schema.Literal(1).pipe(Schema.withDecodingDefaultKey(orElse(1))),
  id: ChallengeId,
  name: Schema.NonEmptyString.check(Schema.isMaxLength(200)),
  description: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(10_000))),
  zone: ZoneId,
  dayZone: Schema.Literals(["challenge", "participant"]).pipe(Schema.withDecodingDefaultKey(orElse("challenge"))),
  dayStartsAt: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 23 })).pipe(
    Schema.withDecodingDefaultKey(orElse(0))
  ),
  window: Schema.Struct({ start: Moment, end: Moment }),
  graceHours: Hours.pipe(Schema.withDecodingDefaultKey(orElse(0))),
  disputeHours: Hours.pipe(Schema.withDecodingDefaultKey(orElse(0))),
  freezeAt: Schema.optionalKey(Moment),
  visibility: Schema.Literals(["public", "circle", "invite"]).pipe(Schema.withDecodingDefaultKey(orElse("public"))),
  circle: Schema.optionalKey(CircleId),
  featured: Schema.Boolean.pipe(Schema.withDecodingDefaultKey(orElse(false))),
  entries: EntryPolicy.pipe(Schema.withDecodingDefaultKey(orElse({}))),
  divisions: Schema.Array(Name).pipe(Schema.withDecodingDefaultKey(orElse([]))),
  teams: Schema.optionalKey(Teams),
  metrics: Schema.NonEmptyArray(Metric),
  score: ScoringRule,
  measures: Schema.Record(Name, ScoringRule).pipe(Schema.withDecodingDefaultKey(orElse({}))),
  ranking: RankingRule.pipe(Schema.withDecodingDefaultKey(orElse({}))),
  currency: Schema.optionalKey(Currency),
  prizes: Schema.optionalKey(PrizePlan),
  recurrence: Schema.optionalKey(Schema.Struct({ cron: Schema.NonEmptyString }))
})
export type ChallengeDefinition = typeof ChallengeDefinition.Type
