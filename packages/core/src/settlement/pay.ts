import { Cause, Clock, Effect, Exit, Option } from "effect"
import { audited } from "../audit/index.ts"
import { definite, PaymentProvider, type PaymentRequest } from "../payment/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import { currentSettlement } from "./carryOut.ts"
import { complete } from "./complete.ts"
import { lineFor } from "./moveLine.ts"
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
 * the line is unknown and stays so until somebody asks the provider (I19), whether the provider failed or was broken. A
 * failing line does not stop the others (I31): when a store fails, the first failure is given after all were tried.
 */
export const pay = Effect.fn("Settlement.pay")(function* (challengeId: ChallengeId, worker: string) {
  yield* currentSettlement(challengeId)
  const now: Instant = yield* Clock.currentTimeMillis
  return yield* eachOnItsOwn(challengeId, (line) =>
    Effect.gen(function* () {
      const isDue = line._tag === "Held" && line.holdUntil <= now
      const payable = isDue ? yield* payoutStep(line, { _tag: "Release" }) : line
      if (payable?._tag === "Payable") yield* payLine(payable, worker)
    })
  )
})

/**
 * Does something with every line of a challenge, whatever becomes of the others, and takes the steps of the settlement that
 * this allows. Only an interruption stops the round.
 */
const eachOnItsOwn = Effect.fnUntraced(function* <E, R>(
  challengeId: ChallengeId,
  act: (line: PayoutLine) => Effect.Effect<void, E, R>
) {
  let failed: Cause.Cause<E> | undefined
  for (const line of yield* payoutLinesOf(challengeId)) {
    const done = yield* Effect.exit(act(line))
    if (Exit.isSuccess(done)) continue
    if (Cause.hasInterrupts(done.cause)) return yield* Effect.failCause(done.cause)
    failed ??= done.cause
  }
  const settled = Effect.flatMap(currentSettlement(challengeId), complete)
  const settlement = yield* audited({ action: "settlement.complete", challengeId }, settled)
  return failed === undefined ? settlement : yield* Effect.failCause(failed)
})

const payLine = Effect.fnUntraced(function* (line: PayoutLine, worker: string) {
  const key = nextAttemptKey(line)
  const leaseUntil = (yield* Clock.currentTimeMillis) + leaseMs
  const claimed = yield* payoutStep(line, { _tag: "Claim", worker, leaseUntil })
  if (claimed === undefined) return
  const submitted = yield* payoutStep(claimed, { _tag: "Submit", worker }).pipe(
    // A store was so slow that the lease is over: nothing was sent, and nothing will be.
    Effect.catchTag("LeaseExpired", () => Effect.as(payoutStep(claimed, { _tag: "Expire" }), undefined))
  )
  if (submitted === undefined) return
  const provider = yield* PaymentProvider
  const answer = Option.getOrUndefined(yield* definite(() => provider.pay(requestOf(submitted, key))))
  const lost: PayoutCommand = { _tag: "LoseTrack", worker }
  if (answer === undefined) {
    yield* payoutStep(submitted, lost)
    return
  }
  const { _tag, reference } = answer
  const evidence = { _tag: "Answer" as const, worker, reference }
  yield* payoutStep(submitted, { _tag: _tag === "Paid" ? "Confirm" : "Refuse", attemptKey: key, evidence }).pipe(
    // What could not be recorded is to be asked for again: until then nobody knows it.
    Effect.onError((cause) =>
      Cause.hasInterrupts(cause) ? Effect.void : Effect.ignoreCause(payoutStep(submitted, lost))
    )
  )
})

const requestOf = ({ claim, recipient, currency, minorUnits }: PayoutLine, key: string): PaymentRequest => {
  const request = { key, recipient, currency, minorUnits }
  return claim === "prize" ? { ...request, claim } : { ...request, claim, charges: [] }
}

/**
 * Asks the provider about every line whose outcome is unknown, and records what it says. What the provider never heard of
 * stays unknown: only a person can decide that it was not paid. As with `pay`, no line stops the others (I31).
 */
export const reconcile = Effect.fn("Settlement.reconcile")(function* (challengeId: ChallengeId) {
  yield* currentSettlement(challengeId)
  const now: Instant = yield* Clock.currentTimeMillis
  return yield* eachOnItsOwn(challengeId, (line) =>
    Effect.gen(function* () {
      const lost = isLost(line, now) ? yield* payoutStep(line, { _tag: "Expire" }) : line
      if (lost?._tag === "Unknown") yield* lookUp(lost)
    })
  )
})

const isLost = (line: PayoutLine, now: Instant): boolean =>
  (line._tag === "Claimed" || line._tag === "Submitted") && line.attempt.leaseUntil <= now

const lookUp = Effect.fnUntraced(function* (line: AttemptedLine) {
  const { key } = line.attempt
  const provider = yield* PaymentProvider
  const found = Option.getOrUndefined(yield* definite(() => provider.lookUp(key, requestOf(line, key))))
  if (found === undefined) return
  const { _tag, reference } = found
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
