import { Effect, Schema } from "effect"
import { Decimals, Exact, Name } from "../shared/index.ts"

const orElse = <const A>(value: A) => Effect.succeed(value)
const decimals = (otherwise: number) => Decimals.pipe(Schema.withDecodingDefaultKey(Effect.succeed(otherwise)))

/**
 * A cap and a floor. Above `max` a value counts as `max`; below `min` it is raised to `min` or dropped, as `below` says.
 * Only what is there is limited: a day without activities is not raised.
 */
export const Limits = Schema.Struct({
  min: Schema.optionalKey(Exact),
  max: Schema.optionalKey(Exact),
  below: Schema.optionalKey(Schema.Literals(["raise", "drop"]))
})
export type Limits = typeof Limits.Type

/**
 * What any rule can carry.
 *
 * **Details**
 * - `perActivity` limits the quantity of each activity; `perDay` the rule's value of a day (kilometres for `Total`, points
 *   for `Points`); `perWeek` the sum of those over a week. Weeks begin on Monday.
 * - `handicap`: the handicap of the entry is added to the value, or multiplies it.
 * - `minimum`: who stays below does not qualify. It is held against the exact value, before that is rounded to be shown.
 * - `missing`: who has no score comes last, or is not ranked (the default).
 */
const modifiers = {
  perActivity: Schema.optionalKey(Limits),
  perDay: Schema.optionalKey(Limits),
  perWeek: Schema.optionalKey(Limits),
  handicap: Schema.optionalKey(Schema.Literals(["Add", "Scale"])),
  minimum: Schema.optionalKey(Exact),
  missing: Schema.optionalKey(Schema.Literals(["Last", "Excluded"]))
}

/** The sum of the days' values. */
export const Total = Schema.TaggedStruct("Total", { metric: Name, ...modifiers })

/**
 * The best single activity, day or week: the highest or the lowest, as `direction` says. Without it the one that makes the
 * score better: in a challenge whose lowest score wins, the lowest.
 */
export const Best = Schema.TaggedStruct("Best", {
  metric: Name,
  direction: Schema.optionalKey(Schema.Literals(["highest", "lowest"])),
  of: Schema.Literals(["activity", "day", "week"]).pipe(Schema.withDecodingDefaultKey(orElse("activity"))),
  ...modifiers
})

/** The value of the latest day on which something counts. */
export const Latest = Schema.TaggedStruct("Latest", { metric: Name, ...modifiers })

/** The mean of the values of the active days, rounded half to even at `decimals`. */
export const Average = Schema.TaggedStruct("Average", { metric: Name, decimals: decimals(2), ...modifiers })

/** How many activities count. */
export const Count = Schema.TaggedStruct("Count", { metric: Name, ...modifiers })

/** How many days reach `atLeast`. */
export const ActiveDays = Schema.TaggedStruct("ActiveDays", { metric: Name, atLeast: Exact, ...modifiers })

/**
 * The longest or the current run of days that reach `atLeast`. A run may bridge `gaps` missed days in total; bridged days
 * do not count in its length. The current run is the one that reaches the day under way or the day before.
 */
export const Streak = Schema.TaggedStruct("Streak", {
  metric: Name,
  atLeast: Exact,
  run: Schema.Literals(["longest", "current"]).pipe(Schema.withDecodingDefaultKey(orElse("longest"))),
  gaps: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 366 })).pipe(Schema.withDecodingDefaultKey(orElse(0))),
  ...modifiers
})

/**
 * By how many percent the mean of the last `days` active days lies below (`loss`) or above (`gain`) that of the first
 * `days`. Missing until there are more active days than `days`, and where the first mean is not above zero.
 */
export const PercentChange = Schema.TaggedStruct("PercentChange", {
  metric: Name,
  direction: Schema.Literals(["loss", "gain"]),
  days: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 366 })).pipe(Schema.withDecodingDefaultKey(orElse(1))),
  decimals: decimals(2),
  ...modifiers
})

/**
 * Seconds, at three decimals, from the start of the window to the activity with which the target was reached: by the
 * running total, or for a metric whose day is a best by one activity. Missing until then.
 */
export const TimeToTarget = Schema.TaggedStruct("TimeToTarget", { metric: Name, target: Exact, ...modifiers })

/**
 * Points for the days' values: `points` for each `per` of the metric, proportionally, or for full ones only (`whole`).
 * Rounded half to even at `decimals`, once, at the end.
 */
export const Points = Schema.TaggedStruct("Points", {
  terms: Schema.NonEmptyArray(
    Schema.Struct({
      metric: Name,
      points: Exact,
      per: Exact.pipe(Schema.withDecodingDefaultKey(Effect.succeed(1))),
      whole: Schema.Boolean.pipe(Schema.withDecodingDefaultKey(orElse(false)))
    })
  ),
  decimals: decimals(0),
  ...modifiers
})

type PlainRule =
  | typeof Total.Type
  | typeof Best.Type
  | typeof Latest.Type
  | typeof Average.Type
  | typeof Count.Type
  | typeof ActiveDays.Type
  | typeof Streak.Type
  | typeof PercentChange.Type
  | typeof TimeToTarget.Type
  | typeof Points.Type
type PlainRuleEncoded =
  | typeof Total.Encoded
  | typeof Best.Encoded
  | typeof Latest.Encoded
  | typeof Average.Encoded
  | typeof Count.Encoded
  | typeof ActiveDays.Encoded
  | typeof Streak.Encoded
  | typeof PercentChange.Encoded
  | typeof TimeToTarget.Encoded
  | typeof Points.Encoded

const combined = { decimals: decimals(0), ...modifiers }
const Combined = Schema.TaggedStruct("Combine", combined)

/** A weighted sum of rules: exact, rounded half to even at `decimals` once, at the end. */
export interface Combine extends Readonly<typeof Combined.Type> {
  readonly terms: readonly [CombineTerm, ...Array<CombineTerm>]
}

/** One rule of a `Combine` and its weight. */
export interface CombineTerm {
  readonly weight: typeof Exact.Type
  readonly rule: ScoringRule
}
interface CombineEncoded extends Readonly<typeof Combined.Encoded> {
  readonly terms: readonly [CombineTermEncoded, ...Array<CombineTermEncoded>]
}
interface CombineTermEncoded {
  readonly weight: typeof Exact.Encoded
  readonly rule: ScoringRuleEncoded
}

/** A rule that turns a participant's activities into a score: as data. */
export type ScoringRule = PlainRule | Combine
/** A scoring rule as it is written in JSON. */
export type ScoringRuleEncoded = PlainRuleEncoded | CombineEncoded

/** A weighted sum of rules: exact, rounded half to even at `decimals` once, at the end. */
export const Combine: Schema.Codec<Combine, CombineEncoded> = Schema.TaggedStruct("Combine", {
  terms: Schema.NonEmptyArray(
    Schema.Struct({
      weight: Exact,
      rule: Schema.suspend((): Schema.Codec<ScoringRule, ScoringRuleEncoded> => ScoringRule)
    })
  ),
  ...combined
})

/** A rule that turns a participant's activities into a score: as data, told apart by `_tag`. */
export const ScoringRule: Schema.Codec<ScoringRule, ScoringRuleEncoded> = Schema.Union([
  Total,
  Best,
  Latest,
  Average,
  Count,
  ActiveDays,
  Streak,
  PercentChange,
  TimeToTarget,
  Points,
  Combine
]).annotate({ identifier: "ScoringRule" })
