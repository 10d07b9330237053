import { Effect, Schema } from "effect"
import { Decimals, Exact, Name } from "../shared/index.ts"

/**
 * What is measured, with its unit and number of decimals.
 *
 * **Details**
 * - `daily`: what a day's value is made of: the sum of its activities (steps), the latest (weight) or the best (a jump).
 * - `direction`: whether the highest or the lowest of a day is its best; without it the one that makes a score better.
 * - `min`, `max`: quantities outside are refused as out of range.
 * - `plausible.perActivity`, `plausible.perDay`: a quantity, or a day's sum, above is quarantined until an organiser
 *   decides.
 * - `sources`: source precedence, best first. For one day of one user the best source that reported counts and the
 *   others do not; a source that is not listed comes after all that are. Without it all sources count together. A source
 *   has reported once something of it counts: all of whose day is in quarantine has not.
 */
export const Metric = Schema.Struct({
  name: Name,
  unit: Schema.String.check(Schema.isMaxLength(32)).pipe(Schema.withDecodingDefaultKey(Effect.succeed(""))),
  decimals: Decimals.pipe(Schema.withDecodingDefaultKey(Effect.succeed(0))),
  daily: Schema.Literals(["sum", "latest", "best"]).pipe(Schema.withDecodingDefaultKey(Effect.succeed("sum" as const))),
  direction: Schema.optionalKey(Schema.Literals(["highest", "lowest"])),
  min: Schema.optionalKey(Exact),
  max: Schema.optionalKey(Exact),
  plausible: Schema.optionalKey(
    Schema.Struct({ perActivity: Schema.optionalKey(Exact), perDay: Schema.optionalKey(Exact) })
  ),
  sources: Schema.optionalKey(Schema.NonEmptyArray(Schema.String))
})
export type Metric = typeof Metric.Type
