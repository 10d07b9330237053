import { Clock, Effect } from "effect"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import type { Challenge } from "./Challenge.ts"
import { carryOutAt } from "./carryOutAt.ts"
import type { ChallengeCommand } from "./transitions.ts"

/**
 * Decides a command on a challenge and stores what follows, in one transaction. A repeated command changes nothing. It is
 * carried out within `audited`, which knows who asked for it and what for.
 */
export const carryOut = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  commandFor: (challenge: Challenge) => ChallengeCommand
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const challenge = yield* advance(challengeId)
      return yield* carryOutAt(challenge, commandFor(challenge), yield* Clock.currentTimeMillis)
    })
  )
})
