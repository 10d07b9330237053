import { Effect } from "effect"
import { find } from "../challenge/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { currentSettlement } from "./carryOut.ts"
import { AlreadyPosted, PlanHashMismatch } from "./errors.ts"
import { post } from "./post.ts"

/**
 * Posts the plan with this hash, for somebody who has that very plan before them: of several who ask at the same time one
 * posts it, and every other is told that it is posted already. Where another plan has taken its place nothing is posted.
 */
export const postPlan = Effect.fn("Settlement.postPlan")(function* (challengeId: ChallengeId, planHash: string) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      yield* find(challengeId)
      const settlement = yield* currentSettlement(challengeId)
      const { settlementId } = settlement
      if ("planHash" in settlement && settlement.planHash !== planHash) {
        return yield* new PlanHashMismatch({ settlementId, expected: settlement.planHash, actual: planHash })
      }
      if ("entryId" in settlement) {
        return yield* new AlreadyPosted({ settlementId, planHash, postedAt: settlement.postedAt })
      }
      return yield* post(challengeId)
    })
  )
})
