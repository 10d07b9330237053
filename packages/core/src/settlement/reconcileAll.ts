import { Effect } from "effect"
import { Charges, reconcileCharges } from "../challenge/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { reconcile } from "./pay.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** How much of a challenge the provider could not tell. */
export interface StillUnknown {
  readonly payouts: number
  readonly charges: number
}

/** Asks the provider about the payouts of a challenge whose outcome is unknown; before the first settlement there are none. */
export const reconcilePayouts = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  if (settlements.length > 0) yield* reconcile(challengeId)
})

/** Asks the provider about everything of a challenge whose outcome is unknown, charges and payouts; gives what still is. Nothing is paid. */
export const reconcileAll = Effect.fn("Settlement.reconcileAll")(function* (challengeId: ChallengeId) {
  yield* reconcileCharges(challengeId)
  yield* reconcilePayouts(challengeId)
  const store = yield* SettlementStore
  let payouts = 0
  for (const { settlementId } of yield* store.of(challengeId))
    payouts += (yield* store.countLines(settlementId)).Unknown
  const charges = (yield* (yield* Charges).inStates(challengeId, ["Unknown"])).length
  const unknown: StillUnknown = { payouts, charges }
  return unknown
})
