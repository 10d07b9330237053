import { Rational } from "../shared/index.ts"
import type { Deduction } from "./Deduction.ts"
import type { Funding } from "./Funding.ts"
import { scaleOf } from "./fundPool.ts"
import type { PrizePlan } from "./PrizePlan.ts"

/** The least that a field of so many has paid in: everybody the lowest fee. Sponsor money and carry-over may not come. */
export const leastGross = ({ funding }: PrizePlan, entrants: bigint): bigint => lowestFee(funding) * entrants

const lowestFee = ({ entryFee }: Funding): bigint => {
  if (entryFee === undefined || typeof entryFee === "bigint") return entryFee ?? 0n
  return entryFee.reduce((least, { amount }) => (amount < least ? amount : least), entryFee[0].amount)
}

/**
 * What deductions leave of `gross`, before a share that is taken off is rounded down: the pool is never less. Below zero
 * where they ask for more than there is.
 *
 * **Details**: divided by `gross` it never falls as `gross` grows, nor along a growing field that pays one fee, because
 * no deduction grows faster than what it is taken from. So what a small field can pay, a larger and a richer one can.
 */
export const leastNet = ({ deductions }: PrizePlan, gross: bigint, entrants: bigint): Rational.Rational =>
  deductions.reduce(
    (left, deduction) => Rational.subtract(left, sizeOf(deduction, gross, entrants)),
    Rational.rational(gross)
  )

const sizeOf = (
  { percent, perEntry, fixed, min, max }: Deduction,
  gross: bigint,
  entrants: bigint
): Rational.Rational => {
  const share = percent === undefined ? Rational.zero : Rational.multiply(percent, Rational.rational(gross))
  const asked = Rational.add(share, Rational.rational((perEntry ?? 0n) * entrants + (fixed ?? 0n)))
  const atLeast = min === undefined ? asked : Rational.max(asked, Rational.rational(min))
  return max === undefined ? atLeast : Rational.min(atLeast, Rational.rational(max))
}

/** Whether the pool holds something in every field, whatever money arrives. */
export const isPoolSure = (plan: PrizePlan, minimum: number): boolean => {
  const guaranteed = Rational.rational(plan.funding.guaranteed ?? 0n)
  if (Rational.floor(Rational.multiply(guaranteed, scaleOf(plan, minimum))) > 0n) return true
  const entrants = BigInt(minimum)
  return leastNet(plan, leastGross(plan, entrants), entrants).numerator > 0n
}
