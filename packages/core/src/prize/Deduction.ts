import { Schema } from "effect"
import { Amount } from "../shared/index.ts"
import { Share } from "./Share.ts"

const size = {
  percent: Schema.optionalKey(Share),
  perEntry: Schema.optionalKey(Amount),
  fixed: Schema.optionalKey(Amount),
  min: Schema.optionalKey(Amount),
  max: Schema.optionalKey(Amount)
}

/**
 * What is taken off before prizes: a share of all that was paid in, an amount per entry, or a fixed amount, kept between
 * `min` and `max`. A share is rounded down to a whole minor unit. Deductions are taken in the declared order, and none
 * takes more than is left.
 */
export const Deduction = Schema.TaggedUnion({
  /** What the platform keeps. */
  PlatformFee: size,
  /** What is given away. */
  Charity: size
})
export type Deduction = typeof Deduction.Type

const sizesOf = ({ percent, perEntry, fixed }: Deduction): number =>
  [percent, perEntry, fixed].filter((one) => one !== undefined).length

/** Deductions as a plan holds them: each says its size in exactly one way, and its limits leave room. */
export const Deductions = Schema.Array(
  Deduction.check(
    Schema.makeFilter((deduction: Deduction) => sizesOf(deduction) === 1 || "needs one of percent, perEntry or fixed"),
    Schema.makeFilter(
      ({ min, max }: Deduction) =>
        min === undefined || max === undefined || min <= max || "`min` must not be above `max`"
    )
  )
)
