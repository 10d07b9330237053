import { Rational } from "../shared/index.ts"

/**
 * The exact sum of many fractions.
 *
 * **Details**: numerators are added up by denominator first. Shares of one table have few denominators, so a hundred
 * thousand of them cost a hundred thousand additions and not as many reductions to lowest terms.
 */
export const exactSum = (terms: Iterable<Rational.Rational>): Rational.Rational => {
  const byDenominator = new Map<bigint, bigint>()
  for (const { numerator, denominator } of terms) {
    byDenominator.set(denominator, (byDenominator.get(denominator) ?? 0n) + numerator)
  }
  let sum = Rational.zero
  for (const [denominator, numerator] of byDenominator)
    sum = Rational.add(sum, Rational.rational(numerator, denominator))
  return sum
}
