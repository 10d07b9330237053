import { Effect, Option } from "effect"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance, current, find } from "./advance.ts"
import type { Challenge } from "./Challenge.ts"

/**
 * Looks at a challenge that is up to the clock and at what belongs to it, all in one state of the store: whatever others do
 * meanwhile, what is seen is what was so at one instant. Nobody has to wait for whoever looks.
 */
export const seen = Effect.fnUntraced(function* <A, E, R>(
  challengeId: ChallengeId,
  look: (challenge: Challenge) => Effect.Effect<A, E, R>
) {
  const { snapshot } = yield* Transaction
  const atOnce = yield* snapshot(
    Effect.gen(function* () {
      const challenge = yield* current(challengeId)
      return challenge === undefined ? Option.none<A>() : Option.some(yield* look(challenge))
    })
  )
  if (Option.isSome(atOnce)) return atOnce.value
  yield* advance(challengeId)
  // What has become due since then is for whoever looks next.
  return yield* snapshot(Effect.flatMap(find(challengeId), look))
})
