import { Effect } from "effect"
import type { UserId } from "../shared/index.ts"
import { Projector } from "./Projector.ts"
import { Tallies } from "./Tallies.ts"

/**
 * What a user comes to in each challenge, as far as it is carried; of challenges that the user is known to be in, with everything that
 * this process has written. The cost grows with the challenges of the user and with nothing else.
 */
export const userTallies = Effect.fn("User.tallies")(function* (userId: UserId) {
  const { ofUser } = yield* Tallies
  const { settled } = yield* Projector
  yield* Effect.forEach(yield* ofUser(userId), ({ challengeId }) => settled(challengeId), { discard: true })
  return yield* ofUser(userId)
})
