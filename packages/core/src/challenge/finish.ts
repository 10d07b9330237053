import { Clock, Effect } from "effect"
import { audited } from "../audit/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { finishAt } from "./finishAt.ts"
import { scheduleOf } from "./schedule.ts"
import { standings } from "./standings.ts"

/**
 * Freezes the final standings with their hash, once the grace period is over, as of its end. Finishing again changes nothing.
 */
export const finish = Effect.fn("Challenge.finish")(function* (challengeId: ChallengeId) {
  return yield* audited(
    { action: "challenge.finish", challengeId },
    Effect.gen(function* () {
      const challenge = yield* advance(challengeId)
      if (challenge._tag === "Final" || challenge._tag === "Settled") return yield* standings(challengeId, "Organiser")
      const { graceEnds } = scheduleOf(challenge.definition)
      return (yield* finishAt(challenge, Math.min(yield* Clock.currentTimeMillis, graceEnds))).board
    })
  )
})
