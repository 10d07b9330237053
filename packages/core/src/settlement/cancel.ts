import { Clock, Effect } from "effect"
import { audited } from "../audit/index.ts"
import { advance, book, carryOut as carryOutOn, find, forbidden, onlyOrganiser } from "../challenge/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { cancellationOf } from "./cancellationOf.ts"
import { carryOut } from "./carryOut.ts"
import { complete } from "./complete.ts"
import { contributionsOf } from "./contributionsOf.ts"
import { insertSettlement } from "./insertSettlement.ts"
import { payoutLines } from "./PayoutLine.ts"
import { payLater } from "./payLater.ts"
import { settlementIdOf } from "./plan.ts"
import { openSettlement, type SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * Cancels a challenge with its settlement, if it has one, and owes every payer exactly what was paid, once (I29). The
 * refunds are paid like prizes, by `pay`. Only the organiser cancels; once a settlement is posted it can only be corrected.
 * A correction that is not yet posted is cancelled alone: nothing is refunded, and the earlier settlement stands. To cancel that again
 * is refused, as it was before there was a correction. Cancelling a challenge again changes nothing.
 *
 * **Gotchas**: standings that a cancelled correction restated stay restated; `restate` takes that back too.
 */
export const cancel = Effect.fn("Settlement.cancel")(function* (
  challengeId: ChallengeId,
  by: PrincipalId,
  reason: string
) {
  return yield* audited(
    { action: "settlement.cancel", challengeId, by },
    Effect.gen(function* () {
      yield* Effect.fromResult(onlyOrganiser(yield* find(challengeId), by))
      const settlements = yield* (yield* SettlementStore).of(challengeId)
      const latest = settlements.at(-1)
      if (latest?.supersedes !== undefined) {
        // Of corrections that were called off the settlement stands that they would have corrected.
        const standing = settlements.findLast((one) => !("cancelledBy" in one)) ?? latest
        return yield* carryOut(standing, { _tag: "Cancel", by, reason })
      }
      const owed = yield* owePayers(challengeId, by, reason)
      yield* carryOutOn(challengeId, () => ({ _tag: "Cancel", by, reason }))
      return owed
    })
  )
})

/**
 * Owes the payers of a cancelled challenge their money. For anybody to ask: the clock cancels a challenge whose field is too
 * small, and that its payers get their money back is nobody's decision any more. Asking again changes nothing.
 */
export const refund = Effect.fn("Settlement.refund")(function* (
  challengeId: ChallengeId,
  by: PrincipalId,
  reason: string
) {
  return yield* audited(
    { action: "settlement.refund", challengeId, by },
    Effect.gen(function* () {
      const refusal = forbidden(yield* advance(challengeId), "Refund")
      return refusal === undefined ? yield* owePayers(challengeId, by, reason) : yield* refusal
    })
  )
})

/** The settlement, cancelled. What is cancelled stays so, whoever asked first: the answer is the settlement as it is. */
const calledOff = Effect.fnUntraced(function* (settlement: SettlementState, by: PrincipalId, reason: string) {
  return "cancelledBy" in settlement ? settlement : yield* carryOut(settlement, { _tag: "Cancel", by, reason })
})

const owePayers = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId, reason: string) {
  const {
    definition: { currency }
  } = yield* find(challengeId)
  const store = yield* SettlementStore
  const existing = (yield* store.of(challengeId)).at(-1)
  const settlement = existing ?? openSettlement(settlementIdOf(challengeId, 1), challengeId)
  if (existing === undefined) yield* insertSettlement(settlement)
  const cancelled = yield* calledOff(settlement, by, reason)
  if (cancelled._tag !== "Cancelled") return cancelled
  const refunding = yield* carryOut(cancelled, { _tag: "Refund" })
  if (currency === undefined) return yield* complete(refunding)
  const at = yield* Clock.currentTimeMillis
  const { entry, lines } = cancellationOf({ challengeId, currency, at }, yield* contributionsOf(challengeId))
  yield* book([entry])
  const owed = payoutLines(settlement.settlementId, { challengeId, version: 1, currency }, lines)
  yield* store.addLines(owed)
  yield* payLater(owed)
  return yield* complete(refunding)
})
