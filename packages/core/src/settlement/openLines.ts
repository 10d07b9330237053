import { Effect } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** What is left to do for the payout lines of a challenge. */
export interface OpenLines {
  /** Some can be paid now. */
  readonly isPayable: boolean
  /** Some are with a worker, or their outcome is not known: the provider can be asked. */
  readonly isUncertain: boolean
}

/** What is left to do for the payout lines of a challenge, of all its settlements. */
export const openLines = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const store = yield* SettlementStore
  let open: OpenLines = { isPayable: false, isUncertain: false }
  for (const { settlementId } of yield* store.of(challengeId)) {
    const { Payable, Claimed, Submitted, Unknown } = yield* store.countLines(settlementId, 1)
    open = {
      isPayable: open.isPayable || Payable > 0,
      isUncertain: open.isUncertain || Claimed + Submitted + Unknown > 0
    }
  }
  return open
})
