import type { PrizePlan } from "../../src/prize/index.ts"
import { Rational as R } from "../../src/shared/index.ts"
import type { Check } from "../Check.ts"
import { type Placed, pooledShares } from "../models/pooledShares.model.ts"
import type { PlanObserved } from "../Observation.ts"

type Stage = PrizePlan["stages"][number]

/** I11: money is averaged, never ranks: under pooling each gets the mean of the shares of the places that the tied occupy. */
export const tiesArePooled: Check = {
  invariant: "I11",
  promise: "pooled ties get the mean of the shares of the places they occupy",
  sees: "Plan",
  find: (observation) => {
    const plan = observation._tag === "Plan" ? observation.setting.definition.prizes : undefined
    if (observation._tag !== "Plan" || plan === undefined || observation.plan.prizes.outcome === "Refunded")
      return undefined
    if (!isPlain(plan) || observation.input.standings.length < 2) return undefined
    for (const [index, stage] of plan.stages.entries()) {
      const flaw = flawIn(observation, plan, stage, observation.plan.prizes.stages[index]?.minorUnits ?? 0n)
      if (flaw !== undefined) return flaw
    }
    return undefined
  }
}

/** Whether nothing but places decides what is paid. */
const isPlain = (plan: PrizePlan): boolean =>
  (plan.ties ?? "Pool") === "Pool" &&
  plan.acrossLastPlace === "Split" &&
  !plan.onePrizePerPerson &&
  plan.capPerPerson === undefined &&
  plan.minimumPrize === undefined &&
  plan.shortfall !== "ScaleDown" &&
  plan.degenerate.fewerFinishersThanPlaces !== "Redistribute"

const flawIn = (
  { input, plan, setting }: PlanObserved,
  prizePlan: PrizePlan,
  stage: Stage,
  money: bigint
): string | undefined => {
  const [table, ...others] = stage.awards
  if (table._tag !== "SharePerPlace" || table.of !== "pool" || table.beyond !== undefined || others.length > 0)
    return undefined
  if (stage.by !== undefined || stage.board._tag === "Teams") return undefined
  const mayBePaid = (id: string): boolean =>
    ![...(input.eligibility ?? [])].some(
      ([other, status]) => other === id && (status !== "Unverified" || prizePlan.mustBeVerified)
    )
  const board = boardOf(input, stage, setting.definition.ranking.direction).filter(
    ({ id }) => prizePlan.ineligible.place === "UsesUp" || mayBePaid(id)
  )
  // A field that is all zero, and a stage that nobody wins, may be answered in another way.
  if (board.every(({ score }) => score === 0) || !board.some(({ id }) => mayBePaid(id))) return undefined
  for (const [id, share] of pooledShares(board, table.shares, money)) {
    if (!mayBePaid(id) || R.floor(R.divide(share, R.rational(prizePlan.unit))) === 0n) continue
    const award = plan.prizes.awards.find(
      ({ participantId, stage: of, rule }) => participantId === id && of === stage.name && rule.tag === "SharePerPlace"
    )
    if (award === undefined || !R.equals(award.share, share)) {
      return `${id} has a share of ${award === undefined ? "nothing" : R.formatRational(award.share)} in ${stage.name}, by its places it is ${R.formatRational(share)}`
    }
  }
  return undefined
}

/** Those who compete for a stage by their score, the best first; the excluded are not among them. */
const boardOf = (
  { standings, eligibility }: PlanObserved["input"],
  { board }: Stage,
  direction: "highest" | "lowest"
): ReadonlyArray<Placed> =>
  standings
    .filter(({ status, participantId }) => status === "Scored" && eligibility?.get(participantId) !== "Excluded")
    .filter(({ division }) => board._tag !== "Division" || division === board.division)
    .map(({ participantId, score }) => ({ id: participantId, score }))
    .sort((a, b) => (direction === "highest" ? b.score - a.score : a.score - b.score))
