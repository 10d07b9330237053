import { Effect } from "effect"
import { ActivityLog } from "../activity/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { find } from "./advance.ts"
import { NotPublished } from "./errors.ts"
import { Projector } from "./Projector.ts"
import { challengeStatsOf } from "./statistics.ts"
import { Tallies } from "./Tallies.ts"

/**
 * The statistics of a challenge: exact, with everything in them that this process has written, at a cost that does not grow with the
 * participants; what is in quarantine is counted.
 */
export const challengeStats = Effect.fn("Challenge.stats")(function* (challengeId: ChallengeId) {
  const { _tag } = yield* find(challengeId)
  if (_tag === "Draft") return yield* new NotPublished({ challengeId })
  yield* (yield* Projector).settled(challengeId)
  const { snapshot } = yield* Transaction
  return yield* snapshot(
    Effect.gen(function* () {
      const totals = yield* (yield* Tallies).totals(challengeId)
      return challengeStatsOf(totals, yield* (yield* ActivityLog).countHeld(challengeId))
    })
  )
})
