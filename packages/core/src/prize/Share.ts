import { Schema } from "effect"
import { Exact, Rational } from "../shared/index.ts"

/** A part of a whole, from nothing to all of it: `"12.5%"`, `0.125` or `"1/8"`. */
export const Share = Exact.check(
  Schema.makeFilter(
    (share: Rational.Rational) =>
      (Rational.compare(share, Rational.zero) >= 0 && Rational.compare(share, Rational.one) <= 0) ||
      'must be between 0 and 1, such as "12.5%"'
  )
)

/** An exact number that is not negative. */
export const NotNegative = Exact.check(
  Schema.makeFilter((value: Rational.Rational) => Rational.compare(value, Rational.zero) >= 0 || "must not be negative")
)

/** An exact number above zero. */
export const Positive = Exact.check(
  Schema.makeFilter((value: Rational.Rational) => Rational.compare(value, Rational.zero) > 0 || "must be above zero")
)
