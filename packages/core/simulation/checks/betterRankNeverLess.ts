import type { PrizePlan } from "../../src/prize/index.ts"
import type { SettlementPlan } from "../../src/settlement/index.ts"
import type { Check } from "../Check.ts"

type Award = SettlementPlan["prizes"]["awards"][number]

/** I10: of those whom one table pays, a better place never gets less, where its amounts do not grow. */
export const betterRankNeverLess: Check = {
  invariant: "I10",
  promise: "a better rank never gets less within a table whose amounts do not grow",
  sees: "Plan",
  find: (observation) => {
    const prizes = observation._tag === "Plan" ? observation.setting.definition.prizes : undefined
    // Limits on the total of a person cut into single tables.
    if (observation._tag !== "Plan" || prizes?.capPerPerson !== undefined || prizes?.minimumPrize !== undefined)
      return undefined
    for (const stage of prizes?.stages ?? []) {
      for (const [index, awarding] of stage.awards.entries()) {
        if (!doesNotGrow(awarding)) continue
        const flaw = flawIn(
          observation.plan.prizes.awards.filter((award) => award.stage === stage.name && award.rule.index === index)
        )
        if (flaw !== undefined) return flaw
      }
    }
    return undefined
  }
}

const doesNotGrow = (awarding: PrizePlan["stages"][number]["awards"][number]): boolean => {
  switch (awarding._tag) {
    case "AmountPerPlace":
      return !awarding.ascending && awarding.categories.length === 0
    case "SharePerPlace":
      return !awarding.ascending && awarding.beyond === undefined
    case "LinearByRank":
    case "WinnerTakesAll":
      return true
    default:
      return false
  }
}

/** A team counts as one, with all that its members get. */
const flawIn = (awards: ReadonlyArray<Award>): string | undefined => {
  const winners = new Map<string, { readonly place: number; minorUnits: bigint }>()
  for (const { participantId, team, place, minorUnits } of awards) {
    const winner = winners.get(team ?? participantId)
    if (winner === undefined) winners.set(team ?? participantId, { place, minorUnits })
    else winner.minorUnits += minorUnits
  }
  const listed = [...winners].sort(([, a], [, b]) => a.place - b.place)
  let [least, leastPlace, who] = [listed[0]?.[1].minorUnits ?? 0n, listed[0]?.[1].place ?? 0, listed[0]?.[0] ?? ""]
  for (const [id, { place, minorUnits }] of listed) {
    if (place > leastPlace && minorUnits > least)
      return `${id} at place ${place} gets ${minorUnits}, ${who} at place ${leastPlace} only ${least}`
    if (minorUnits < least) [least, leastPlace, who] = [minorUnits, place, id]
  }
  return undefined
}
