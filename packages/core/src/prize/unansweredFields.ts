import type { Awarding } from "./Awarding.ts"
import type { Situation } from "./Degenerate.ts"
import { isPoolSure } from "./leastMoney.ts"
import type { PlanField } from "./PlanField.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"

/** Every degenerate field that the plan can meet and does not answer. */
export const unansweredFields = (plan: PrizePlan, field: PlanField): ReadonlyArray<PlanFlaw> => {
  if (!paysMoney(plan)) return []
  // Everybody can be in one team, however many enter.
  const onlyTeams = plan.stages.every(({ board }) => board._tag === "Teams")
  const rules = plan.stages.flatMap(({ awards }) => awards)
  const situations: ReadonlyArray<readonly [situation: Situation, canHappen: boolean, witness: string]> = [
    ["emptyPool", !isPoolSure(plan, field.minimum), "when nothing is left to award"],
    ["oneEntrant", field.minimum <= 1 || onlyTeams, "when one enters alone"],
    ["allScoresZero", true, "when everybody's score is 0"],
    ["noWinner", true, "when everybody withdraws"],
    ["everyoneWins", rules.some(selects), "when everybody reaches the threshold"],
    [
      "fewerFinishersThanPlaces",
      rules.some((rule) => placesIn(rule) > (plan.onePrizePerPerson ? 0 : 1)),
      "when a single participant has a score"
    ]
  ]
  return situations.flatMap(([situation, canHappen, witness]) =>
    canHappen && plan.degenerate[situation] === undefined ? [unanswered(situation, witness)] : []
  )
}

const unanswered = (situation: Situation, witness: string): PlanFlaw =>
  flaw(
    "DegenerateUnanswered",
    ["degenerate", situation],
    `The plan does not say what happens ${witness}; set degenerate.${situation}`
  )

/** Whether any rule awards money rather than items. */
export const paysMoney = ({ stages }: PrizePlan): boolean =>
  stages.some(({ awards }) => awards.some(({ _tag }) => _tag !== "ItemPerPlace"))

/** Whether the rule selects winners by a threshold that everybody may reach. */
const selects = (rule: Awarding): boolean =>
  (rule._tag === "EqualSplit" && rule.atLeast !== undefined) ||
  (rule._tag === "Proportional" && rule.among !== undefined)

/** How many places the rule's table has; 0 for rules without one, and for those that fit the field. */
export const placesIn = (rule: Awarding): number => {
  if (rule._tag === "AmountPerPlace") return rule.amounts.length
  if (rule._tag === "SharePerPlace") return rule.shares.length
  if (rule._tag === "LinearByRank") return rule.places ?? 0
  return rule._tag === "WinnerTakesAll" ? 1 : 0
}
