import type { RankingRule } from "../ranking/index.ts"
import { takesTheRest } from "./Awarding.ts"
import { capOf } from "./limitAwards.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"

/** What a plan contradicts in itself or in the ranking, whatever the field: such a plan is never awarded. */
export const contradictionsOf = (plan: PrizePlan, ranking: RankingRule): ReadonlyArray<PlanFlaw> => [
  ...tieFlaws(plan, ranking),
  ...limitFlaws(plan),
  ...fundingFlaws(plan),
  ...stageFlaws(plan, ranking)
]

const hasChain = (ranking: RankingRule): boolean => ranking.tieBreaks.length > 0

const tieFlaws = ({ ties }: PrizePlan, ranking: RankingRule): ReadonlyArray<PlanFlaw> => {
  if (ties === undefined && hasChain(ranking)) {
    const message =
      "The ranking has a tie-break chain; say whether it decides about money: ties is Pool, Hort, InFull, Chain or Void"
    return [flaw("TiesUnanswered", ["ties"], message)]
  }
  if ((ties === "Hort" || ties === "Chain") && !hasChain(ranking)) {
    return [flaw("ChainMissing", ["ties"], `${ties} needs a tie-break chain; give the ranking tieBreaks, or pool ties`)]
  }
  return []
}

const limitFlaws = (plan: PrizePlan): ReadonlyArray<PlanFlaw> => {
  const { residual, capPerPerson, minimumPrize, unit } = plan
  const flaws: Array<PlanFlaw> = []
  const cap = capOf(plan)
  if (residual === "FirstPlace" && unit > 1n) {
    flaws.push(
      flaw(
        "LimitAgainstResidual",
        ["residual"],
        `What is left over need not be a multiple of ${unit}, as every award is; name another residual than FirstPlace`
      )
    )
  }
  if (cap === 0n) {
    const message = `The cap of ${capPerPerson} is below the unit of ${unit}, so nobody can win; raise it`
    flaws.push(flaw("LimitsCross", ["capPerPerson"], message))
  }
  if (residual === "FirstPlace" && capPerPerson !== undefined) {
    flaws.push(
      flaw(
        "LimitAgainstResidual",
        ["residual"],
        "What the cap leaves over must not go to the first place, which may be at the cap; name another residual"
      )
    )
  }
  if (residual === "FirstPlace" && minimumPrize !== undefined) {
    flaws.push(
      flaw(
        "LimitAgainstResidual",
        ["residual"],
        "What the minimum prize leaves over must not go to the first place, which may be below it; name another residual"
      )
    )
  }
  if (cap !== undefined && cap > 0n && minimumPrize !== undefined && minimumPrize > cap) {
    flaws.push(
      flaw(
        "LimitsCross",
        ["minimumPrize"],
        `The minimum prize of ${minimumPrize} is above the cap of ${cap}, so nobody can win`
      )
    )
  }
  return flaws
}

const fundingFlaws = ({ funding, stages }: PrizePlan): ReadonlyArray<PlanFlaw> => {
  const flaws: Array<PlanFlaw> = []
  if (funding.scaling !== undefined && funding.guaranteed === undefined) {
    flaws.push(
      flaw(
        "ScalingWithoutGuarantee",
        ["funding", "scaling"],
        "There is no guaranteed amount to scale; set funding.guaranteed"
      )
    )
  }
  if (stages.every(({ weight }) => weight.numerator === 0n)) {
    flaws.push(flaw("WeightsAllZero", ["stages"], "No stage has a weight above zero, so nobody can be given the pool"))
  }
  return flaws
}

const stageFlaws = ({ stages, ties }: PrizePlan, ranking: RankingRule): ReadonlyArray<PlanFlaw> =>
  stages.flatMap(({ name, awards }, stage) => {
    const flaws: Array<PlanFlaw> = []
    if (stages.findIndex((other) => other.name === name) < stage) {
      flaws.push(
        flaw("NameTaken", ["stages", stage, "name"], `There is another stage "${name}"; names tell awards apart`)
      )
    }
    const dividing = awards.flatMap((awarding, index) => (takesTheRest(awarding) ? [index] : []))
    for (const index of dividing.slice(1)) {
      flaws.push(
        flaw(
          "RestTakenTwice",
          ["stages", stage, "awards", index],
          "An earlier rule divides all the rest, so this one would divide nothing; move it to a stage of its own"
        )
      )
    }
    for (const [index, awarding] of awards.entries()) {
      const path = ["stages", stage, "awards", index]
      if (awarding._tag === "ItemPerPlace" && !hasChain(ranking)) {
        flaws.push(
          flaw("ChainMissing", path, "An item cannot be divided; give the ranking tieBreaks that decide who gets it")
        )
      }
      const isPooled = ties === undefined || ties === "Pool" || ties === "Chain"
      if (awarding._tag === "AmountPerPlace" && awarding.categories.length > 0 && !isPooled) {
        flaws.push(
          flaw(
            "CategoriesNeedPooling",
            [...path, "categories"],
            `Category prizes are shared by the tied together; ties must be Pool or Chain, not ${ties}`
          )
        )
      }
    }
    return flaws
  })
