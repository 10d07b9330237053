import { Schema } from "effect"
import type { PrizeInput } from "../prize/index.ts"
import {
  canonicalJson,
  canonicalPieces,
  compareIds,
  Hash,
  type ParticipantId,
  Rows,
  sha256OfPieces
} from "../shared/index.ts"
import type { PlannedEligibility, SettlementPlan } from "./SettlementPlan.ts"

/** The frozen facts that a plan rests on, as hashes: rules, standings, eligibility, and contributions with the seed. */
export const PlanFacts = Schema.Struct({ rulesHash: Hash, standingsHash: Hash, eligibilityHash: Hash, poolHash: Hash })
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
  sha256OfPieces(poolPieces(inOrder(contributions), seed))

/** The canonical form of the list of the seed and the contributions. */
function* poolPieces(contributions: ReadonlyArray<Contribution>, seed: string): Generator<string, void, undefined> {
  yield `[${canonicalJson(seed)},`
  yield* canonicalPieces(
    Rows.written(
      contributions,
      ({ payer, kind, participantId, minorUnits }) =>
        `[${JSON.stringify(payer)},"${kind}",${participantId === undefined ? "null" : JSON.stringify(participantId)},"${minorUnits}"]`
    )
  )
  yield "]"
}

/** What decides about awards beside standings and pool, in the one order in which plans list it. */
export const eligibilityOf = ({
  eligibility = new Map(),
  categories = new Map()
}: Pick<PrizeInput, "eligibility" | "categories">): ReadonlyArray<PlannedEligibility> =>
  [...new Set<ParticipantId>([...eligibility.keys(), ...categories.keys()])]
    .sort(compareIds)
    .map((participantId): PlannedEligibility => {
      const status = eligibility.get(participantId)
      const named = [...new Set(categories.get(participantId))].sort(compareIds)
      return { categories: named, ...(status === undefined ? {} : { eligibility: status }), participantId }
    })
    .filter(({ eligibility: status, categories: named }) => status !== undefined || named.length > 0)

/** The hash of who is eligible for what. */
export const eligibilityHash = (eligibility: ReadonlyArray<PlannedEligibility>): string =>
  sha256OfPieces(canonicalPieces(Rows.of(eligibility, (row) => row)))

/** The facts that a plan rests on, as it says; whether it says the truth is for `verifyPlan`. */
export const factsOf = ({ rulesHash, standingsHash, eligibilityHash, poolHash }: PlanFacts): PlanFacts => ({
  rulesHash,
  standingsHash,
  eligibilityHash,
  poolHash
})

/** What a plan can be stale in. */
export const Fact = Schema.Literals(["rules", "standings", "eligibility", "pool"])
export type Fact = typeof Fact.Type

/** Which facts are no longer what they were. */
export const changedFacts = (then: PlanFacts, now: PlanFacts): ReadonlyArray<Fact> => {
  const changed: Array<Fact> = []
  if (then.rulesHash !== now.rulesHash) changed.push("rules")
  if (then.standingsHash !== now.standingsHash) changed.push("standings")
  if (then.eligibilityHash !== now.eligibilityHash) changed.push("eligibility")
  if (then.poolHash !== now.poolHash) changed.push("pool")
  return changed
}
