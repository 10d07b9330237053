import { type Challenge, type ChallengeQuery, ChallengeStore } from "@laurel/core/challenge"
import { Effect } from "effect"

/** Challenges are gone through in pages of this many. */
const pageChallenges = 200

/** Every challenge of a kind, page by page: `see` gets each of them. */
export const everyChallenge = Effect.fnUntraced(function* (
  query: Omit<ChallengeQuery, "after" | "limit">,
  see: (challenge: Challenge) => void
) {
  const store = yield* ChallengeStore
  let after: Challenge["id"] | undefined
  do {
    const page: ReadonlyArray<Challenge> = yield* store.list({
      ...query,
      limit: pageChallenges,
      ...(after === undefined ? {} : { after })
    })
    for (const challenge of page) see(challenge)
    after = page.length < pageChallenges ? undefined : page.at(-1)?.id
  } while (after !== undefined)
})
