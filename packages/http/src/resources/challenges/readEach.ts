import type { Principal } from "@laurel/core/access"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { summariesOf } from "./summariesOf.ts"

/** Challenges in the order asked, as whoever asks may see them: what they may not is missing, the same as what is not there. */
export const readEach = Effect.fnUntraced(function* (ids: ReadonlyArray<ChallengeId>, principal: Principal) {
  const seen = yield* summariesOf(ids, principal)
  return ids.map((id) => {
    const challenge = seen.get(id)
    return challenge === undefined
      ? { challenge_id: id, outcome: "missing" as const }
      : { challenge_id: id, outcome: "found" as const, challenge }
  })
})
