import { Effect } from "effect"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { command, currentSettlement } from "./command.ts"
import { publishedChallenge } from "./publishedChallenge.ts"
import { currentFacts } from "./settlementInput.ts"

/**
 * Approves the plan with this hash, once its dispute window is over. Who made the plan cannot approve it (I24), and an
 * approval is bound to the hash of the exact awards (I25).
 */
export const approve = Effect.fn("Settlement.approve")(function* (
  challengeId: ChallengeId,
  planHash: string,
  by: PrincipalId
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const current = yield* currentFacts(yield* publishedChallenge(challengeId))
      const settlement = yield* currentSettlement(challengeId)
      const waiting = settlement._tag === "Provisional" ? yield* command(settlement, { _tag: "Submit" }) : settlement
      return yield* command(waiting, { _tag: "Approve", by, planHash, current })
    })
  )
})

/** Rejects the plan with this hash; another plan can be made then. */
export const reject = Effect.fn("Settlement.reject")(function* (
  challengeId: ChallengeId,
  planHash: string,
  by: PrincipalId,
  reason: string
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const settlement = yield* currentSettlement(challengeId)
      const waiting = settlement._tag === "Provisional" ? yield* command(settlement, { _tag: "Submit" }) : settlement
      return yield* command(waiting, { _tag: "Reject", by, planHash, reason })
    })
  )
})
