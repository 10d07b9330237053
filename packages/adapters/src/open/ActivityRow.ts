import { Activity, type Arrival, Source, SourceKey } from "@laurel/core/activity"
import { type Instant, parseUnits, sha256Hex } from "@laurel/core/shared"
import { Effect, Result, Schema } from "effect"
import { reader } from "./reader.ts"
import { InstantFromWhen, type When } from "./When.ts"

/**
 * An activity as programs have it.
 *
 * **Details**
 * - `quantity` is in the metric's unit, `8123.5` or `"8123.5"`; text keeps digits that a number would lose. A void needs none.
 * - `source` is `app` unless said otherwise. `key` identifies the activity within its source; without one it is made of
 *   metric, instant and user, so that the same row sent twice counts once.
 * - `receivedAt` is the present unless said otherwise; an import says what it knows.
 */
export interface ActivityRow {
  readonly user: string
  readonly metric: string
  readonly quantity?: number | string
  readonly at: When
  readonly source?: string
  readonly key?: string
  readonly revision?: number
  readonly void?: boolean
  readonly note?: string
  readonly evidence?: string
  readonly receivedAt?: When
}

/** The longest key there is; a default key beyond it is replaced by its hash. */
const longestKey = 200

const { userId, metric, revision, void: isVoid, note, evidence } = Activity.fields

const Row = Schema.Struct({
  userId,
  metric,
  quantity: Schema.optionalKey(Schema.Union([Schema.Finite, Schema.String])),
  at: InstantFromWhen,
  source: Source.pipe(Schema.withDecodingDefaultKey(Effect.succeed("app"))),
  sourceKey: Schema.optionalKey(SourceKey),
  revision,
  void: isVoid,
  note,
  evidence,
  receivedAt: Schema.optionalKey(InstantFromWhen)
}).pipe(Schema.encodeKeys({ userId: "user", sourceKey: "key" }))

const read = reader(Row)

const keyOf = ({ metric, at, userId }: typeof Row.Type): string => {
  const key = `${metric}|${at}|${userId}`
  return key.length <= longestKey ? key : sha256Hex(key)
}

/** Reads a row as an arrival, its quantity at the decimals of its metric; fails with a sentence that says why not. */
export const readActivity = (
  row: ActivityRow,
  decimalsOf: ReadonlyMap<string, number>,
  now: Instant
): Result.Result<Arrival, string> =>
  Result.flatMap(read(row), (fields) => {
    const { quantity = fields.void ? 0 : "", receivedAt = now, sourceKey = keyOf(fields), ...activity } = fields
    if (quantity === "") return Result.fail("quantity is missing")
    // A metric that the challenge does not measure is for the challenge to refuse; its decimals do not matter.
    return Result.map(parseUnits(`${quantity}`, decimalsOf.get(fields.metric) ?? 0), (units) => ({
      activity: { ...activity, sourceKey, quantity: units },
      receivedAt
    }))
  })
