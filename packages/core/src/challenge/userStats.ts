import { Effect } from "effect"
import type { UserId } from "../shared/index.ts"
import { Projector } from "./Projector.ts"
import { userStatsOf } from "./statistics.ts"
import { Tallies } from "./Tallies.ts"

/**
 * The statistics of a user over all challenges, as far as they are carried; of challenges that the user is known to be in, everything
 * that this process has written is. The cost grows with the challenges of the user and with nothing else.
 */
export const userStats = Effect.fn("User.stats")(function* (userId: UserId) {
  const { ofUser } = yield* Tallies
  const { settled } = yield* Projector
  yield* Effect.forEach(yield* ofUser(userId), ({ challengeId }) => settled(challengeId), { discard: true })
  return userStatsOf(yield* ofUser(userId))
})
