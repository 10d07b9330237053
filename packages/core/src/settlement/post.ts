import { Clock, Effect, Option } from "effect"
import { balances, Ledger } from "../ledger/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { command, currentSettlement } from "./command.ts"
import { complete } from "./complete.ts"
import { correctionOf } from "./correctionOf.ts"
import { SettlementConflict, SettlementNotFound } from "./errors.ts"
import { type PayoutLine, payoutLines } from "./PayoutLine.ts"
import { payoutStep } from "./payoutStep.ts"
import type { PayoutCommand } from "./payoutTransitions.ts"
import { postingsOf } from "./postingsOf.ts"
import { publishedChallenge } from "./publishedChallenge.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { currentFacts } from "./settlementInput.ts"

/**
 * Posts the approved plan to the ledger as one atomic entry and makes its payouts payable. A correction posts the
 * differences to the plan that it supersedes (I30). Posting again changes nothing.
 */
export const post = Effect.fn("Settlement.post")(function* (challengeId: ChallengeId) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const settlement = yield* currentSettlement(challengeId)
      // What is posted stays so: asked again, the answer is the settlement as it is.
      if ("entryId" in settlement) return settlement
      const challenge = yield* publishedChallenge(challengeId)
      const store = yield* SettlementStore
      const approved = "planHash" in settlement ? yield* planWith(settlement.planHash) : undefined
      if (approved === undefined) return yield* new SettlementNotFound({ settlementId: settlement.settlementId })
      const { entry, lines, steps } = yield* bookingOf(approved)
      const posted = yield* command(settlement, {
        _tag: "Post",
        entryId: entry.id,
        current: yield* currentFacts(challenge)
      })
      yield* (yield* Ledger).append([entry])
      for (const { line, command: shrink } of steps) yield* shrinkLine(settlement, line, shrink)
      yield* store.addLines(payoutLines(settlement.settlementId, approved, lines))
      yield* supersedeBy(approved)
      return yield* complete(yield* command(posted, { _tag: "Distribute" }))
    })
  )
})

/** The settlement that a correction corrects is superseded by it. */
const supersedeBy = Effect.fnUntraced(function* ({ challengeId, version, hash, supersedes }: SettlementPlan) {
  if (supersedes === undefined) return
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  const corrected = settlements.find((state) => state._tag === "Settled" && state.planHash === supersedes.planHash)
  if (corrected !== undefined) yield* command(corrected, { _tag: "Supersede", by: { version, planHash: hash } })
})

/** The plan with this hash. */
export const planWith = Effect.fnUntraced(function* (hash: string) {
  return Option.getOrUndefined(yield* (yield* SettlementStore).plan(hash))
})

/** What a plan books: the whole, or its differences to the plan that it supersedes. */
const bookingOf = Effect.fnUntraced(function* (approved: SettlementPlan) {
  const now = yield* Clock.currentTimeMillis
  const previous = approved.supersedes === undefined ? undefined : yield* planWith(approved.supersedes.planHash)
  if (previous === undefined) return { entry: postingsOf(approved, now), lines: approved.lines, steps: [] }
  const entries = yield* (yield* Ledger).entriesOf(approved.challengeId)
  return correctionOf(
    approved,
    previous,
    { ledger: balances(entries), lines: yield* linesSoFar(approved.challengeId) },
    now
  )
})

/** Every payout line of a challenge, of all its settlements. */
const linesSoFar = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const store = yield* SettlementStore
  const lines: Array<PayoutLine> = []
  for (const { settlementId } of yield* store.of(challengeId)) lines.push(...(yield* store.linesOf(settlementId)))
  return lines
})

/** Shrinks a line by what a correction takes from it; a line that moved on meanwhile makes the whole posting fail. */
const shrinkLine = Effect.fnUntraced(function* (
  { settlementId, revision }: SettlementState,
  line: PayoutLine,
  shrink: PayoutCommand
) {
  const shrunk = yield* payoutStep(line, shrink)
  return shrunk ?? (yield* new SettlementConflict({ settlementId, expected: revision, actual: revision }))
})
