import { Rational } from "../shared/index.ts"
import { scaleOf } from "./fundPool.ts"
import { leastGross, leastNet } from "./leastMoney.ts"
import type { PlanField } from "./PlanField.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import { amountsAsked, demandOf, type StageDemand } from "./StageDemand.ts"

/** A field in which prizes can ask for more than is sure to be there. */
export interface Uncovered {
  readonly entrants: bigint
  readonly asked: bigint
  readonly sure: bigint
}

/** Fields without a declared maximum are checked up to here: more than there are people. */
const unlimited = BigInt(Number.MAX_SAFE_INTEGER)

/**
 * The smallest field found in which the fixed prizes of a stage can ask for more than is sure to be there, whatever
 * sponsor money, carry-over and fees arrive; nothing where they are covered in every field.
 *
 * **Details**: the guarantee covers amounts up to some size of field. Beyond it fees have to, and it is enough to look
 * at the first such field: see `leastNet`. Where units or a scaled guarantee round the stage's money down, what that can
 * cost is held back; amounts that are not scaled down are asked of fees.
 */
export const uncoveredIn = (plan: PrizePlan, field: PlanField, index: number): Uncovered | undefined => {
  const stage = plan.stages[index]
  if (stage === undefined) return undefined
  const demand = demandOf(stage)
  const ofStage: StageMoney = { plan, demand, weight: fractionOf(plan, index), held: heldBack(plan, demand, index) }
  const { oneEntrant } = plan.degenerate
  const isOnePaid = oneEntrant === undefined || oneEntrant === "PayAsRanked"
  const least = BigInt(Math.max(field.minimum, isOnePaid ? 1 : 2))
  const most = field.maximum === undefined ? unlimited : BigInt(field.maximum)
  if (amountsAsked(demand, most) === 0n && demand.ofGross.numerator === 0n) return undefined
  const entrants = firstUnguaranteed(ofStage, least, most)
  if (entrants > most) return undefined
  const { asked, sure } = fromFees(ofStage, entrants)
  return Rational.compare(asked, sure) <= 0
    ? undefined
    : { entrants, asked: Rational.floor(asked), sure: Rational.floor(Rational.max(sure, guaranteed(ofStage, least))) }
}

interface StageMoney {
  readonly plan: PrizePlan
  readonly demand: StageDemand
  /** The stage's part of the pool. */
  readonly weight: Rational.Rational
  /** What rounding to units can cost the stage. */
  readonly held: Rational.Rational
}

const fractionOf = ({ stages }: PrizePlan, index: number): Rational.Rational => {
  const all = Rational.sum(stages.map(({ weight }) => weight))
  return all.numerator === 0n ? all : Rational.divide(stages[index]?.weight ?? Rational.zero, all)
}

const heldBack = (plan: PrizePlan, demand: StageDemand, index: number): Rational.Rational => {
  const { unit, funding } = plan
  const amounts = [demand.once, demand.perHead, ...demand.drawn.map(({ amount }) => amount)]
  const isWhole = amounts.every((amount) => amount % unit === 0n) && funding.scaling === undefined
  const isPlain = demand.ofPool.numerator === 0n && demand.ofGross.numerator === 0n
  const weight = fractionOf(plan, index)
  if (unit === 1n || (isWhole && isPlain && Rational.equals(weight, Rational.one))) return Rational.zero
  return Rational.add(Rational.multiply(weight, Rational.rational(unit - 1n)), Rational.rational(unit))
}

/** The part of the stage's money that shares of it leave to amounts. */
const forAmounts = ({ demand, weight }: StageMoney): Rational.Rational =>
  Rational.multiply(Rational.subtract(Rational.one, demand.ofPool), weight)

/** What the guarantee is sure to leave to advertised amounts, from the smallest field on. */
const guaranteed = (of: StageMoney, least: bigint): Rational.Rational => {
  const { plan, demand, weight, held } = of
  if (demand.ofGross.numerator > 0n) return Rational.zero
  const isRounded = plan.funding.scaling !== undefined && !Rational.equals(weight, Rational.one)
  const lost = Rational.add(held, isRounded ? forAmounts(of) : Rational.zero)
  const whole = Rational.multiply(forAmounts(of), Rational.rational(plan.funding.guaranteed ?? 0n))
  return Rational.subtract(whole, Rational.divide(lost, scaleOf(plan, Number(least))))
}

/** The first size of field whose amounts the guarantee may not cover; one above `most` where it covers all. */
const firstUnguaranteed = (of: StageMoney, least: bigint, most: bigint): bigint => {
  const sure = guaranteed(of, least)
  const isCovered = (entrants: bigint): boolean =>
    of.demand.ofGross.numerator === 0n &&
    Rational.compare(Rational.rational(amountsAsked(of.demand, entrants)), sure) <= 0
  let [below, above] = [least, most + 1n]
  while (below < above) {
    const middle = (below + above) / 2n
    if (isCovered(middle)) below = middle + 1n
    else above = middle
  }
  return below
}

/** What a stage can ask for beside shares of its money, and what fees are sure to leave for that. */
const fromFees = (
  of: StageMoney,
  entrants: bigint
): { readonly asked: Rational.Rational; readonly sure: Rational.Rational } => {
  const { plan, demand, weight, held } = of
  const amounts = amountsAsked(demand, entrants)
  const paid = leastGross(plan, entrants)
  // Of no money at all no share asks for anything, but of a single unit it can.
  const gross = paid === 0n && amounts === 0n ? 1n : paid
  const share = Rational.multiply(Rational.multiply(demand.ofGross, weight), Rational.rational(gross))
  const net = Rational.max(leastNet(plan, gross, entrants), Rational.zero)
  return {
    asked: Rational.add(share, Rational.rational(amounts)),
    sure: Rational.subtract(Rational.multiply(forAmounts(of), net), held)
  }
}
