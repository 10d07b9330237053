import { Result } from "effect"
import type { RankingRule } from "../ranking/index.ts"
import { keyOfSeed } from "./allocate.ts"
import { contendersOf } from "./Contender.ts"
import { contradictionsOf } from "./contradictionsOf.ts"
import type { Distribution } from "./Distribution.ts"
import { distribute } from "./distribute.ts"
import { commitmentOf } from "./draw.ts"
import { NegativeContribution, PlanUnsound, type PrizeRefused, SecretMismatch, SecretMissing } from "./errors.ts"
import { deductionsOf, scaleOf } from "./fundPool.ts"
import { holdNoLoseFloor } from "./holdNoLoseFloor.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import type { PrizeInput, Prizes } from "./Prizes.ts"

/**
 * Divides the money of a challenge as the plan says. Pure: the same input gives the same prizes (I13). What was paid in and
 * topped up is equal to deductions, awards, residual and refunds together (I3, I12).
 *
 * **Details**: only standings with the status `Scored` win anything. Refuses in the order of `PrizeRefused`; a plan that
 * `checkPlan` accepts for the challenge's field is not refused.
 */
export const award = (
  plan: PrizePlan,
  ranking: RankingRule,
  input: PrizeInput
): Result.Result<Prizes, PrizeRefused> => {
  const negative = input.contributions.find(({ minorUnits }) => minorUnits < 0n)
  if (negative !== undefined) {
    return Result.fail(new NegativeContribution({ payer: negative.payer, minorUnits: negative.minorUnits }))
  }
  const flaws = contradictionsOf(plan, ranking)
  if (flaws.length > 0) return Result.fail(new PlanUnsound({ flaws }))
  const secret = checkSecrets(plan, input)
  return secret === undefined ? awardUnchecked(plan, ranking, input) : Result.fail(secret)
}

const checkSecrets = (plan: PrizePlan, { secret }: PrizeInput): SecretMissing | SecretMismatch | undefined => {
  for (const { name, awards } of plan.stages) {
    for (const awarding of awards) {
      if (awarding._tag !== "Draw") continue
      if (secret === undefined) return new SecretMissing({ stage: name })
      const actual = commitmentOf(secret)
      const { commitment } = awarding
      if (actual !== commitment) return new SecretMismatch({ stage: name, commitment, actual })
    }
  }
  return undefined
}

const awardUnchecked = (
  plan: PrizePlan,
  ranking: RankingRule,
  input: PrizeInput
): Result.Result<Prizes, PrizeRefused> => {
  const gross = input.contributions.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
  // Who entered free of charge, withdrew or was disqualified is an entrant like everybody else.
  const entries = input.standings.length
  const basis: Distribution = {
    plan,
    input,
    gross,
    deducted: deductionsOf(plan, gross, entries),
    scale: scaleOf(plan, entries),
    key: input.key ?? keyOfSeed(input.seed),
    boards: plan.stages.map((stage) => contendersOf(plan, ranking, stage, input))
  }
  return plan.noLoseFloor ? holdNoLoseFloor(basis) : distribute(basis, 0n)
}
