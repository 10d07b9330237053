import { Clock, Effect, Result } from "effect"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import { currentSettlement } from "./carryOut.ts"
import { complete } from "./complete.ts"
import { lineFor } from "./moveLine.ts"
import { PaymentProvider } from "./PaymentProvider.ts"
import { type AttemptedLine, nextAttemptKey, type PayoutLine } from "./PayoutLine.ts"
import { payoutLinesOf } from "./payoutLinesOf.ts"
import { payoutStep } from "./payoutStep.ts"
import type { PayoutCommand } from "./payoutTransitions.ts"

/** How long a worker may take over one payout: far longer than any provider takes to answer. */
const leaseMs = 60_000

/**
 * Pays every line that is payable, one by one; gives the settlement after that.
 *
 * **Details**: each step of a payout is stored before the next is taken, in a transaction of its own: claimed, submitted,
 * and what the provider answered. Of several workers that want the same line, one gets it (I18). Without a definite answer
 * the line is unknown and stays so until somebody asks the provider (I19). A failing line does not stop the others (I31).
 */
export const pay = Effect.fn("Settlement.pay")(function* (challengeId: ChallengeId, worker: string) {
  yield* currentSettlement(challengeId)
  yield* releaseDue(yield* payoutLinesOf(challengeId))
  for (const line of yield* payoutLinesOf(challengeId)) {
    if (line._tag === "Payable") yield* payLine(line, worker)
  }
  const { transact } = yield* Transaction
  return yield* transact(Effect.flatMap(currentSettlement(challengeId), complete))
})

const releaseDue = Effect.fnUntraced(function* (lines: ReadonlyArray<PayoutLine>) {
  const now: Instant = yield* Clock.currentTimeMillis
  for (const line of lines) {
    if (line._tag === "Held" && line.holdUntil <= now) yield* payoutStep(line, { _tag: "Release" })
  }
})

const payLine = Effect.fnUntraced(function* (line: PayoutLine, worker: string) {
  const key = nextAttemptKey(line)
  const leaseUntil = (yield* Clock.currentTimeMillis) + leaseMs
  const claimed = yield* payoutStep(line, { _tag: "Claim", worker, leaseUntil })
  const submitted = claimed === undefined ? undefined : yield* payoutStep(claimed, { _tag: "Submit", worker })
  if (submitted === undefined) return
  const { recipient, currency, minorUnits } = submitted
  const answer = yield* Effect.result((yield* PaymentProvider).pay({ key, recipient, currency, minorUnits }))
  if (Result.isFailure(answer)) {
    yield* payoutStep(submitted, { _tag: "LoseTrack", worker })
    return
  }
  const { _tag, reference } = answer.success
  const evidence = { _tag: "Answer" as const, worker, reference }
  yield* payoutStep(submitted, { _tag: _tag === "Paid" ? "Confirm" : "Refuse", attemptKey: key, evidence })
})

/**
 * Asks the provider about every line whose outcome is unknown, and records what it says. What the provider never heard of
 * stays unknown: only a person can decide that it was not paid.
 */
export const reconcile = Effect.fn("Settlement.reconcile")(function* (challengeId: ChallengeId) {
  yield* currentSettlement(challengeId)
  const now: Instant = yield* Clock.currentTimeMillis
  for (const line of yield* payoutLinesOf(challengeId)) {
    const lost = isLost(line, now) ? yield* payoutStep(line, { _tag: "Expire" }) : line
    if (lost?._tag === "Unknown") yield* lookUp(lost)
  }
  const { transact } = yield* Transaction
  return yield* transact(Effect.flatMap(currentSettlement(challengeId), complete))
})

const isLost = (line: PayoutLine, now: Instant): boolean =>
  (line._tag === "Claimed" || line._tag === "Submitted") && line.attempt.leaseUntil <= now

const lookUp = Effect.fnUntraced(function* (line: AttemptedLine) {
  const { key } = line.attempt
  const found = yield* Effect.result((yield* PaymentProvider).lookUp(key))
  if (Result.isFailure(found) || found.success === undefined) return
  const { _tag, reference } = found.success
  const evidence = { _tag: "LookUp" as const, reference }
  yield* payoutStep(line, { _tag: _tag === "Paid" ? "Confirm" : "Refuse", attemptKey: key, evidence })
})

/** Makes a refused or returned line payable again, with a new attempt; the old one stays on record. */
export const retry = Effect.fn("Settlement.retry")(function* (challengeId: ChallengeId, key: string) {
  yield* currentSettlement(challengeId)
  const again: PayoutCommand = { _tag: "Retry" }
  const line = lineFor(
    again,
    (yield* payoutLinesOf(challengeId)).filter((candidate) => candidate.key === key)
  )
  return line === undefined ? undefined : yield* payoutStep(line, again)
})
