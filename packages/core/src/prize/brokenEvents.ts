import type { PlanField } from "./PlanField.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"

/** Every amount per event whose events have decimals: it would be paid for the smallest unit, such as each 10 m of a km. */
export const brokenEvents = ({ stages }: PrizePlan, field: PlanField): ReadonlyArray<PlanFlaw> =>
  stages.flatMap(({ board, by, awards }, stage) => {
    const decimals = board._tag === "Teams" ? field.teamDecimals : field.decimals
    return awards.flatMap((rule, index) => {
      if (rule._tag !== "AmountPerEvent") return []
      const measure = rule.measure ?? by?.measure
      const places = measure === undefined ? decimals?.score : decimals?.measures.get(measure)
      if (places === undefined || places === 0) return []
      const what = measure === undefined ? "The score" : `Measure "${measure}"`
      return [
        flaw(
          "EventsWithDecimals",
          ["stages", stage, "awards", index],
          `${what} has ${places} decimals and counts no whole events; give it decimals 0, or name a measure that counts`
        )
      ]
    })
  })
