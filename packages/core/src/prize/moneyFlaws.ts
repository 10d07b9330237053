import { Rational } from "../shared/index.ts"
import { type Awarding, takesTheRest } from "./Awarding.ts"
import { divideAmongStages } from "./divideAmongStages.ts"
import { deductionsOf, fundPool, scaleOf } from "./fundPool.ts"
import type { PlanField } from "./PlanField.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import { feeLimits, fieldSizes } from "./trialSizes.ts"
import { paysMoney } from "./unansweredFields.ts"

/** The expected money of a field of one size. */
interface FieldMoney {
  readonly entrants: number
  readonly gross: bigint
  readonly pool: bigint
  readonly scale: Rational.Rational
  readonly stages: ReadonlyArray<bigint>
}

/**
 * What the expected money of some field size shows: an empty pool that is not answered, fixed prizes that can ask for
 * more than their stage holds, fixed prizes that leave some of it over. Every flaw names the field.
 */
export const moneyFlaws = (plan: PrizePlan, field: PlanField): ReadonlyArray<PlanFlaw> => {
  const flaws = new Map<string, PlanFlaw>()
  for (const entrants of fieldSizes(plan, field)) {
    for (const fee of feeLimits(plan.funding)) {
      const money = moneyOf(plan, entrants, fee)
      for (const one of flawsAt(plan, money)) {
        const name = `${one.code}:${one.path.join(".")}`
        if (!flaws.has(name)) flaws.set(name, one)
      }
    }
  }
  return [...flaws.values()]
}

const moneyOf = (plan: PrizePlan, entrants: number, fee: bigint | undefined): FieldMoney => {
  const { sponsor = 0n, carryOver = 0n } = plan.funding
  const gross = (fee ?? 0n) * BigInt(entrants) + sponsor + carryOver
  const scale = scaleOf(plan, entrants)
  const { pool } = fundPool(plan, gross, deductionsOf(plan, gross, entrants), scale, 0n)
  const weights = plan.stages.map(({ weight }) => weight)
  return { entrants, gross, pool, scale, stages: divideAmongStages(pool, weights, plan.unit).money }
}

const flawsAt = (plan: PrizePlan, money: FieldMoney): ReadonlyArray<PlanFlaw> => {
  const { emptyPool, oneEntrant } = plan.degenerate
  const { entrants, pool } = money
  if (pool === 0n && paysMoney(plan) && emptyPool !== "PayAsRanked") {
    const message = `With ${entrants} entrants nothing is left to award; set degenerate.emptyPool`
    return emptyPool === undefined ? [flaw("DegenerateUnanswered", ["degenerate", "emptyPool"], message)] : []
  }
  if (entrants === 0 || (entrants === 1 && oneEntrant !== undefined && oneEntrant !== "PayAsRanked")) return []
  return plan.stages.flatMap((_, stage) => stageFlaws(plan, money, stage))
}

const stageFlaws = (plan: PrizePlan, money: FieldMoney, stage: number): ReadonlyArray<PlanFlaw> => {
  const awards = plan.stages[stage]?.awards ?? []
  const fixed = awards.filter((rule) => !takesTheRest(rule) && rule._tag !== "ItemPerPlace")
  if (fixed.length === 0) return []
  const holds = money.stages[stage] ?? 0n
  const asked = Rational.floor(Rational.sum(fixed.map((rule) => mostAsked(plan, money, stage, rule))))
  const path = ["stages", stage, "awards"]
  const witness = `With ${money.entrants} entrants and a pool of ${money.pool} the stage holds ${holds}`
  if (asked > holds && plan.shortfall === undefined) {
    return [
      flaw(
        "ShortfallUndeclared",
        path,
        `${witness}, but prizes can ask for ${asked}; set shortfall to Organiser or ScaleDown`
      )
    ]
  }
  const isExact = fixed.length === awards.length && fixed.every(({ _tag }) => _tag === "AmountPerPlace")
  return asked < holds && isExact && plan.residual === undefined
    ? [
        flaw(
          "ResidualUndeclared",
          path,
          `${witness}, but prizes ask for no more than ${asked}; set residual, or add a rule that divides the rest`
        )
      ]
    : []
}

/** The most that a rule can ask for in a field of this size: everybody finishes, and reaches the highest threshold. */
const mostAsked = (plan: PrizePlan, money: FieldMoney, stage: number, rule: Awarding): Rational.Rational => {
  const { scale, entrants } = money
  const amount = (minorUnits: bigint) => Rational.multiply(Rational.rational(minorUnits), scale)
  switch (rule._tag) {
    case "AmountPerPlace":
      return amount(sumOf(rule.amounts) + sumOf(rule.categories.map((prize) => prize.amount)))
    case "SharePerPlace": {
      const holds = Rational.rational(money.stages[stage] ?? 0n)
      const part = Rational.divide(
        plan.stages[stage]?.weight ?? Rational.zero,
        Rational.sum(plan.stages.map(({ weight }) => weight))
      )
      const base = rule.of === "pool" ? holds : Rational.multiply(Rational.rational(money.gross), part)
      return Rational.multiply(Rational.sum(rule.shares), base)
    }
    case "Tier":
      return amount(BigInt(entrants) * largest(rule.tiers.map((tier) => tier.amount)))
    case "Bonus":
      return amount(BigInt(entrants) * rule.amount)
    case "Draw":
      return amount(BigInt(Math.min(entrants, rule.winners)) * (rule.amount ?? 0n))
    default:
      return Rational.zero
  }
}

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)
const largest = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((most, one) => (one > most ? one : most), 0n)
