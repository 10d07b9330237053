import { Rational } from "../shared/index.ts"
import { type Awarding, takesTheRest } from "./Awarding.ts"
import { isFalling } from "./PlaceTable.ts"
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
    const flaws = stage.awards.flatMap((rule, at) => ruleLeaving(stage, rule, [...path, at]))
    return [...flaws, ...(stage.awards.some(takesTheRest) ? [] : unusedIn(plan, stage, path))]
  })

const ruleLeaving = (stage: Stage, rule: Awarding, path: PlanFlaw["path"]): ReadonlyArray<PlanFlaw> => {
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
  return takesTheRest(rule) && canFindNobody && !isAlone
    ? [homeless(path, "This rule can find nobody to divide the rest among while another rule pays")]
    : []
}

/** Stages without a rule that divides the rest use all their money up only with shares of 100%. */
const unusedIn = (plan: PrizePlan, { awards, weight }: Stage, path: PlanFlaw["path"]): ReadonlyArray<PlanFlaw> => {
  if (weight.numerator === 0n) return []
  const money = awards.filter(({ _tag }) => _tag !== "ItemPerPlace")
  if (money.length === 0) return paysMoney(plan) ? [homeless(path, "The stage awards items and no money")] : []
  if (money.every((rule) => rule._tag === "SharePerPlace")) {
    const how = sharesLeaving(plan, money)
    const at = awards.findIndex(({ _tag }) => _tag === "SharePerPlace")
    return how === undefined ? [] : [homeless([...path, at, "shares"], how)]
  }
  if (money.every((rule) => rule._tag === "AmountPerPlace")) {
    return [homeless(path, "More can be paid in than these amounts ask for")]
  }
  return [homeless(path, "These rules do not use the stage's money up in every field")]
}

type Shares = Extract<Awarding, { readonly _tag: "SharePerPlace" }>

/** How tables of shares alone can leave money over; nothing where they use all of it up in every field. */
const sharesLeaving = (plan: PrizePlan, tables: ReadonlyArray<Shares>): string | undefined => {
  const sum = Rational.sum(tables.flatMap(({ shares }) => shares))
  if (Rational.compare(sum, Rational.one) < 0) {
    const missing = Rational.multiply(Rational.subtract(Rational.one, sum), Rational.rational(100n))
    return `Shares leave ${Rational.formatRational(missing)}% to nobody`
  }
  // All that was paid in is the stage's money only where nothing is taken off, added, or divided among stages.
  const isUndivided = plan.stages.filter(({ weight }) => weight.numerator > 0n).length === 1
  const isAll = isUndivided && plan.deductions.length === 0 && plan.funding.guaranteed === undefined
  if (!isAll && tables.some(({ of }) => of === "gross")) {
    return "Shares of all that was paid in do not use the pool up exactly"
  }
  if (plan.ties === "InFull" && !tables.every(({ shares }) => isFalling(shares))) {
    return "Tied in full for a place that gets less than a later one, they do not use the shares of both up"
  }
  const startsWithNothing = tables.some(({ shares }) => shares[0].numerator === 0n)
  return startsWithNothing && tables.length > 1
    ? "A table whose first place gets nothing can be left to nobody"
    : undefined
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
