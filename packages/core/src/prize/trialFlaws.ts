import { Result } from "effect"
import type { RankingRule } from "../ranking/index.ts"
import { awardUnchecked } from "./award.ts"
import { conservation } from "./conservation.ts"
import type { PrizeRefused } from "./errors.ts"
import type { PlanField } from "./PlanField.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import { trialWorlds } from "./trialWorlds.ts"

/**
 * What goes wrong when the plan is awarded on critical fields: one flaw for each kind of failure, with the first field
 * that shows it. Degenerate fields that are known to be unanswered are answered, so that they hide nothing else.
 */
export const trialFlaws = (plan: PrizePlan, ranking: RankingRule, field: PlanField): ReadonlyArray<PlanFlaw> => {
  const answered: PrizePlan = {
    ...plan,
    degenerate: {
      oneEntrant: "PayAsRanked",
      allScoresZero: "PayAsRanked",
      noWinner: "Refund",
      everyoneWins: "PayAsRanked",
      fewerFinishersThanPlaces: "Redistribute",
      ...plan.degenerate
    }
  }
  const flaws = new Map<string, PlanFlaw>()
  for (const { description, input } of trialWorlds(answered, ranking, field)) {
    const outcome = awardUnchecked(answered, ranking, input)
    const found = Result.isFailure(outcome)
      ? flawOf(outcome.failure, description)
      : conservation(outcome.success).isBalanced
        ? undefined
        : flaw(
            "DoesNotConserve",
            [],
            `Money is lost or made with ${description}; this is a defect of the engine, please report it`
          )
    if (found !== undefined && !flaws.has(found.code + found.path.join(".")))
      flaws.set(found.code + found.path.join("."), found)
  }
  return [...flaws.values()]
}

const flawOf = (refusal: PrizeRefused, description: string): PlanFlaw => {
  const message = `${refusal.message}; for example with ${description}`
  switch (refusal._tag) {
    case "DegenerateUnanswered":
      return flaw("DegenerateUnanswered", ["degenerate", refusal.situation], message)
    case "ShortfallUnanswered":
      return flaw("ShortfallUndeclared", ["shortfall"], message)
    case "ResidualUnanswered":
      return flaw("ResidualUndeclared", ["residual"], message)
    default:
      return flaw(refusal._tag, [], message)
  }
}
