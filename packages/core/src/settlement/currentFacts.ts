import { Effect } from "effect"
import type { FinalChallenge } from "../challenge/index.ts"
import { ContributionTable } from "./ContributionTable.ts"
import { eachContribution } from "./contributionsOf.ts"
import { EligibilityDigest, type PlanFacts, poolHashOf } from "./PlanFacts.ts"
import { seedOf } from "./seedOf.ts"

/**
 * The facts as they are stored now, to hold a plan against: what `factsNow` gives, read some at a time. Of each contribution some
 * 80 bytes are in memory, to bring them into their order, and of eligibility nothing.
 */
export const currentFacts = Effect.fnUntraced(function* (challenge: FinalChallenge) {
  const { id, rulesHash, standingsHash } = challenge
  const eligibility = new EligibilityDigest()
  const contributions = new ContributionTable()
  yield* eachContribution(
    id,
    (contribution) => contributions.push(contribution),
    (stake) => eligibility.take(stake)
  )
  const facts: PlanFacts = {
    rulesHash,
    standingsHash,
    eligibilityHash: eligibility.digits(),
    poolHash: poolHashOf(contributions, seedOf(challenge))
  }
  return facts
})
