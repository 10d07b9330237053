import { Effect } from "effect"
import { Deposits, Entries, type Entry, type FinalChallenge } from "../challenge/index.ts"
import type { Contribution, Eligibility, PrizeInput } from "../prize/index.ts"
import type { ParticipantId } from "../shared/index.ts"
import { contributionsFrom } from "./contributionsOf.ts"
import { eligibilityHash, eligibilityOf, type PlanFacts, poolHash } from "./PlanFacts.ts"
import { seedOf } from "./seedOf.ts"

/** What a settlement rests on beside rules and standings, as it is stored. */
export interface StoredFacts extends Required<Pick<PrizeInput, "eligibility" | "categories">> {
  readonly contributions: ReadonlyArray<Contribution>
}

/** Reads what a settlement rests on; a use case does so once, within its transaction. */
export const storedFacts = Effect.fnUntraced(function* ({ id }: FinalChallenge) {
  const entries = yield* (yield* Entries).all(id)
  const deposits = yield* (yield* Deposits).all(id)
  const facts: StoredFacts = { contributions: contributionsFrom(entries, deposits), ...eligibilityIn(entries) }
  return facts
})

const eligibilityIn = (entries: ReadonlyArray<Entry>): Pick<StoredFacts, "eligibility" | "categories"> => {
  const eligibility = new Map<ParticipantId, Eligibility>()
  const categories = new Map<ParticipantId, ReadonlyArray<string>>()
  for (const entry of entries) {
    if (entry.eligibility !== undefined) eligibility.set(entry.participantId, entry.eligibility)
    if (entry.categories.length > 0) categories.set(entry.participantId, entry.categories)
  }
  return { eligibility, categories }
}

/** The facts as they are now, to hold a plan against. */
export const factsNow = (challenge: FinalChallenge, stored: StoredFacts): PlanFacts => ({
  rulesHash: challenge.rulesHash,
  standingsHash: challenge.standingsHash,
  eligibilityHash: eligibilityHash(eligibilityOf(stored)),
  poolHash: poolHash(stored.contributions, seedOf(challenge))
})
