import { Rational as R } from "../../src/shared/index.ts"
import type { Check } from "../Check.ts"
import { allocatedByModel } from "../models/allocation.model.ts"
import type { PlanObserved } from "../Observation.ts"

/** I9: the pool is divided among stages by the exact largest remainder, and every award is its share rounded down or up. */
export const allocationExact: Check = {
  invariant: "I9",
  promise: "allocation is exact at every stage (A1 to A14)",
  sees: "Plan",
  find: (observation) => {
    if (observation._tag !== "Plan" || observation.plan.prizes.outcome === "Refunded") return undefined
    return stagesFlaw(observation) ?? awardsFlaw(observation)
  }
}

const stagesFlaw = ({ setting, plan }: PlanObserved): string | undefined => {
  const prizes = setting.definition.prizes
  // Where the part of a stage that nobody won passes to the others, weights are no longer those of the plan.
  if (prizes === undefined || prizes.degenerate.noWinner === "Redistribute") return undefined
  const claims = prizes.stages.map(({ weight }, index) => ({ weight, key: `${index}`.padStart(4, "0") }))
  const expected = allocatedByModel(plan.prizes.pool, claims, prizes.unit)
  const wrong = prizes.stages.findIndex((_, index) => plan.prizes.stages[index]?.minorUnits !== expected[index])
  if (wrong < 0) return undefined
  return `stage ${prizes.stages[wrong]?.name} got ${plan.prizes.stages[wrong]?.minorUnits} of ${plan.prizes.pool}, not ${expected[wrong]}`
}

const awardsFlaw = ({ setting, plan }: PlanObserved): string | undefined => {
  const { unit = 1n, capPerPerson, minimumPrize } = setting.definition.prizes ?? {}
  for (const { participantId, stage, rule, minorUnits, share } of plan.prizes.awards) {
    const of = `the award of ${participantId} in ${stage}`
    if (minorUnits < 0n) return `${of} is ${minorUnits}`
    if (rule.tag === "Residual") continue
    if (capPerPerson !== undefined || minimumPrize !== undefined) continue
    if (minorUnits % unit !== 0n) return `${of} is ${minorUnits}, no multiple of ${unit}`
    const beside = R.subtract(R.rational(minorUnits), share)
    if (R.compare(R.max(beside, R.negate(beside)), R.rational(unit)) >= 0) {
      return `${of} is ${minorUnits}, a unit or more beside its share of ${R.formatRational(share)}`
    }
  }
  return undefined
}
