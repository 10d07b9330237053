import { Rational } from "../shared/index.ts"
import { type Awarding, takesTheRest } from "./Awarding.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import type { Stage } from "./Stage.ts"
import { paysMoney } from "./unansweredFields.ts"

/** Every way in which a plan can leave money over for which it names no destination, or one that may not exist (I12). */
export const homelessMoney = (plan: PrizePlan): ReadonlyArray<PlanFlaw> => {
  if (plan.residual === undefined) return [...leavesOver(plan), ...answersLeaving(plan), ...stagesLeaving(plan)]
  return plan.residual === "FirstPlace" ? withoutFirstPlace(plan) : []
}

const homeless = (path: PlanFlaw["path"], how: string): PlanFlaw =>
  flaw("ResidualUndeclared", path, `${how}, and the plan names no destination for what is left; set residual`)

const leavesOver = (plan: PrizePlan): ReadonlyArray<PlanFlaw> => [
  ...(plan.unit > 1n ? [homeless(["unit"], `A pool need not be a multiple of ${plan.unit}`)] : []),
  ...(plan.capPerPerson === undefined ? [] : [homeless(["capPerPerson"], "Winners can reach the cap")]),
  ...(plan.minimumPrize === undefined ? [] : [homeless(["minimumPrize"], "Prizes can be below the minimum")]),
  ...(plan.onePrizePerPerson ? [homeless(["onePrizePerPerson"], "Later rules can find nobody without a prize")] : []),
  ...(plan.ineligible.place === "UsesUp"
    ? [homeless(["ineligible", "place"], "A participant who is not paid can use up a place")]
    : [])
]

const answersLeaving = ({ degenerate }: PrizePlan): ReadonlyArray<PlanFlaw> => {
  const flaws: Array<PlanFlaw> = []
  for (const situation of ["oneEntrant", "allScoresZero", "noWinner", "fewerFinishersThanPlaces"] as const) {
    if (degenerate[situation] === "Residual")
      flaws.push(homeless(["degenerate", situation], "This answer leaves money over"))
  }
  const { noWinner } = degenerate
  if (noWinner === "SplitAmongAll" || noWinner === "Redistribute") {
    flaws.push(homeless(["degenerate", "noWinner"], `${noWinner} can find nobody to give money to`))
  }
  return flaws
}

const stagesLeaving = (plan: PrizePlan): ReadonlyArray<PlanFlaw> =>
  plan.stages.flatMap((stage, index) => {
    const path = ["stages", index, "awards"]
    const flaws = stage.awards.flatMap((rule, at) => ruleLeaving(plan, stage, rule, [...path, at]))
    return [...flaws, ...(stage.awards.some(takesTheRest) ? [] : unusedIn(plan, stage, path))]
  })

const ruleLeaving = (
  plan: PrizePlan,
  stage: Stage,
  rule: Awarding,
  path: PlanFlaw["path"]
): ReadonlyArray<PlanFlaw> => {
  if (rule._tag === "ItemPerPlace") return [homeless([...path, "items"], "There can be fewer finishers than items")]
  if (rule._tag === "AmountPerPlace" && rule.categories.length > 0) {
    return [homeless([...path, "categories"], "A category prize can be won by nobody")]
  }
  if (rule._tag === "Proportional" && rule.price !== undefined) {
    return [homeless([...path, "price"], "Rounding the price down leaves breakage")]
  }
  const isAlone = stage.awards.every((other) => other === rule || other._tag === "ItemPerPlace")
  const canFindNobody =
    rule._tag === "TopFraction" ||
    rule._tag === "Proportional" ||
    (rule._tag === "EqualSplit" && rule.atLeast !== undefined) ||
    (rule._tag === "Draw" && rule.among !== undefined)
  if (takesTheRest(rule) && canFindNobody && !isAlone) {
    return [homeless(path, "This rule can find nobody to divide the rest among while another rule pays")]
  }
  return plan.ties === "Void" && takesTheRest(rule) && !isAlone
    ? [homeless(path, "A voided tie can be all there is")]
    : []
}

/** Stages without a rule that divides the rest use all their money up only with shares of 100%. */
const unusedIn = (plan: PrizePlan, { awards, weight }: Stage, path: PlanFlaw["path"]): ReadonlyArray<PlanFlaw> => {
  if (weight.numerator === 0n) return []
  const money = awards.filter(({ _tag }) => _tag !== "ItemPerPlace")
  if (money.length === 0) return paysMoney(plan) ? [homeless(path, "The stage awards items and no money")] : []
  if (money.every((rule) => rule._tag === "SharePerPlace")) {
    const sum = Rational.sum(money.flatMap(({ shares }) => shares))
    const isWhole = Rational.compare(sum, Rational.one) >= 0
    const isOfPool =
      money.every(({ of }) => of === "pool") || (plan.deductions.length === 0 && plan.funding.guaranteed === undefined)
    if (isWhole && isOfPool) return []
    const missing = Rational.multiply(Rational.subtract(Rational.one, sum), Rational.rational(100n))
    const how = isWhole
      ? "Shares of all that was paid in do not use the pool up exactly"
      : `Shares leave ${Rational.formatRational(missing)}% to nobody`
    return [homeless([...path, awards.findIndex(({ _tag }) => _tag === "SharePerPlace"), "shares"], how)]
  }
  if (money.every((rule) => rule._tag === "AmountPerPlace") && plan.funding.scaling === undefined && !plan.noLoseFloor)
    return []
  return [homeless(path, "These rules do not use the stage's money up in every field")]
}

/** With the first place as the destination, somebody has to be there. */
const withoutFirstPlace = (plan: PrizePlan): ReadonlyArray<PlanFlaw> => {
  const { degenerate, ineligible, stages, ties } = plan
  const nobody = (path: PlanFlaw["path"], how: string): PlanFlaw =>
    flaw(
      "ResidualUndeclared",
      path,
      `${how}, and then nobody is there to be the first place; choose another answer or residual`
    )
  const usesUp = ineligible.place === "UsesUp"
  const hasItems = stages.some(({ awards }) => awards.some(({ _tag }) => _tag === "ItemPerPlace"))
  return [
    ...(paysMoney(plan) && degenerate.noWinner !== undefined && degenerate.noWinner !== "Refund"
      ? [nobody(["degenerate", "noWinner"], "Everybody can withdraw")]
      : []),
    ...(degenerate.oneEntrant === "Residual"
      ? [nobody(["degenerate", "oneEntrant"], "The one entrant can withdraw")]
      : []),
    ...(degenerate.allScoresZero === "Residual" && usesUp
      ? [nobody(["degenerate", "allScoresZero"], "Everybody can be ranked but not paid")]
      : []),
    ...(ties === "Void" && usesUp ? [nobody(["ties"], "The tied can all be ranked but not paid")] : []),
    ...(hasItems || !paysMoney(plan)
      ? [nobody(["residual"], "An item can have no winner when everybody withdraws")]
      : [])
  ]
}
