import { Schema } from "effect"
import type { Stake } from "../challenge/index.ts"
import type { Eligibility, PrizeInput } from "../prize/index.ts"
import {
  beginSha256,
  canonicalJson,
  canonicalPieces,
  compareIds,
  Hash,
  type ParticipantId,
  quoted,
  Rows,
  sha256OfPieces
} from "../shared/index.ts"
import { byContent, type Contribution, type ContributionTable } from "./ContributionTable.ts"
import type { PlannedEligibility } from "./SettlementPlan.ts"

/** The frozen facts that a plan rests on, as hashes: rules, standings, eligibility, and contributions with the seed. */
export const PlanFacts = Schema.Struct({ rulesHash: Hash, standingsHash: Hash, eligibilityHash: Hash, poolHash: Hash })
export type PlanFacts = typeof PlanFacts.Type

/** Contributions in the one order in which plans list them: by payer, kind, participant and amount. */
export const inOrder = (contributions: ReadonlyArray<Contribution>): ReadonlyArray<Contribution> =>
  contributions.toSorted(byContent)

/** The hash of contributions, in whatever order they come, and the seed. */
export const poolHash = (contributions: ReadonlyArray<Contribution>, seed: string): string =>
  sha256OfPieces(poolPieces(inOrder(contributions), seed))

/** As `poolHash`, of contributions in columns. */
export const poolHashOf = (contributions: ContributionTable, seed: string): string =>
  sha256OfPieces(poolPieces(contributions.inOrder(), seed))

/** The canonical form of the list of the seed and the contributions. */
function* poolPieces(contributions: Iterable<Contribution>, seed: string): Generator<string, void, undefined> {
  yield `[${canonicalJson(seed)},`
  yield* canonicalPieces(
    Rows.written(
      contributions,
      ({ payer, kind, participantId, minorUnits }) =>
        `[${quoted(payer)},"${kind}",${participantId === undefined ? "null" : quoted(participantId)},"${minorUnits}"]`
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
    .flatMap((participantId) =>
      eligibilityRow(participantId, eligibility.get(participantId), categories.get(participantId) ?? [])
    )

/** The row of one participant; none where that one is simply in. */
const eligibilityRow = (
  participantId: ParticipantId,
  status: Eligibility | undefined,
  categories: ReadonlyArray<string>
): ReadonlyArray<PlannedEligibility> =>
  status === undefined && categories.length === 0
    ? []
    : [
        {
          categories: [...new Set(categories)].sort(compareIds),
          ...(status === undefined ? {} : { eligibility: status }),
          participantId
        }
      ]

/** The hash of who is eligible for what. */
export const eligibilityHash = (eligibility: ReadonlyArray<PlannedEligibility>): string =>
  sha256OfPieces(canonicalPieces(Rows.of(eligibility, (row) => row)))

/** As `eligibilityHash`, of participants who come one by one, by their ids. */
export class EligibilityDigest {
  readonly #digest = beginSha256()
  #before = "["

  take({ participantId, eligibility, categories }: Stake): void {
    for (const row of eligibilityRow(participantId, eligibility, categories)) {
      this.#digest.update(this.#before + canonicalJson(row))
      this.#before = ","
    }
  }

  /** The digits, asked once: nothing is taken after that. */
  digits(): string {
    this.#digest.update(this.#before === "[" ? "[]" : "]")
    return this.#digest.digits()
  }
}

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
