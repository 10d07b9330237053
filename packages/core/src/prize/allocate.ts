import { Result } from "effect"
import { type Rational, sha256Hex } from "../shared/index.ts"
import { apportion } from "./apportion.ts"
import { NothingToShare } from "./errors.ts"
import { inProportion } from "./inProportion.ts"

/** Someone's claim on a total, in proportion to `weight` (not negative). */
export interface Weight {
  readonly id: string
  readonly weight: Rational.Rational | bigint
}

/** What one weight is given; `roundedUp` says that it received a unit left over from rounding. */
export interface Allotment {
  readonly id: string
  readonly minorUnits: bigint
  readonly roundedUp: boolean
}

/** A total divided: one allotment for each weight, in the order given, and what no whole unit could hold. */
export interface Allocation {
  readonly allotments: ReadonlyArray<Allotment>
  readonly left: bigint
}

/**
 * How to divide: in multiples of `unit` minor units (default 1), equal weights in the order of `key`, by default the
 * SHA-256 of the seed published before entries close, a colon and the id.
 */
export interface AllocateOptions {
  readonly unit?: bigint
  readonly seed?: string
  readonly key?: (id: string) => string
}

/** The order in which equal claims get the odd units: the hash of the published seed and the id (ADR 0004). */
export const keyOfSeed =
  (seed: string) =>
  (id: string): string =>
    sha256Hex(`${seed}:${id}`)

/**
 * Divides a total by exact largest remainder: every share is floored, and the units left over go to the largest
 * fractions, of equal fractions to the larger weight, of equal weights to the smaller key (A1 to A14).
 *
 * **Details**: allotments and `left` sum to the total; with the default unit `left` is 0. A negative total gives the
 * mirror image of the positive one. Fails when no weight is above zero; a negative weight or a unit below 1 is a defect.
 */
export const allocate = (
  total: bigint,
  weights: ReadonlyArray<Weight>,
  options: AllocateOptions = {}
): Result.Result<Allocation, NothingToShare> => {
  if (total < 0n) return Result.map(allocate(-total, weights, options), reverse)
  const unit = options.unit ?? 1n
  if (unit < 1n) throw new RangeError(`a unit of ${unit} minor units divides nothing`)
  const integers = inProportion(weights.map(({ weight }) => weight))
  let sum = 0n
  for (const integer of integers) {
    if (integer < 0n) throw new RangeError("a weight must not be negative")
    sum += integer
  }
  if (sum === 0n) return Result.fail(new NothingToShare({ weights: weights.length }))
  const units = total / unit
  const key = options.key ?? keyOfSeed(options.seed ?? "")
  const numerators = units === 1n ? integers : integers.map((integer) => units * integer)
  const { amounts, roundedUp } = apportion(numerators, sum, (index) => key(weights[index]?.id ?? ""), units)
  const allotments = weights.map(({ id }, index) => {
    const amount = amounts[index] ?? 0n
    return { id, minorUnits: unit === 1n ? amount : amount * unit, roundedUp: roundedUp[index] === 1 }
  })
  return Result.succeed({ allotments, left: total - units * unit })
}

/** The allocation that takes back what the given one gave, unit by unit (A14). */
export const reverse = ({ allotments, left }: Allocation): Allocation => ({
  allotments: allotments.map(({ id, minorUnits, roundedUp }) => ({ id, minorUnits: -minorUnits, roundedUp })),
  left: -left
})
