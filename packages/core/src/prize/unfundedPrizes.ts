import type { Awarding } from "./Awarding.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"

/** Every way in which prizes can ask for more than there is, that shows without trying fields. */
export const unfundedPrizes = (plan: PrizePlan): ReadonlyArray<PlanFlaw> =>
  plan.shortfall !== undefined
    ? []
    : plan.stages.flatMap(({ awards }, stage) =>
        awards.flatMap((rule, index) => unfundedIn(plan, rule, ["stages", stage, "awards", index]))
      )

const unfunded = (path: PlanFlaw["path"], how: string): PlanFlaw =>
  flaw(
    "ShortfallUndeclared",
    path,
    `${how}, and the plan does not say who pays for that; set shortfall to Organiser or ScaleDown`
  )

const unfundedIn = (
  { ties, acrossLastPlace }: PrizePlan,
  rule: Awarding,
  path: PlanFlaw["path"]
): ReadonlyArray<PlanFlaw> => {
  if (rule._tag === "AmountPerEvent") return [unfunded(path, "Events are not limited in number")]
  if (rule._tag === "Proportional" && rule.price?.minimum !== undefined) {
    return [unfunded([...path, "price", "minimum"], "The minimum price can cost more than the pool holds")]
  }
  if (rule._tag !== "AmountPerPlace" && rule._tag !== "SharePerPlace") return []
  if (ties === "InFull") return [unfunded(["ties"], "Two tied for first get the first prize twice")]
  return acrossLastPlace === "Enlarge"
    ? [unfunded(["acrossLastPlace"], "A tie across the last paid place enlarges the table")]
    : []
}
