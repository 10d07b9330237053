import { Activity, type Arrival, type Outcome, Source, SourceKey } from "@laurel/core/activity"
import { type Instant, parseUnits, sha256Hex, UserId } from "@laurel/core/shared"
import { Effect, Result, Schema } from "effect"
import { words } from "../../wire/words.ts"

const { metric, at, revision, void: isVoid, note, evidence } = Activity.fields

/**
 * An activity as it is sent.
 *
 * **Details**: `user_id` is whoever asks unless said otherwise. `quantity` is in the metric's unit, as text or as a number; text keeps
 * digits that a number would lose. `source` is `app` unless said otherwise; `key` identifies the activity among those of
 * the user from this source, so that nobody can take the key of another's; without one it is made of metric and instant, so that the same
 * sent twice counts once.
 */
export const ActivityJson = Schema.Struct({
  userId: Schema.optionalKey(UserId),
  metric,
  quantity: Schema.optionalKey(Schema.Union([Schema.Finite, Schema.String])),
  at,
  source: Source.pipe(Schema.withDecodingDefaultKey(Effect.succeed("app"))),
  key: Schema.optionalKey(SourceKey),
  revision,
  void: isVoid,
  note,
  evidence
})
  .pipe(Schema.encodeKeys({ userId: "user_id" }))
  .annotate({ identifier: "Activity" })
/** An activity as it is sent, read. */
export type ActivityJson = typeof ActivityJson.Type

/** The longest key there is; one beyond it is replaced by its hash. */
const longestKey = 200

/** Reads an activity, its quantity at the decimals of its metric; fails with a sentence that says why not. */
export const readActivity = (
  { userId: named, key, quantity, ...activity }: ActivityJson,
  sender: UserId,
  decimalsOf: ReadonlyMap<string, number>,
  receivedAt: Instant
): Result.Result<Arrival, string> => {
  const userId = named ?? sender
  const given = quantity ?? (activity.void ? 0 : "")
  if (given === "") return Result.fail("is missing")
  // A metric that the challenge does not measure is for the challenge to refuse; its decimals do not matter.
  return Result.map(parseUnits(`${given}`, decimalsOf.get(activity.metric) ?? 0), (units) => ({
    activity: {
      ...activity,
      userId,
      quantity: units,
      sourceKey: keyOf(userId, key ?? `${activity.metric}|${activity.at}`)
    },
    receivedAt
  }))
}

/** Whoever sends in their own may choose keys: those of one user are never those of another. */
const keyOf = (userId: UserId, key: string): string => {
  const whole = `${userId}|${key}`
  return whole.length <= longestKey ? whole : sha256Hex(whole)
}

const outcomes = ["accepted", "exists", "replaced", "voided", "outdated", "quarantined", "refused"] as const

/**
 * What became of an activity.
 *
 * **Details**: `exists`: the same was there already. `outdated`: a higher revision was. `quarantined`: above the plausible limit; kept, and
 * not counted until the organiser decides. `refused`: kept, and never counted, for the reason.
 */
export const OutcomeJson = Schema.Struct({
  outcome: Schema.Literals(outcomes),
  limit: Schema.optionalKey(Schema.Literals(["per_activity", "per_day"])),
  reason: Schema.optionalKey(Schema.String),
  /** The first field in which it differs from what is there under its key and revision. */
  field: Schema.optionalKey(Schema.String)
}).annotate({ identifier: "ActivityOutcome" })
/** What became of an activity. */
export type OutcomeJson = typeof OutcomeJson.Type

const plain = {
  Accepted: "accepted",
  Duplicate: "exists",
  Replaced: "replaced",
  Voided: "voided",
  Outdated: "outdated"
} as const satisfies Record<Exclude<Outcome["_tag"], "Quarantined" | "Refused">, string>

/** An outcome as it is written. */
export const outcomeJson = (outcome: Outcome): OutcomeJson => {
  switch (outcome._tag) {
    case "Quarantined":
      return { outcome: "quarantined", limit: outcome.limit === "perDay" ? "per_day" : "per_activity" }
    case "Refused":
      return {
        outcome: "refused",
        reason: words(outcome.reason),
        ...(outcome.field === undefined ? {} : { field: outcome.field })
      }
    default:
      return { outcome: plain[outcome._tag] }
  }
}

/** A row of a batch that could not be read; nothing was done with it. */
export const UnusableJson = Schema.Struct({ outcome: Schema.Literal("unusable"), detail: Schema.String }).annotate({
  identifier: "ActivityUnusable"
})
/** A row of a batch that could not be read. */
export type UnusableJson = typeof UnusableJson.Type
