import { Clock, Effect } from "effect"
import { carryOut, find } from "../challenge/index.ts"
import { Ledger } from "../ledger/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { cancellationOf } from "./cancellationOf.ts"
import { command } from "./command.ts"
import { complete } from "./complete.ts"
import { contributionsOf } from "./contributionsOf.ts"
import { payoutLines } from "./PayoutLine.ts"
import { settlementIdOf } from "./plan.ts"
import { openSettlement } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * Cancels a challenge, or the settlement of one that is final, and owes every payer exactly what was paid, once (I29). The
 * refunds are paid like prizes, by `pay`. Once a settlement is posted it can only be corrected.
 */
export const cancel = Effect.fn("Settlement.cancel")(function* (
  challengeId: ChallengeId,
  by: PrincipalId,
  reason: string
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const before = yield* find(challengeId)
      if (before._tag !== "Final" && before._tag !== "Settled")
        yield* carryOut(challengeId, () => ({ _tag: "Cancel", by, reason }))
      return yield* refund(challengeId, by, reason)
    })
  )
})

/** Owes the payers of a cancelled challenge their money, also one that the clock cancelled for too small a field. */
export const refund = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId, reason: string) {
  const {
    definition: { currency }
  } = yield* find(challengeId)
  const store = yield* SettlementStore
  const existing = (yield* store.of(challengeId)).at(-1)
  const settlement = existing ?? openSettlement(settlementIdOf(challengeId, 1), challengeId)
  if (existing === undefined) yield* store.insert(settlement)
  const cancelled = yield* command(settlement, { _tag: "Cancel", by, reason })
  if (cancelled._tag !== "Cancelled") return cancelled
  const refunding = yield* command(cancelled, { _tag: "Refund" })
  if (currency === undefined) return yield* complete(refunding)
  const at = yield* Clock.currentTimeMillis
  const { entry, lines } = cancellationOf({ challengeId, currency, at }, yield* contributionsOf(challengeId))
  yield* (yield* Ledger).append([entry])
  yield* store.addLines(payoutLines(settlement.settlementId, { challengeId, version: 1, currency }, lines))
  return yield* complete(refunding)
})
