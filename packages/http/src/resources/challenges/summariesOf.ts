import { type Principal, visibleTo } from "@laurel/core/access"
import { ChallengeStore } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { summaryOf } from "./ChallengeJson.ts"

/** These challenges by their ids, as whoever asks may see them; what they may not is not in it, the same as what is not there. */
export const summariesOf = Effect.fnUntraced(function* (named: Iterable<ChallengeId>, principal: Principal) {
  const ids = [...new Set(named)]
  const found = ids.length === 0 ? [] : yield* (yield* ChallengeStore).list({ ids, limit: ids.length })
  const seen = yield* visibleTo(principal, found)
  return new Map(seen.map((challenge) => [challenge.id, summaryOf(challenge)]))
})

type Summaries = Effect.Success<ReturnType<typeof summariesOf>>

/** The challenge that something belongs to, beside it where it is asked for and may be seen. */
export const besides = (summaries: Summaries | undefined, id: ChallengeId) => {
  const challenge = summaries?.get(id)
  return challenge === undefined ? {} : { challenge }
}
