import { Effect } from "effect"
import { advance, NotPublished } from "../challenge/index.ts"
import type { ChallengeId } from "../shared/index.ts"

/** The challenge brought up to the clock, which must have been published and not cancelled. */
export const publishedChallenge = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const challenge = yield* advance(challengeId)
  if (challenge._tag === "Draft" || challenge._tag === "Cancelled") return yield* new NotPublished({ challengeId })
  return challenge
})
