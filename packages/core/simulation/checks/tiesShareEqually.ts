import { keyOfSeed } from "../../src/prize/index.ts"
import type { SettlementPlan } from "../../src/settlement/index.ts"
import { compareIds, Rational as R } from "../../src/shared/index.ts"
import type { Check } from "../Check.ts"
import type { PlanObserved } from "../Observation.ts"

type Award = SettlementPlan["prizes"]["awards"][number]

/** I11: who is tied gets the same to within a unit, and the odd units go by the published seed. */
export const tiesShareEqually: Check = {
  invariant: "I11",
  promise: "ties get equal amounts to within a unit, the odd units going by the published seed",
  sees: "Plan",
  find: (observation) => {
    if (observation._tag !== "Plan" || observation.plan.prizes.outcome === "Refunded") return undefined
    const { capPerPerson, minimumPrize, unit = 1n } = observation.setting.definition.prizes ?? {}
    const pooled = pooledFlaw(observation)
    if (pooled !== undefined || capPerPerson !== undefined || minimumPrize !== undefined) return pooled
    for (const group of equalShares(observation.plan.prizes.awards)) {
      const flaw = groupFlaw(group, group[0]?.rule.tag === "Residual" ? 1n : unit, keyOfSeed(observation.plan.seed))
      if (flaw !== undefined) return flaw
    }
    return undefined
  }
}

/** Awards of one rule and place with the same share: of tied participants, or of the members of one team. */
export const equalShares = (awards: ReadonlyArray<Award>): ReadonlyArray<ReadonlyArray<Award>> => {
  const groups = new Map<string, Array<Award>>()
  for (const award of awards) {
    const key = JSON.stringify([
      award.stage,
      award.rule.index,
      award.place,
      award.team ?? "",
      R.formatRational(award.share)
    ])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [award])
    else group.push(award)
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}

const groupFlaw = (group: ReadonlyArray<Award>, unit: bigint, key: (id: string) => string): string | undefined => {
  const keyed = group
    .map((award) => ({ award, key: key(award.participantId) }))
    .sort((a, b) => compareIds(a.key, b.key))
  let before = keyed[0]?.award
  for (const { award } of keyed) {
    if (before !== undefined && award.minorUnits > before.minorUnits) {
      return `${award.participantId} got the odd unit in ${award.stage}, although ${before.participantId} comes first by the seed`
    }
    before = award
  }
  const [most = 0n, least = 0n] = [keyed[0]?.award.minorUnits, before?.minorUnits]
  return most - least > unit
    ? `${keyed[0]?.award.participantId} gets ${most}, ${before?.participantId} with the same share ${least}`
    : undefined
}

/** Under the policy `Pool` everybody of one score who is paid by a table of places has the same share. */
const pooledFlaw = ({ setting, board, plan }: PlanObserved): string | undefined => {
  const prizes = setting.definition.prizes
  if (prizes === undefined || (prizes.ties ?? "Pool") !== "Pool" || prizes.acrossLastPlace === "Break") return undefined
  const scores = new Map(board.overall.ranked.map(({ standing }) => [standing.participantId, standing.score]))
  for (const stage of prizes.stages) {
    if (stage.by !== undefined || stage.board._tag === "Teams") continue
    const shares = new Map<string, Award>()
    for (const award of plan.prizes.awards) {
      const tag = award.rule.tag
      if (award.stage !== stage.name || (tag !== "AmountPerPlace" && tag !== "SharePerPlace" && tag !== "LinearByRank"))
        continue
      if (stage.awards.some((awarding) => awarding._tag === "AmountPerPlace" && awarding.categories.length > 0))
        continue
      const key = `${award.rule.index} ${scores.get(award.participantId)}`
      const other = shares.get(key)
      shares.set(key, award)
      if (other !== undefined && !R.equals(other.share, award.share)) {
        return `${other.participantId} and ${award.participantId} are tied in ${stage.name}, but have shares of ${R.formatRational(other.share)} and ${R.formatRational(award.share)}`
      }
    }
  }
  return undefined
}
