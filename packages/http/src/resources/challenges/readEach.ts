import { authorise, knownOf, type Principal } from "@laurel/core/access"
import * as Challenges from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { summaryOf } from "./ChallengeJson.ts"
import { getChallenge } from "./operations.ts"

/** Challenges in the order asked, as whoever asks may see them: what they may not is missing, the same as what is not there. */
export const readEach = Effect.fnUntraced(function* (ids: ReadonlyArray<ChallengeId>, principal: Principal) {
  const found = yield* Challenges.ChallengeStore.use((store) => store.list({ ids, limit: ids.length }))
  const seen = yield* Effect.filter(found, (challenge) => isSeen(challenge, principal))
  const byId = new Map(seen.map((challenge) => [challenge.id, challenge]))
  return ids.map((id) => {
    const challenge = byId.get(id)
    return challenge === undefined
      ? { challenge_id: id, outcome: "missing" as const }
      : { challenge_id: id, outcome: "found" as const, challenge: summaryOf(challenge) }
  })
})

const unseen = () => Effect.succeed(false)

const isSeen = (challenge: Challenges.Challenge, principal: Principal) =>
  authorise(getChallenge.rule, principal, { challenge: knownOf(challenge) }).pipe(
    Effect.as(true),
    Effect.catchTags({
      AccessDenied: unseen,
      ChallengeNotFound: unseen,
      FreshProofNeeded: unseen,
      NotAuthenticated: unseen,
      ScopeMissing: unseen
    })
  )
