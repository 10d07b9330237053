import { Effect } from "effect"
import { advance, payJob } from "../challenge/index.ts"
import { JobKey, Jobs } from "../runtime/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { refund } from "./cancel.ts"
import { currentSettlement } from "./carryOut.ts"
import { retry } from "./pay.ts"
import { reconcileJob } from "./payLater.ts"
import { payoutLinesOf } from "./payoutLinesOf.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** A challenge that the clock cancelled owes its payers their money; for whoever looks first. Again changes nothing. */
export const oweRefunds = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId) {
  const challenge = yield* advance(challengeId)
  if (challenge._tag !== "Cancelled") return
  const latest = (yield* (yield* SettlementStore).of(challengeId)).at(-1)
  if (latest === undefined || !("cancelledBy" in latest)) yield* refund(challengeId, by, challenge.reason)
})

/** Tries payouts again that were refused or returned: these, by their keys, or all of them. */
export const retryLines = Effect.fnUntraced(function* (challengeId: ChallengeId, lines: ReadonlyArray<string> | "all") {
  const keys =
    lines === "all"
      ? (yield* payoutLinesOf(challengeId, { states: ["Refused", "Returned"] })).map(({ key }) => key)
      : lines
  for (const key of keys) yield* retry(challengeId, key)
})

/**
 * Has paying go on, by whoever works: what is unknown is asked for, and what can be paid is paid, refunds of a challenge that the clock
 * cancelled too. Safe at any time and any number of times: nothing is paid twice.
 */
export const goOn = Effect.fn("Settlement.goOn")(function* (
  challengeId: ChallengeId,
  by: PrincipalId,
  again: ReadonlyArray<string> | "all"
) {
  yield* oweRefunds(challengeId, by)
  const { settlementId } = yield* currentSettlement(challengeId)
  yield* retryLines(challengeId, again)
  const key = JobKey.make(settlementId)
  yield* (yield* Jobs).enqueue([
    { kind: reconcileJob, key, challengeId },
    { kind: payJob, key, challengeId }
  ])
})
