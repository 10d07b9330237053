import { Clock, Effect } from "effect"
import { audited } from "../audit/index.ts"
import { book, carryOut as carryOutOn, find, Outbox } from "../challenge/index.ts"
import { type Account, accountName, type Entry, type EntryToPost, Ledger } from "../ledger/index.ts"
import type { ChallengeId, Currency } from "../shared/index.ts"
import { carryOut, currentSettlement } from "./carryOut.ts"
import { type LineStep, receivablesOf, takeable } from "./changesOf.ts"
import { complete } from "./complete.ts"
import { correctionOf } from "./correctionOf.ts"
import { currentFacts } from "./currentFacts.ts"
import { forbidden } from "./decide.ts"
import { CarryOverTaken, PayoutLineMoved, PlanNotKept } from "./errors.ts"
import { finalChallenge } from "./finalChallenge.ts"
import { planToPost } from "./keptPlan.ts"
import { LineTable } from "./LineTable.ts"
import { owedLines } from "./PayoutLine.ts"
import type { PlanToPost } from "./PlanToPost.ts"
import { addedToPay } from "./payLater.ts"
import { payoutLinesOf } from "./payoutLinesOf.ts"
import { payoutSteps } from "./payoutStep.ts"
import { entryToPost } from "./postingsOf.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * Posts the approved plan to the ledger as one atomic entry and makes its payouts payable. A correction posts the
 * differences to the plan that it supersedes (I30). A plan that is not exactly the approved one is refused (I25). Posting
 * again changes nothing.
 *
 * **Gotchas**: the decision was the approval; anybody may have it carried out.
 */
export const post = Effect.fn("Settlement.post")(function* (challengeId: ChallengeId) {
  return yield* audited(
    { action: "settlement.post", challengeId },
    Effect.gen(function* () {
      yield* find(challengeId)
      const settlement = yield* currentSettlement(challengeId)
      // What is posted stays so: asked again, the answer is the settlement as it is.
      if ("entryId" in settlement) return settlement
      if (!("planHash" in settlement)) return yield* forbidden(settlement, "Post")
      const challenge = yield* finalChallenge(challengeId)
      // What is read to be compared is gone before the lines are read.
      const current = yield* currentFacts(challenge)
      const approved = yield* planToPost(settlement, settlement.planHash)
      const { entry, lines, steps } = yield* bookingOf(settlement, approved)
      const posted = yield* carryOut(settlement, { _tag: "Post", entryId: entry.id, current })
      yield* carryOutOn(challengeId, () => ({ _tag: "ClosePool" }))
      const taken = yield* payoutSteps(steps)
      const moved = steps.find((_, index) => taken[index] === undefined)
      if (moved !== undefined) return yield* new PayoutLineMoved({ line: moved.line.key })
      const { settlementId } = settlement
      const { addLines } = yield* SettlementStore
      // Each is made while the store still writes of the other.
      yield* Effect.all([book([entry]), addedToPay(owedLines(settlementId, approved, lines.byKey()), addLines)], {
        concurrency: "unbounded",
        discard: true
      })
      // The prizes of everybody are those of this plan from now on.
      yield* (yield* Outbox).add(challengeId, "Everybody")
      yield* supersedeBy(settlement, approved)
      return yield* complete(yield* carryOut(posted, { _tag: "Distribute" }))
    })
  )
})

/** The settlement that a correction corrects is superseded by it. */
const supersedeBy = Effect.fnUntraced(function* (
  { settlementId, supersedes }: SettlementState,
  { challengeId, version, hash }: PlanToPost
) {
  if (supersedes === undefined) return
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  const { planHash } = supersedes
  const corrected = settlements.find((state) => "entryId" in state && state.planHash === planHash)
  if (corrected === undefined) return yield* new PlanNotKept({ settlementId, planHash })
  yield* carryOut(corrected, { _tag: "Supersede", by: { version, planHash: hash } })
})

/** What is booked for a plan. */
interface Booking {
  readonly entry: EntryToPost
  readonly lines: LineTable
  readonly steps: ReadonlyArray<LineStep>
}

/** What a plan books: the whole, or its differences to the plan that it supersedes. */
const bookingOf = Effect.fnUntraced(function* (settlement: SettlementState, approved: PlanToPost) {
  const now = yield* Clock.currentTimeMillis
  const { challengeId, supersedes } = settlement
  if (supersedes === undefined) {
    const whole: Booking = { entry: entryToPost(approved, now), lines: LineTable.of(approved.lines), steps: [] }
    return whole
  }
  const previous = yield* planToPost(settlement, supersedes.planHash)
  const ledger = yield* balancesOf(receivablesOf(approved, previous), approved.currency)
  const lines = yield* payoutLinesOf(challengeId, { states: takeable })
  const correction = correctionOf(approved, previous, { ledger, lines }, now)
  yield* stillCarried(settlement, correction.entry)
  const differences: Booking = { ...correction, lines: LineTable.of(correction.lines) }
  return differences
})

/** What the ledger says that these accounts hold; of others it says nothing. */
const balancesOf = Effect.fnUntraced(function* (accounts: ReadonlyArray<Account>, currency: Currency) {
  const held = yield* (yield* Ledger).held(accounts, currency)
  const byName = new Map(accounts.map((account, index) => [accountName(account), held[index] ?? 0n]))
  return { held: (account: Account): bigint => byName.get(accountName(account)) ?? 0n }
})

/** A correction takes back only what was carried over and is still there. */
const stillCarried = Effect.fnUntraced(function* ({ settlementId }: SettlementState, { currency, postings }: Entry) {
  const taken = postings.filter(({ account, minorUnits }) => account._tag === "CarryOver" && minorUnits > 0n)
  if (taken.length === 0) return
  const { held } = yield* balancesOf(
    taken.map(({ account }) => account),
    currency
  )
  for (const { account, minorUnits } of taken) {
    if (account._tag !== "CarryOver" || minorUnits <= held(account)) continue
    const asked = { askedMinorUnits: minorUnits, heldMinorUnits: held(account) }
    return yield* new CarryOverTaken({ settlementId, carrier: account.challengeId, ...asked })
  }
})
