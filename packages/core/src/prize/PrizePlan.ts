import { Effect, Schema } from "effect"
import { Amount } from "../shared/index.ts"
import { Deductions } from "./Deduction.ts"
import { Degenerate } from "./Degenerate.ts"
import { Funding } from "./Funding.ts"
import { maxParts, Stage } from "./Stage.ts"
import { AcrossLastPlace, TiePolicy } from "./TiePolicy.ts"

const orElse = <const A>(value: A) => Effect.succeed(value)
const no = Schema.Boolean.pipe(Schema.withDecodingDefaultKey(orElse(false)))

/** Where money goes that no rule awards. `FirstPlace` adds it to the prize of the best who may be paid. */
export const Residual = Schema.Literals(["Platform", "Sponsor", "CarryOver", "FirstPlace", "Charity"])
export type Residual = typeof Residual.Type

/** Who bears prizes beyond the pool: the organiser pays in, or all fixed amounts and shares shrink alike. */
export const Shortfall = Schema.Literals(["Organiser", "ScaleDown"])
export type Shortfall = typeof Shortfall.Type

/**
 * How a pool becomes awards: data that people write as JSON, versioned, hashed, and frozen when entries close. Amounts are
 * text of minor units, ratios are exact.
 *
 * **Details**
 * - `noLoseFloor`: the platform's fee gives way, down to zero, until no winner gets less than the own stake.
 * - `ties` may be left out (pooling) when the ranking has no tie-break chain; otherwise the plan must say.
 * - `minimumPrize`: who would get less in total gets nothing. `capPerPerson`: nobody gets more in total, in whole units.
 *   What either leaves over is residual.
 * - `onePrizePerPerson`: who won by an earlier rule, in the declared order, does not take part in a later one. What the
 *   answer to a degenerate field divides among all is no rule's prize, and goes to all the same.
 * - `ineligible.place`: whether a participant who is ranked but not paid uses up the place or others move up.
 *   `mustBeVerified`: the unverified are ranked but not paid.
 * - `unit`: every award is a multiple of it, which `FirstPlace` as residual could not keep to. `residual`, `shortfall`, `degenerate` have no silent default.
 */
export const PrizePlan = Schema.Struct({
  _v: Schema.Literal(1).pipe(Schema.withDecodingDefaultKey(orElse(1))),
  funding: Funding.pipe(Schema.withDecodingDefaultKey(orElse({}))),
  deductions: Deductions.check(Schema.isMaxLength(maxParts)).pipe(Schema.withDecodingDefaultKey(orElse([]))),
  noLoseFloor: no,
  stages: Schema.NonEmptyArray(Stage).check(Schema.isMaxLength(maxParts)),
  ties: Schema.optionalKey(TiePolicy),
  acrossLastPlace: AcrossLastPlace.pipe(Schema.withDecodingDefaultKey(orElse("Split"))),
  minimumPrize: Schema.optionalKey(Amount),
  capPerPerson: Schema.optionalKey(Amount),
  onePrizePerPerson: no,
  ineligible: Schema.Struct({ place: Schema.Literals(["UsesUp", "MovesUp"]) }).pipe(
    Schema.withDecodingDefaultKey(orElse({ place: "MovesUp" }))
  ),
  mustBeVerified: no,
  unit: Amount.check(Schema.makeFilter((unit: bigint) => unit > 0n || "must be at least 1")).pipe(
    Schema.withDecodingDefaultKey(orElse("1"))
  ),
  residual: Schema.optionalKey(Residual),
  shortfall: Schema.optionalKey(Shortfall),
  degenerate: Degenerate.pipe(Schema.withDecodingDefaultKey(orElse({})))
})
export type PrizePlan = typeof PrizePlan.Type
