import { Activity, type Arrival, Source, SourceKey } from "@laurel/core/activity"
import { type Instant, missing, parseUnits, sha256Hex, UserId } from "@laurel/core/shared"
import { Effect, Result, Schema } from "effect"

const { metric, at, revision, void: isVoid, note, evidence } = Activity.fields

/**
 * An activity as it is sent.
 *
 * **Details**: `user_id` is whoever asks unless said otherwise. `quantity` is in the metric's unit, as text or as a number; text keeps
 * digits that a number would lose. `source` is `app` unless said otherwise; `key` identifies the activity among those of
 * the user from this source, so that nobody can take the key of another's; without one it is made of metric and instant, so that the same
 * sent twice counts once. A key as lists name it, which begins with the user, is taken as it is: it means the same activity.
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
  if (given === "") return Result.fail(missing)
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
  const whole = key.startsWith(`${userId}|`) ? key : `${userId}|${key}`
  return whole.length <= longestKey ? whole : sha256Hex(whole)
}
