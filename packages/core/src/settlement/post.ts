import { Clock, Effect, Option } from "effect"
import { balances, Ledger } from "../ledger/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { command, currentSettlement } from "./command.ts"
import { complete } from "./complete.ts"
import { correctionOf } from "./correctionOf.ts"
import { SettlementNotFound } from "./errors.ts"
import { payoutLines } from "./PayoutLine.ts"
import { postingsOf } from "./postingsOf.ts"
import { publishedChallenge } from "./publishedChallenge.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import { currentFacts } from "./settlementInput.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * Posts the approved plan to the ledger as one atomic entry and makes its payouts payable. A correction posts the
 * differences to the plan that it supersedes (I30). Posting again changes nothing.
 */
export const post = Effect.fn("Settlement.post")(function*(challengeId: ChallengeId) {
  const { transact } = yield* Transaction
  return yield* transact(Effect.gen(function*() {
    const settlement = yield* currentSettlement(challengeId)
    // What is posted stays so: asked again, the answer is the settlement as it is.
    if ("entryId" in settlement) return settlement
    const challenge = yield* publishedChallenge(challengeId)
    const store = yield* SettlementStore
    const approved = "planHash" in settlement ? yield* planWith(settlement.planHash) : undefined
    if (approved === undefined) return yield* new SettlementNotFound({ settlementId: settlement.settlementId })
    const { entry, lines } = yield* bookingOf(approved)
    const posted = yield* command(settlement, { _tag: "Post", entryId: entry.id, current: yield* currentFacts(challenge) })
    yield* (yield* Ledger).append([entry])
    yield* store.addLines(payoutLines(settlement.settlementId, approved, lines))
    yield* supersedeBy(approved)
    return yield* complete(yield* command(posted, { _tag: "Distribute" }))
  }))
})

/** The settlement that a correction corrects is superseded by it. */
const supersedeBy = Effect.fnUntraced(function*({ challengeId, version, hash, supersedes }: SettlementPlan) {
  if (supersedes === undefined) return
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  const corrected = settlements.find((state) => state._tag === "Settled" && state.planHash === supersedes.planHash)
  if (corrected !== undefined) yield* command(corrected, { _tag: "Supersede", by: { version, planHash: hash } })
})

/** The plan with this hash. */
export const planWith = Effect.fnUntraced(function*(hash: string) {
  return Option.getOrUndefined(yield* (yield* SettlementStore).plan(hash))
})

/** The entry and the lines of a plan: of the whole, or of its differences to the plan that it supersedes. */
const bookingOf = Effect.fnUntraced(function*(approved: SettlementPlan) {
  const now = yield* Clock.currentTimeMillis
  const previous = approved.supersedes === undefined ? undefined : yield* planWith(approved.supersedes.planHash)
  if (previous === undefined) return { entry: postingsOf(approved, now), lines: approved.lines }
  const entries = yield* (yield* Ledger).entriesOf(approved.challengeId)
  return correctionOf(approved, previous, balances(entries), now)
})
