import { Clock, Effect } from "effect"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import type { Challenge } from "./Challenge.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import { saveChange } from "./saveChange.ts"
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
      const now = yield* Clock.currentTimeMillis
      const event = yield* Effect.fromResult(decide(challenge, commandFor(challenge), now))
      if (event._tag === "NothingChanged") return challenge
      const next = evolve(challenge, event)
      yield* saveChange(challenge, next)
      return next
    })
  )
})
