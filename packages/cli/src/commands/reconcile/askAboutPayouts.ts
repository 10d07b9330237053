import { reconcile, SettlementStore } from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"

/** Asks the provider about the payouts of a challenge whose outcome is unknown; before the first settlement there are none. */
export const askAboutPayouts = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  if (settlements.length > 0) yield* reconcile(challengeId)
})
