import { Clock, Effect, Option } from "effect"
import { balances, Ledger } from "../ledger/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { carryOut, currentSettlement } from "./carryOut.ts"
import { complete } from "./complete.ts"
import { correctionOf } from "./correctionOf.ts"
import { forbidden } from "./decide.ts"
import { PayoutLineMoved } from "./errors.ts"
import { finalChallenge } from "./finalChallenge.ts"
import { payoutLines } from "./PayoutLine.ts"
import { payoutLinesOf } from "./payoutLinesOf.ts"
import { payoutStep } from "./payoutStep.ts"
import { postingsOf } from "./postingsOf.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { factsNow, storedFacts } from "./storedFacts.ts"

/**
 * Posts the approved plan to the ledger as one atomic entry and makes its payouts payable. A correction posts the
 * differences to the plan that it supersedes (I30). Posting again changes nothing.
 *
 * **Gotchas**: the decision was the approval; anybody may have it carried out.
 */
export const post = Effect.fn("Settlement.post")(function* (challengeId: ChallengeId) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const settlement = yield* currentSettlement(challengeId)
      // What is posted stays so: asked again, the answer is the settlement as it is.
      if ("entryId" in settlement) return settlement
      if (!("planHash" in settlement)) return yield* forbidden(settlement, "Post")
      const challenge = yield* finalChallenge(challengeId)
      const approved = yield* keptPlan(settlement.planHash)
      const { entry, lines, steps } = yield* bookingOf(approved)
      const current = factsNow(challenge, yield* storedFacts(challenge))
      const posted = yield* carryOut(settlement, { _tag: "Post", entryId: entry.id, current })
      yield* (yield* Ledger).append([entry])
      for (const { line, command } of steps) {
        if ((yield* payoutStep(line, command)) === undefined) return yield* new PayoutLineMoved({ line: line.key })
      }
      yield* (yield* SettlementStore).addLines(payoutLines(settlement.settlementId, approved, lines))
      yield* supersedeBy(approved)
      return yield* complete(yield* carryOut(posted, { _tag: "Distribute" }))
    })
  )
})

/** The settlement that a correction corrects is superseded by it. */
const supersedeBy = Effect.fnUntraced(function* ({ challengeId, version, hash, supersedes }: SettlementPlan) {
  if (supersedes === undefined) return
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  const corrected = settlements.find((state) => state._tag === "Settled" && state.planHash === supersedes.planHash)
  if (corrected !== undefined) yield* carryOut(corrected, { _tag: "Supersede", by: { version, planHash: hash } })
})

/** The plan with this hash, which was kept before any settlement came to name it. */
const keptPlan = Effect.fnUntraced(function* (hash: string) {
  const kept = yield* (yield* SettlementStore).plan(hash)
  return yield* Option.match(kept, {
    onNone: () => Effect.die(new Error(`the plan ${hash} is not kept`)),
    onSome: Effect.succeed
  })
})

/** What a plan books: the whole, or its differences to the plan that it supersedes. */
const bookingOf = Effect.fnUntraced(function* (approved: SettlementPlan) {
  const now = yield* Clock.currentTimeMillis
  const { challengeId, supersedes } = approved
  if (supersedes === undefined) return { entry: postingsOf(approved, now), lines: approved.lines, steps: [] }
  const previous = yield* keptPlan(supersedes.planHash)
  const ledger = balances(yield* (yield* Ledger).entriesOf(challengeId))
  return correctionOf(approved, previous, { ledger, lines: yield* payoutLinesOf(challengeId) }, now)
})
