import type { Awarding } from "./Awarding.ts"
import type { PlanField } from "./PlanField.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import { uncoveredIn } from "./sureMoney.ts"

/** Every way in which prizes can ask for more than there is, whatever field comes and whatever money arrives. */
export const unfundedPrizes = (plan: PrizePlan, field: PlanField): ReadonlyArray<PlanFlaw> => {
  if (plan.shortfall !== undefined) return []
  return plan.stages.flatMap(({ awards }, stage) => {
    const boundless = awards.flatMap((rule, index) => boundlessIn(plan, rule, ["stages", stage, "awards", index]))
    return boundless.length > 0 ? boundless : uncovered(plan, field, stage)
  })
}

const unfunded = (path: PlanFlaw["path"], how: string): PlanFlaw =>
  flaw(
    "ShortfallUndeclared",
    path,
    `${how}, and the plan does not say who pays for that; set shortfall to Organiser or ScaleDown`
  )

/** Rules that can ask for more than their stage holds, however much that is. */
const boundlessIn = (
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

/** Amounts and shares that ask for more than is sure to be there in some field. */
const uncovered = (plan: PrizePlan, field: PlanField, stage: number): ReadonlyArray<PlanFlaw> => {
  const found = uncoveredIn(plan, field, stage)
  if (found === undefined) return []
  const { entrants, asked, sure } = found
  const held = sure < 0n ? 0n : sure
  const { sponsor = 0n, carryOver = 0n } = plan.funding
  const expected = sponsor + carryOver > 0n ? " (sponsor money and carry-over may not arrive)" : ""
  return [
    flaw(
      "ShortfallUndeclared",
      ["stages", stage, "awards"],
      `With ${entrants} ${entrants === 1n ? "entrant" : "entrants"} prizes can ask for ${asked}, but only ${held} is sure to be there${expected}; set shortfall to Organiser or ScaleDown`
    )
  ]
}
