import { Effect, Schema } from "effect"
import { type Instant, InstantFromText, Name, Units, UserId } from "../shared/index.ts"

/** Where an activity came from: a device, an app, a file. */
export const Source = Schema.String.check(
  Schema.isPattern(/^[^\u0000-\u001f\u007f]{1,64}$/, {
    message: "must be 1 to 64 characters without control characters"
  }),
  Schema.makeFilter((text: string) => text.isWellFormed() || "must be well-formed Unicode")
)

/** The identity of an activity within its source. */
export const SourceKey = Schema.String.check(
  Schema.isPattern(/^[^\u0000-\u001f\u007f\ud800-\udfff]{1,200}$/, {
    message: "must be 1 to 200 characters without control characters"
  })
)

/** Whether a database can keep the text as it is: half a character is none, and text has no character zero. */
export const isKeepable = (text: string): boolean => text.isWellFormed() && !text.includes("\u0000")

const keepable = Schema.makeFilter(
  (text: string) => isKeepable(text) || "must be well-formed Unicode without the character zero"
)

const isAddress = (text: string): boolean => /^https?:\/\/[^\s]+$/.test(text)

/**
 * One measured fact about one user. Identity is `(source, sourceKey)`; a higher revision replaces a lower one; a void
 * removes. `quantity` is an integer at the metric's decimals.
 */
export const Activity = Schema.Struct({
  userId: UserId,
  metric: Name,
  quantity: Units,
  at: InstantFromText,
  source: Source,
  sourceKey: SourceKey,
  revision: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2 ** 31 - 1 })).pipe(
    Schema.withDecodingDefaultKey(Effect.succeed(0))
  ),
  void: Schema.Boolean.pipe(Schema.withDecodingDefaultKey(Effect.succeed(false))),
  note: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(2000), keepable)),
  evidence: Schema.optionalKey(
    Schema.String.check(
      Schema.isMaxLength(2000),
      keepable,
      Schema.makeFilter((text: string) => isAddress(text) || "must be a web address")
    )
  )
})
export type Activity = typeof Activity.Type

/** An activity and the instant at which it reached Laurel. */
export interface Arrival {
  readonly activity: Activity
  readonly receivedAt: Instant
}

/**
 * An activity that counts: the latest revision of its key, no void, not refused, not in quarantine for its own quantity.
 * Where an organiser released it, no limit on the sum of a day withholds it.
 */
export interface Counted extends Activity {
  readonly released?: boolean
}

/** The one order in which activities of a user are folded: by instant, then source, then key. */
export const byHappening = (a: Activity, b: Activity): number =>
  a.at - b.at || compareText(a.source, b.source) || compareText(a.sourceKey, b.sourceKey)

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
