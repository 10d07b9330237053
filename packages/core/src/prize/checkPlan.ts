import type { RankingRule } from "../ranking/index.ts"
import { brokenEvents } from "./brokenEvents.ts"
import { contradictionsOf } from "./contradictionsOf.ts"
import { homelessMoney } from "./homelessMoney.ts"
import type { PlanField } from "./PlanField.ts"
import type { PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import { tableFlaws } from "./tableFlaws.ts"
import { unansweredFields } from "./unansweredFields.ts"
import { unfundedPrizes } from "./unfundedPrizes.ts"
import { unknownNames } from "./unknownNames.ts"

/**
 * Every reason why a plan cannot be frozen for the challenge's field, each with its path and what to add; none when the
 * plan is sound: `award` then has an answer for every field of that size, however its participants tie, and whatever fees,
 * sponsor money and carry-over arrive.
 *
 * **Details**: all of it is read from the plan: contradictions, unknown names, tables out of order, unanswered degenerate
 * fields, and money without source or destination. Sponsor money and carry-over are only expected: a plan has to hold
 * without them, and with more.
 */
export const checkPlan = (plan: PrizePlan, ranking: RankingRule, field: PlanField): ReadonlyArray<PlanFlaw> => [
  ...contradictionsOf(plan, ranking),
  ...unknownNames(plan, field),
  ...tableFlaws(plan),
  ...brokenEvents(plan, field),
  ...unansweredFields(plan, field),
  ...homelessMoney(plan),
  ...unfundedPrizes(plan, field)
]
