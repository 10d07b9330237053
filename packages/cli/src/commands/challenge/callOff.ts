import { find } from "@laurel/core/challenge"
import { cancel, SettlementStore } from "@laurel/core/settlement"
import type { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect } from "effect"

/** Cancels a challenge; gives its state then, and how many of its payers are to be refunded. */
export const callOff = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId, reason: string) {
  const { settlementId } = yield* cancel(challengeId, by, reason)
  const { Payable: refunds } = yield* (yield* SettlementStore).countLines(settlementId)
  return { state: (yield* find(challengeId))._tag, refunds }
})
