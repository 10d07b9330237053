import { Effect } from "effect"
import { advance, onlyOrganiser } from "../challenge/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { NothingToSettle } from "./errors.ts"

/** The challenge brought up to the clock; its standings must be final. */
export const finalChallenge = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const challenge = yield* advance(challengeId)
  if (challenge._tag === "Final" || challenge._tag === "Settled") return challenge
  return yield* new NothingToSettle({ challengeId, reason: `it is ${challenge._tag}, not final` })
})

/** As `finalChallenge`, for its organiser alone. */
export const organisersFinal = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId) {
  const challenge = yield* finalChallenge(challengeId)
  yield* Effect.fromResult(onlyOrganiser(challenge, by))
  return challenge
})
