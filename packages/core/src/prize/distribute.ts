import { Result } from "effect"
import { Rational } from "../shared/index.ts"
import { allLeft, awardStage, itemsOf, type PaidStage, type StageOutcome, splitAmongAll } from "./awardStage.ts"
import type { Distribution, PlanOutcome } from "./Distribution.ts"
import { divideAmongStages } from "./divideAmongStages.ts"
import { DegenerateUnanswered, type PrizeRefused } from "./errors.ts"
import { type Fund, fundPool } from "./fundPool.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import type { PrizeInput, Prizes } from "./Prizes.ts"
import { prizesOf } from "./prizesOf.ts"
import { refundAll } from "./refundAll.ts"
import type { StageContext } from "./StageContext.ts"
import { setAdvances } from "./setAdvances.ts"

/** Distributes the fund when the platform waives so much of its fees. */
export const distribute = (basis: Distribution, waived: bigint): Result.Result<Prizes, PrizeRefused> => {
  const { plan, gross, deducted, scale } = basis
  const fund = fundPool(plan, gross, deducted, scale, waived)
  const field = judgeField(basis, fund)
  if (Result.isFailure(field)) return Result.fail(field.failure)
  if (field.success === "Refund") return Result.succeed(refunded(basis))
  const outcome = runStages(
    basis,
    fund,
    field.success,
    plan.stages.map(({ weight }) => weight)
  )
  if (Result.isFailure(outcome)) return Result.fail(outcome.failure)
  return outcome.success === "Refund" ? Result.succeed(refunded(basis)) : prizesOf(basis, fund, outcome.success)
}

/** How the field as a whole is treated. */
type Treatment = "Ordinary" | "NoMoney" | "OneEntrantLeaves" | "Refund"

const judgeField = ({ plan, input }: Distribution, { pool }: Fund): Result.Result<Treatment, DegenerateUnanswered> => {
  const stage = plan.stages[0].name
  const paysMoney = plan.stages.some(({ awards }) => awards.some(({ _tag }) => _tag !== "ItemPerPlace"))
  if (!paysMoney) return Result.succeed("Ordinary")
  const { emptyPool, oneEntrant } = plan.degenerate
  if (pool === 0n && emptyPool !== "PayAsRanked") {
    if (emptyPool === undefined) return Result.fail(new DegenerateUnanswered({ situation: "emptyPool", stage }))
    return Result.succeed(emptyPool === "Refund" ? "Refund" : "NoMoney")
  }
  if (entrantsOf(plan, input) !== 1 || oneEntrant === "PayAsRanked") return Result.succeed("Ordinary")
  if (oneEntrant === undefined) return Result.fail(new DegenerateUnanswered({ situation: "oneEntrant", stage }))
  return Result.succeed(oneEntrant === "Refund" ? "Refund" : "OneEntrantLeaves")
}

/** How many compete: participants, or teams where only teams do. */
const entrantsOf = ({ stages }: PrizePlan, { standings, teams }: PrizeInput): number =>
  stages.every(({ board }) => board._tag === "Teams") ? (teams?.length ?? 0) : standings.length

const none: ReadonlySet<number> = new Set()

/**
 * Runs the stages in the declared order; those nobody won may pass their part on to the others. Such a stage then awards
 * items alone: it must not ask for money again, of its empty part or of the organiser.
 */
