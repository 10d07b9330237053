import { Effect } from "effect"
import { carryOut as carryOutOn } from "../challenge/index.ts"
import { carryOut } from "./carryOut.ts"
import { progressOf } from "./countLines.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * Takes the steps that the payout lines of a settlement allow: flags it when some need attention, lets it go on, or
 * completes it, and with it the challenge.
 */
export const complete = Effect.fnUntraced(function* (settlement: SettlementState) {
  // Whether there are lines in a state is all that matters here.
  const lines = yield* (yield* SettlementStore).countLines(settlement.settlementId, 1)
  let state = settlement
  while (state._tag === "Distributing" || state._tag === "NeedsAttention" || state._tag === "Refunding") {
    const step = progressOf(state._tag, lines)
    if (step === undefined) return state
    state = yield* carryOut(state, step === "Flag" || step === "Resume" ? { _tag: step } : { _tag: step, lines })
    if (step === "Complete") yield* carryOutOn(state.challengeId, () => ({ _tag: "Settle" }))
  }
  return state
})
