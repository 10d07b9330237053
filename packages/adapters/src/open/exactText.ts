import { formatUnits, Rational } from "@laurel/core/shared"

/** As many decimals as quantities and scores can have. */
const decimals = 6

/** An exact number as people write it: with decimals where six are enough (`12.5`), else as a fraction (`1/3`). */
export const exactText = (value: Rational.Rational): string => {
  const scaled = Rational.multiply(value, Rational.rational(10n ** BigInt(decimals)))
  if (!Rational.isInteger(scaled)) return Rational.formatRational(value)
  return formatUnits(scaled.numerator, decimals).replace(/\.?0+$/, "")
}