const runStages = (
  basis: Distribution,
  fund: Fund,
  treatment: Treatment,
  weights: ReadonlyArray<Rational.Rational>,
  passedOn: ReadonlySet<number> = none
): Result.Result<PlanOutcome | "Refund", PrizeRefused> => {
  const { plan } = basis
  const { money, left } = divideAmongStages(fund.pool, weights, plan.unit)
  const outcomes: Array<PlanOutcome["stages"][number]> = []
  const winners = new Set<string>()
  const empty = new Set<number>()
  for (const [index, stage] of plan.stages.entries()) {
    const context = contextOf(basis, index, stage, {
      money: money[index] ?? 0n,
      fraction: fractionOf(weights, index),
      treatment: passedOn.has(index) ? "NoMoney" : treatment,
      winners
    })
    const outcome =
      treatment === "OneEntrantLeaves"
        ? Result.succeed(allLeft(context, "OneEntrant", itemsOf(context)))
        : awardStage(context)
    if (Result.isFailure(outcome)) return Result.fail(outcome.failure)
    const answered = answerNoWinner(context, outcome.success)
    if (Result.isFailure(answered)) return Result.fail(answered.failure)
    if (answered.success._tag === "Refund") return Result.succeed("Refund")
    if (answered.success._tag === "Redistribute") empty.add(index)
    else outcomes.push({ context, outcome: answered.success.outcome })
  }
  if (empty.size === 0) return Result.succeed({ stages: outcomes, left })
  const others = weights.map((weight, index) => (empty.has(index) ? Rational.zero : weight))
  if (others.some(({ numerator }) => numerator > 0n)) {
    return runStages(basis, fund, treatment, others, new Set([...passedOn, ...empty]))
  }
  // Nobody won any stage, so nobody is there to redistribute to.
  const degenerate = { ...plan.degenerate, noWinner: "Residual" as const }
  return runStages({ ...basis, plan: { ...plan, degenerate } }, fund, treatment, weights, passedOn)
}

const contextOf = (
  { plan, input, gross, scale, key, boards }: Distribution,
  index: number,
  stage: StageContext["stage"],
  {
    money,
    fraction,
    treatment,
    winners
  }: Pick<StageContext, "money" | "winners"> & {
    readonly fraction: Rational.Rational
    readonly treatment: Treatment
  }
): StageContext => ({
  plan,
  stage,
  input,
  rules: { ties: plan.ties ?? "Pool", acrossLastPlace: plan.acrossLastPlace, key },
  contenders: boards[index] ?? [],
  money,
  gross: Rational.multiply(Rational.rational(gross), fraction),
  scale,
  givesMoney: treatment === "Ordinary",
  winners
})

const fractionOf = (weights: ReadonlyArray<Rational.Rational>, index: number): Rational.Rational =>
  Rational.divide(weights[index] ?? Rational.zero, Rational.sum(weights))

type Answered =
  | { readonly _tag: "Stage"; readonly outcome: PaidStage }
  | { readonly _tag: "Redistribute" }
  | { readonly _tag: "Refund" }

const answerNoWinner = (
  context: StageContext,
  outcome: StageOutcome
): Result.Result<Answered, DegenerateUnanswered> => {
  if (outcome._tag === "Paid") return Result.succeed({ _tag: "Stage", outcome })
  if (outcome._tag === "Refund") return Result.succeed({ _tag: "Refund" })
  const { plan, stage } = context
  const answer = plan.degenerate.noWinner
  if (answer === undefined) return Result.fail(new DegenerateUnanswered({ situation: "noWinner", stage: stage.name }))
  if (answer === "Refund" || answer === "Redistribute") return Result.succeed({ _tag: answer })
  const { items, itemsLeft } = outcome
  const split = answer === "SplitAmongAll" ? splitAmongAll(context, { items, itemsLeft }) : outcome
  const settled = split._tag === "Paid" ? split : allLeft(context, "NoWinner", { items, itemsLeft })
  return Result.succeed({ _tag: "Stage", outcome: settled })
}

/** The whole plan refunded: no deductions, no prizes, every contribution back to its payer. */
const refunded = ({ input, gross }: Distribution): Prizes => ({
  outcome: "Refunded",
  gross,
  deductions: [],
  pool: 0n,
  topUp: 0n,
  topUps: [],
  stages: [],
  awards: [],
  items: [],
  itemsLeft: [],
  residual: [],
  refunds: refundAll(input.contributions),
  overpaid: setAdvances([], input.advances).overpaid
})
