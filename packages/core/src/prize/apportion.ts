import { compareIds } from "../shared/index.ts"
import { selectLeast } from "./selectLeast.ts"

/** Whole units, and for each whether it was rounded up. */
export interface Apportioned {
  readonly amounts: ReadonlyArray<bigint>
  readonly roundedUp: Uint8Array
}

/** Remainders below this fit 64 bits and are sorted as machine words. */
const wordLimit = 2n ** 64n

/**
 * Rounds the exact shares `numerators[i] / denominator` to whole units that sum to `total`, or without it to the floor of
 * their sum: every share is floored and the units left over go to the largest fractions; of equal fractions to the larger
 * share; of equal shares to the smaller key. Keys are asked for only where they decide. No numerator is negative, and
 * `total` is the sum of the shares rounded down or up.
 */
export const apportion = (
  numerators: ReadonlyArray<bigint>,
  denominator: bigint,
  keyOf: (index: number) => string,
  total?: bigint
): Apportioned => {
  const size = numerators.length
  const amounts: Array<bigint> = []
  const remainders = denominator < wordLimit ? new BigUint64Array(size) : new Array<bigint>(size)
  let floors = 0n
  let rest = 0n
  let index = 0
  for (const numerator of numerators) {
    const amount = numerator / denominator
    const remainder = numerator - amount * denominator
    amounts.push(amount)
    remainders[index++] = remainder
    if (total === undefined) rest += remainder
    else floors += amount
  }
  const roundedUp = new Uint8Array(size)
  const units = Number(total === undefined ? rest / denominator : total - floors)
  if (units === 0) return { amounts, roundedUp }
  for (const favoured of favouredBy(remainders, numerators, units, keyOf)) {
    roundedUp[favoured] = 1
    amounts[favoured] = (amounts[favoured] ?? 0n) + 1n
  }
  return { amounts, roundedUp }
}

const compareBigInts = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)

/** The remainder at which the units run out: fewer than `units` are above it. */
const cutOf = (remainders: BigUint64Array | ReadonlyArray<bigint>, units: number): bigint => {
  const sorted = remainders instanceof BigUint64Array ? remainders.toSorted() : remainders.toSorted(compareBigInts)
  return sorted[sorted.length - units] ?? 0n
}

const favouredBy = (
  remainders: BigUint64Array | ReadonlyArray<bigint>,
  numerators: ReadonlyArray<bigint>,
  units: number,
  keyOf: (index: number) => string
): ReadonlyArray<number> => {
  const cut = cutOf(remainders, units)
  const favoured: Array<number> = []
  const level: Array<number> = []
  for (let index = 0; index < remainders.length; index++) {
    const remainder = remainders[index] ?? 0n
    if (remainder > cut) favoured.push(index)
    else if (remainder === cut) level.push(index)
  }
  for (const index of largest(level, numerators, units - favoured.length, keyOf)) favoured.push(index)
  return favoured
}

/** Of shares with equal fractions the `count` largest; what is still equal goes by key. */
const largest = (
  level: Array<number>,
  numerators: ReadonlyArray<bigint>,
  count: number,
  keyOf: (index: number) => string
): ReadonlyArray<number> => {
  if (level.length === count) return level
  const share = (index: number): bigint => numerators[index] ?? 0n
  level.sort((a, b) => compareBigInts(share(b), share(a)))
  const cut = share(level[count - 1] ?? 0)
  const chosen = level.filter((index) => share(index) > cut)
  const equal = level.filter((index) => share(index) === cut)
  if (chosen.length + equal.length === count) return [...chosen, ...equal]
  return [...chosen, ...firstByKey(equal, count - chosen.length, keyOf)]
}

/**
 * The `count` indices with the smallest keys. A million keys are not kept: a number that orders their beginnings decides
 * for all but a few, and only for those the keys are compared whole.
 */
const firstByKey = (
  indices: ReadonlyArray<number>,
  count: number,
  keyOf: (index: number) => string
): ReadonlyArray<number> => {
  const beginnings = Float64Array.from(indices, (index) => beginningOf(keyOf(index)))
  const cut = beginnings.toSorted()[count - 1] ?? 0
  const chosen = indices.filter((_, at) => (beginnings[at] ?? 0) < cut)
  const level = indices.filter((_, at) => beginnings[at] === cut)
  if (chosen.length + level.length === count) return [...chosen, ...level]
  const keyed = level.map((index) => ({ index, key: keyOf(index) }))
  const least = selectLeast(keyed, count - chosen.length, (a, b) => compareIds(a.key, b.key) || a.index - b.index)
  return [...chosen, ...least.map(({ index }) => index)]
}

/** Seven characters of seven bits fit the 53 bits of a number. */
const beginningLength = 7
const highestCode = 127

/** A number for the beginning of a key: keys whose numbers differ are in the order of their numbers. */
const beginningOf = (key: string): number => {
  let beginning = 0
  let isBeyond = false
  for (let at = 0; at < beginningLength; at++) {
    // A character past seven bits leaves the decision to the whole keys. No character at all comes before every other.
    const code: number = isBeyond || at >= key.length ? 0 : Math.min(key.charCodeAt(at), highestCode)
    isBeyond ||= code === highestCode
    beginning = beginning * (highestCode + 1) + code
  }
  return beginning
}
