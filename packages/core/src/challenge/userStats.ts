import { Effect } from "effect"
import type { UserId } from "../shared/index.ts"
import { userStatsOf } from "./statistics.ts"
import { userTallies } from "./userTallies.ts"

/** The statistics of a user over all challenges, made of what `userTallies` gives. */
export const userStats = Effect.fn("User.stats")(function* (userId: UserId) {
  return userStatsOf(yield* userTallies(userId))
})
