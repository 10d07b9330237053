import type { RankingRule } from "../ranking/index.ts"
import { contradictionsOf } from "./contradictionsOf.ts"
import { homelessMoney } from "./homelessMoney.ts"
import { moneyFlaws } from "./moneyFlaws.ts"
import type { PlanField } from "./PlanField.ts"
import type { PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import { tableFlaws } from "./tableFlaws.ts"
import { trialFlaws } from "./trialFlaws.ts"
import { unansweredFields } from "./unansweredFields.ts"
import { unfundedPrizes } from "./unfundedPrizes.ts"
import { unknownNames } from "./unknownNames.ts"

/**
 * Every reason why a plan cannot be frozen for the challenge's field, each with its path and a field that shows it; none
 * when the plan is sound: it then names a destination for every unit in every field.
 *
 * **Details**: the plan is read for contradictions, unknown names, tables out of order, unanswered degenerate fields,
 * and money without source or destination; then it is tried with `award` on all small fields with all ties, and on
 * fields around its thresholds, table lengths and size limits. The sponsor money and carry-over tried are the ones that
 * the plan expects.
 */
export const checkPlan = (plan: PrizePlan, ranking: RankingRule, field: PlanField): ReadonlyArray<PlanFlaw> => {
  const contradictions = contradictionsOf(plan, ranking)
  const read = [
    ...contradictions,
    ...unknownNames(plan, field),
    ...tableFlaws(plan),
    ...unansweredFields(plan, field),
    ...homelessMoney(plan),
    ...unfundedPrizes(plan)
  ]
  // A plan that contradicts itself cannot be tried.
  if (contradictions.length > 0) return read
  const found = [...read, ...newAmong(read, moneyFlaws(plan, field))]
  return [...found, ...newAmong(found, trialFlaws(plan, ranking, field))]
}

/**
 * The flaws that tell something new: of money without source or destination one kind of finding is enough, and it is
 * better read from the plan than from a field.
 */
const newAmong = (known: ReadonlyArray<PlanFlaw>, found: ReadonlyArray<PlanFlaw>): ReadonlyArray<PlanFlaw> =>
  found.filter(
    (one) =>
      !known.some(
        ({ code, path }) =>
          code === one.code && (code !== "DegenerateUnanswered" || path.join(".") === one.path.join("."))
      )
  )
