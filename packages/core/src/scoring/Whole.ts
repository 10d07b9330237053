import { maxMagnitude, type Rational } from "../shared/index.ts"

/** A whole number of any size: a `number` while it is safe, a `bigint` beyond. Sums of days stay exact and fast. */
export type Whole = number | bigint

/** An exact value `n / d` with `d` above zero; not reduced. */
export interface Fraction {
  readonly n: Whole
  readonly d: Whole
}

const narrowed = (value: bigint): Whole => {
  const small = Number(value)
  return Number.isSafeInteger(small) ? small : value
}

export const whole = (value: bigint): Whole => narrowed(value)

export const plus = (a: Whole, b: Whole): Whole => {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b
    if (Number.isSafeInteger(sum)) return sum
  }
  return narrowed(BigInt(a) + BigInt(b))
}

export const times = (a: Whole, b: Whole): Whole => {
  if (typeof a === "number" && typeof b === "number") {
    const product = a * b
    if (Number.isSafeInteger(product)) return product
  }
  return narrowed(BigInt(a) * BigInt(b))
}

export const minus = (a: Whole, b: Whole): Whole => plus(a, -b)

/** The nearest whole number to `n / d`, `d` above zero; a tie goes to the even one. */
export const roundRatio = (n: Whole, d: Whole): Whole => {
  if (typeof n === "number" && typeof d === "number") {
    const rest = n % d
    const quotient = (n - rest) / d
    if (rest === 0) return quotient
    const away = n < 0 ? -1 : 1
    const size = rest < 0 ? -rest : rest
    if (size < d - size || (size === d - size && quotient % 2 === 0)) return quotient
    return quotient + away
  }
  const [over, under] = [BigInt(n), BigInt(d)]
  const rest = over % under
  const quotient = over / under
  const size = 2n * (rest < 0n ? -rest : rest)
  if (size < under || (size === under && quotient % 2n === 0n)) return narrowed(quotient)
  return narrowed(quotient + (over < 0n ? -1n : 1n))
}

/** The value as a quantity or score: beyond 2^53 - 1 it saturates. */
export const saturated = (value: Whole): number => {
  if (value > maxMagnitude) return maxMagnitude
  if (value < -maxMagnitude) return -maxMagnitude
  return Number(value) + 0
}

/** The fraction as an integer at the decimals that `power` (10 to them) stands for, rounded half to even, saturated. */
export const unitsOf = ({ n, d }: Fraction, power: number): number =>
  saturated(d === power ? n : roundRatio(times(n, power), d))

export const fractionOf = (value: Rational.Rational): Fraction => ({
  n: narrowed(value.numerator),
  d: narrowed(value.denominator)
})
