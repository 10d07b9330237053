import type { Rational } from "../shared/index.ts"

/** Fractions as integers in the same proportion. */
export const inProportion = (parts: ReadonlyArray<Rational.Rational | bigint>): ReadonlyArray<bigint> => {
  let common = 1n
  for (const part of parts) if (typeof part !== "bigint") common = leastMultiple(common, part.denominator)
  return parts.map((part) => {
    if (typeof part === "bigint") return common === 1n ? part : part * common
    return part.numerator * (common / part.denominator)
  })
}

/** The least common multiple of two positive integers. */
const leastMultiple = (a: bigint, b: bigint): bigint => {
  if (a % b === 0n) return a
  let [x, y] = [a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return (a / x) * b
}
