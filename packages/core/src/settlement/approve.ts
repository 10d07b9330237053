import { Effect } from "effect"
import { audited } from "../audit/index.ts"
import { find } from "../challenge/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { carryOut, currentSettlement } from "./carryOut.ts"
import { currentFacts } from "./currentFacts.ts"
import { finalChallenge } from "./finalChallenge.ts"

/**
 * Approves the plan with this hash, once its dispute window is over. An approval is bound to the hash of the exact awards
 * (I25).
 *
 * **Gotchas**: whoever made the plan cannot approve it (I24); anybody else can. Who is an approver is for the embedder to
 * decide, before asking.
 */
export const approve = Effect.fn("Settlement.approve")(function* (
  challengeId: ChallengeId,
  planHash: string,
  by: PrincipalId
) {
  return yield* audited(
    { action: "settlement.approve", challengeId, by },
    Effect.gen(function* () {
      const challenge = yield* finalChallenge(challengeId)
      const waiting = yield* awaitingApproval(challengeId)
      const current = yield* currentFacts(challenge)
      return yield* carryOut(waiting, { _tag: "Approve", by, planHash, current })
    })
  )
})

/**
 * Rejects the plan with this hash; another plan can be made then. A plan that is approved and not yet posted can still be
 * rejected.
 *
 * **Gotchas**: as with `approve`, whom to let decide is for the embedder; who made a plan may reject it too.
 */
export const reject = Effect.fn("Settlement.reject")(function* (
  challengeId: ChallengeId,
  planHash: string,
  by: PrincipalId,
  reason: string
) {
  return yield* audited(
    { action: "settlement.reject", challengeId, by },
    Effect.gen(function* () {
      yield* find(challengeId)
      const waiting = yield* awaitingApproval(challengeId)
      return yield* carryOut(waiting, { _tag: "Reject", by, planHash, reason })
    })
  )
})

/** The settlement, its plan submitted for approval when the dispute window is over. */
const awaitingApproval = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const settlement = yield* currentSettlement(challengeId)
  return settlement._tag === "Provisional" ? yield* carryOut(settlement, { _tag: "Submit" }) : settlement
})
