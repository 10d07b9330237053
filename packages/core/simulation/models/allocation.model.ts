import { compareIds, Rational as R } from "../../src/shared/index.ts"

/** A claim of the model: who, how much, and the stable key among equals. */
export interface ModelClaim {
  readonly weight: R.Rational
  readonly key: string
}

/**
 * Largest remainder as one would do it by hand: every share rounded down, then unit by unit to whoever is next: the largest
 * fraction, then the larger weight, then the smaller key.
 */
export const allocatedByModel = (
  total: bigint,
  claims: ReadonlyArray<ModelClaim>,
  unit: bigint
): ReadonlyArray<bigint> => {
  const sum = R.sum(claims.map(({ weight }) => weight))
  if (R.equals(sum, R.zero)) return claims.map(() => 0n)
  const units = total / unit
  const shares = claims.map(({ weight }) => R.divide(R.multiply(R.rational(units), weight), sum))
  const amounts = shares.map(R.floor)
  const fraction = (index: number): R.Rational =>
    R.subtract(shares[index] ?? R.zero, R.rational(R.floor(shares[index] ?? R.zero)))
  const next = claims
    .map((_, index) => index)
    .sort(
      (a, b) =>
        R.compare(fraction(b), fraction(a)) ||
        R.compare(claims[b]?.weight ?? R.zero, claims[a]?.weight ?? R.zero) ||
        compareIds(claims[a]?.key ?? "", claims[b]?.key ?? "")
    )
  let left = units - amounts.reduce((all, amount) => all + amount, 0n)
  for (const index of next) {
    if (left === 0n) break
    amounts[index] = (amounts[index] ?? 0n) + 1n
    left--
  }
  return amounts.map((amount) => amount * unit)
}
