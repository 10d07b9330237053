import { Effect } from "effect"
import type { FinalChallenge } from "../challenge/index.ts"
import type { Contribution, Eligibility, PrizeInput } from "../prize/index.ts"
import type { ParticipantId } from "../shared/index.ts"
import { eachContribution } from "./contributionsOf.ts"
import { eligibilityHash, eligibilityOf, type PlanFacts, poolHash } from "./PlanFacts.ts"
import { seedOf } from "./seedOf.ts"

/** What a settlement rests on beside rules and standings, as it is stored. */
export interface StoredFacts extends Required<Pick<PrizeInput, "eligibility" | "categories">> {
  readonly contributions: ReadonlyArray<Contribution>
}

/** Reads what a settlement rests on; a use case does so once, within its transaction. */
export const storedFacts = Effect.fnUntraced(function* ({ id }: FinalChallenge) {
  const contributions: Array<Contribution> = []
  const eligibility = new Map<ParticipantId, Eligibility>()
  const categories = new Map<ParticipantId, ReadonlyArray<string>>()
  yield* eachContribution(
    id,
    (contribution) => contributions.push(contribution),
    (stake) => {
      if (stake.eligibility !== undefined) eligibility.set(stake.participantId, stake.eligibility)
      if (stake.categories.length > 0) categories.set(stake.participantId, stake.categories)
    }
  )
  const facts: StoredFacts = { contributions, eligibility, categories }
  return facts
})

/** The facts as they are now, to hold a plan against. */
export const factsNow = (challenge: FinalChallenge, stored: StoredFacts): PlanFacts => ({
  rulesHash: challenge.rulesHash,
  standingsHash: challenge.standingsHash,
  eligibilityHash: eligibilityHash(eligibilityOf(stored)),
  poolHash: poolHash(stored.contributions, seedOf(challenge))
})
