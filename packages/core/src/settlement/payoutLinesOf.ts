import { Effect } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * Every payout line of a challenge: of all its settlements, the oldest first. A line is owed on after the settlement that
 * made it was superseded.
 */
export const payoutLinesOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const store = yield* SettlementStore
  const lines: Array<PayoutLine> = []
  for (const { settlementId } of yield* store.of(challengeId)) {
    for (const line of yield* store.linesOf(settlementId)) lines.push(line)
  }
  return lines
})
