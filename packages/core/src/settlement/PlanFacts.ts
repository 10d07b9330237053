import { Schema } from "effect"
import { canonicalJson, compareIds, sha256Hex } from "../shared/index.ts"
import { Hash, type SettlementPlan } from "./SettlementPlan.ts"

/** The frozen facts that a plan rests on, as hashes: of the rules, of the standings, of contributions and seed. */
export const PlanFacts = Schema.Struct({ rulesHash: Hash, standingsHash: Hash, poolHash: Hash })
export type PlanFacts = typeof PlanFacts.Type

type Contribution = SettlementPlan["contributions"][number]

const byContent = (a: Contribution, b: Contribution): number =>
  compareIds(a.payer, b.payer) ||
  compareIds(a.kind, b.kind) ||
  compareIds(a.participantId ?? "", b.participantId ?? "") ||
  (a.minorUnits < b.minorUnits ? -1 : a.minorUnits > b.minorUnits ? 1 : 0)

/** Contributions in the one order in which plans list them: by payer, kind, participant and amount. */
export const inOrder = (contributions: ReadonlyArray<Contribution>): ReadonlyArray<Contribution> =>
  contributions.toSorted(byContent)

/** The hash of contributions, in whatever order they come, and the seed. */
export const poolHash = (contributions: ReadonlyArray<Contribution>, seed: string): string =>
  sha256Hex(
    canonicalJson({
      seed,
      contributions: inOrder(contributions).map(({ minorUnits, ...rest }) => ({ ...rest, minorUnits: `${minorUnits}` }))
    })
  )

/** The facts that a plan rests on. */
export const factsOf = (
  plan: Pick<SettlementPlan, "rulesHash" | "standingsHash" | "contributions" | "seed">
): PlanFacts => ({
  rulesHash: plan.rulesHash,
  standingsHash: plan.standingsHash,
  poolHash: poolHash(plan.contributions, plan.seed)
})

/** What a plan can be stale in. */
export const Fact = Schema.Literals(["rules", "standings", "pool"])
export type Fact = typeof Fact.Type

/** Which facts are no longer what they were. */
export const changedFacts = (then: PlanFacts, now: PlanFacts): ReadonlyArray<Fact> => {
  const changed: Array<Fact> = []
  if (then.rulesHash !== now.rulesHash) changed.push("rules")
  if (then.standingsHash !== now.standingsHash) changed.push("standings")
  if (then.poolHash !== now.poolHash) changed.push("pool")
  return changed
}
