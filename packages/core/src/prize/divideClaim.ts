import { Rational } from "../shared/index.ts"
import { apportion } from "./apportion.ts"

/** A share divided among parts: for each its exact share and its amount in minor units. */
export interface Divided {
  readonly amounts: ReadonlyArray<bigint>
  readonly shares: ReadonlyArray<Rational.Rational>
}

/**
 * Divides `minorUnits`, an exact share already rounded to multiples of `unit`, among parts. Every amount is the part's
 * exact share rounded down or up, and the amounts sum to `minorUnits` (A1, A3, A13).
 */
export const divideShare = (
  share: Rational.Rational,
  minorUnits: bigint,
  parts: ReadonlyArray<bigint>,
  unit: bigint,
  keyOf: (index: number) => string
): Divided => {
  if (parts.length === 1) return { amounts: [minorUnits], shares: [share] }
  const sum = parts.reduce((total, part) => total + part, 0n)
  const exact = memoised((part) => Rational.multiply(share, Rational.rational(part, sum)))
  const shares = parts.map(exact)
  const numerators = parts.map((part) => share.numerator * part)
  const { amounts } = apportion(numerators, share.denominator * sum * unit, keyOf, minorUnits / unit)
  return { amounts: unit === 1n ? amounts : amounts.map((amount) => amount * unit), shares }
}

/** Parts are mostly alike, and a fraction in lowest terms is dear. */
const memoised = (exactOf: (part: bigint) => Rational.Rational): ((part: bigint) => Rational.Rational) => {
  let last: { readonly part: bigint; readonly exact: Rational.Rational } | undefined
  return (part) => {
    if (last?.part !== part) last = { part, exact: exactOf(part) }
    return last.exact
  }
}
