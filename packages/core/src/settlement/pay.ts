import { Cause, Clock, Effect, Exit, Option } from "effect"
import { audited } from "../audit/index.ts"
import { find, sameCharger } from "../challenge/index.ts"
import { definite, PaymentProvider, type PaymentRequest } from "../payment/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import { currentSettlement } from "./carryOut.ts"
import { chargesToRefund } from "./chargesToRefund.ts"
import { complete } from "./complete.ts"
import { OtherProviderPaid } from "./errors.ts"
import { oweFees } from "./feeLines.ts"
import { lineFor } from "./moveLine.ts"
import type { AttemptedLine, PayoutLine } from "./PayoutLine.ts"
import { throughLines } from "./payoutLinesOf.ts"
import { type PayoutStep, payoutStep, payoutSteps } from "./payoutStep.ts"
import type { PayoutCommand } from "./payoutTransitions.ts"
import { type LinesAsked, SettlementStore } from "./SettlementStore.ts"

/** How long a worker may take over one payout: far longer than any provider takes to answer. */
const leaseMs = 60_000

/** Lines are read in pages of this many, so that a million of them are never in memory. */
const pageSize = 1_000

/**
 * So many payments are claimed and submitted together, and are on their way at the same time. A worker that is lost leaves no
 * more than these unknown; and as none waits for another to be answered, the lease is as long for each as for one.
 */
const groupSize = 16

/**
 * Pays every line that is payable; gives the settlement after that.
 *
 * **Details**: each step of a payout is stored before the next is taken: claimed, submitted, and what the provider answered.
 * Lines are claimed in small groups, in one transaction, and then submitted, in another; each is paid by a request of its own,
 * and each answer is stored by itself as soon as it is there. Of several workers that want the same line, one gets it (I18).
 * Without a definite answer the line is unknown and stays so until somebody asks the provider (I19), whether the provider
 * failed or was broken. A failing line does not stop the others (I31): where a store refuses a group its lines are tried one
 * by one, and the first failure is given after all were tried.
 *
 * Where fees of the challenge were charged through another provider, or payouts asked of it, none is paid: it may have paid what this
 * one would pay again, and only it can give back what it charged.
 *
 * Fees that were charged and for which nobody could enter are given back as well, whatever the state of the challenge.
 */
export const pay = Effect.fn("Settlement.pay")(function* (challengeId: ChallengeId, worker: string) {
  yield* oweFees(challengeId)
  yield* currentSettlement(challengeId)
  yield* requireSameProvider(challengeId)
  const dueBy: Instant = yield* Clock.currentTimeMillis
  return yield* inGroups(challengeId, { states: ["Held", "Payable"], dueBy }, (group) => payGroup(group, worker))
})

/** Refuses another provider than the one through which fees of the challenge were charged, and that its payouts were asked of. */
const requireSameProvider = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const store = yield* SettlementStore
  const configured = yield* sameCharger(challengeId)
  for (const { settlementId } of yield* store.of(challengeId)) {
    const provider = (yield* store.providersOf(settlementId)).find((name) => name !== configured)
    if (provider !== undefined) return yield* new OtherProviderPaid({ challengeId, provider, configured })
  }
})

/**
 * Does something with all lines of a challenge that are asked for, a group at a time and whatever becomes of the others, and
 * takes the steps of the settlement that this allows. Only an interruption stops the round.
 */
const inGroups = Effect.fnUntraced(function* <E, R>(
  challengeId: ChallengeId,
  asked: Pick<LinesAsked, "states" | "dueBy">,
  act: (group: ReadonlyArray<PayoutLine>) => Effect.Effect<void, E, R>
) {
  let failed: Cause.Cause<E> | undefined
  for (const { settlementId } of yield* (yield* SettlementStore).of(challengeId)) {
    yield* throughLines(settlementId, { ...asked, limit: pageSize }, (page) =>
      Effect.gen(function* () {
        for (let start = 0; start < page.length; start += groupSize) {
          const done = yield* Effect.exit(act(page.slice(start, start + groupSize)))
          if (Exit.isSuccess(done)) continue
          if (Cause.hasInterrupts(done.cause)) return yield* Effect.failCause(done.cause)
          failed ??= done.cause
        }
      })
    )
  }
  const settlement = yield* settled(challengeId)
  return failed === undefined ? settlement : yield* Effect.failCause(failed)
})

/** The steps that a settlement takes when its lines have moved on. */
const settled = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  return yield* audited(
    { action: "settlement.complete", challengeId },
    Effect.gen(function* () {
      yield* find(challengeId)
      return yield* complete(yield* currentSettlement(challengeId))
    })
  )
})

/** Lines that took a step, and what failed first where some could not. */
interface Stepped<E> {
  readonly lines: ReadonlyArray<PayoutLine>
  readonly failed: Cause.Cause<E> | undefined
}

/**
 * Takes steps of several lines together; where that fails, each of them by itself, so that no line stops another (I31). Gives
 * the lines that are as they should be: those that somebody else was first to move are left out.
 */
const together = <E, R>(
  steps: ReadonlyArray<PayoutStep>,
  take: (steps: ReadonlyArray<PayoutStep>) => Effect.Effect<ReadonlyArray<PayoutLine | undefined>, E, R>
): Effect.Effect<Stepped<E>, E, R> =>
  take(steps).pipe(
    Effect.map((lines): Stepped<E> => ({ lines: lines.filter((line) => line !== undefined), failed: undefined })),
    Effect.catchCause((cause) => {
      if (Cause.hasInterrupts(cause)) return Effect.failCause(cause)
      if (steps.length < 2) return Effect.succeed({ lines: [], failed: cause })
      const alone = Effect.forEach(steps, (step) => together([step], take))
      return Effect.map(alone, (each) => ({
        lines: each.flatMap(({ lines }) => lines),
        failed: each.find(({ failed }) => failed !== undefined)?.failed
      }))
    })
  )

const payGroup = Effect.fnUntraced(function* (group: ReadonlyArray<PayoutLine>, worker: string) {
  const held = group.filter(({ _tag }) => _tag === "Held")
  const released = yield* together(
    held.map((line) => ({ line, command: { _tag: "Release" } })),
    payoutSteps
  )
  const payable = [...group, ...released.lines].filter(({ _tag }) => _tag === "Payable")
  const leaseUntil = (yield* Clock.currentTimeMillis) + leaseMs
  const { name: provider } = yield* PaymentProvider
  const claimed = yield* together(
    payable.map((line) => ({ line, command: { _tag: "Claim", worker, provider, leaseUntil } })),
    payoutSteps
  )
  const submitted = yield* together(
    claimed.lines.map((line) => ({ line, command: { _tag: "Submit", worker } })),
    submit
  )
  const sent = yield* Effect.forEach(submitted.lines, (line) => Effect.exit(send(line, worker)), {
    concurrency: groupSize
  })
  yield* firstOf([released.failed, claimed.failed, submitted.failed, ...sent.map(causeOf)])
})

/** Submits lines together. One whose lease is over, because a store was so slow, becomes unknown: nothing was sent of it. */
const submit = (steps: ReadonlyArray<PayoutStep>) => {
  const [step] = steps
  return step === undefined || steps.length > 1
    ? payoutSteps(steps)
    : payoutSteps(steps).pipe(
        Effect.catchTag("LeaseExpired", () => Effect.as(payoutStep(step.line, { _tag: "Expire" }), [undefined]))
      )
}

const causeOf = <E>(exit: Exit.Exit<unknown, E>): Cause.Cause<E> | undefined =>
  Exit.isFailure(exit) ? exit.cause : undefined

/** Fails with the first of what failed, if anything did; an interruption goes before everything else. */
const firstOf = <E>(failures: ReadonlyArray<Cause.Cause<E> | undefined>): Effect.Effect<void, E> => {
  const causes = failures.filter((cause) => cause !== undefined)
  const first = causes.find(Cause.hasInterrupts) ?? causes[0]
  return first === undefined ? Effect.void : Effect.failCause(first)
}

/** Sends the payment of a line that was submitted, and records what came of it. */
const send = Effect.fnUntraced(function* (submitted: PayoutLine, worker: string) {
  if (submitted._tag !== "Submitted") return
  const { key } = submitted.attempt
  const provider = yield* PaymentProvider
  const request = yield* requestOf(submitted, key)
  const answer = Option.getOrUndefined(yield* definite(() => provider.pay(request)))
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

const requestOf = Effect.fnUntraced(function* (line: PayoutLine, key: string) {
  const { challengeId, claim, recipient, currency, minorUnits } = line
  const request = { key, challengeId, recipient, currency, minorUnits }
  const asked: PaymentRequest =
    claim === "prize" ? { ...request, claim } : { ...request, claim, charges: yield* chargesToRefund(line) }
  return asked
})

/**
 * Asks the provider about every line whose outcome is unknown, and records what it says. What the provider never heard of
 * stays unknown: only a person can decide that it was not paid. Another provider than the one that was to pay is not asked. As with `pay`, no line stops the others (I31).
 */
export const reconcile = Effect.fn("Settlement.reconcile")(function* (challengeId: ChallengeId) {
  yield* currentSettlement(challengeId)
  yield* requireSameProvider(challengeId)
  const dueBy: Instant = yield* Clock.currentTimeMillis
  return yield* inGroups(challengeId, { states: ["Claimed", "Submitted", "Unknown"], dueBy }, lookUpGroup)
})

const lookUpGroup = Effect.fnUntraced(function* (group: ReadonlyArray<PayoutLine>) {
  const lost = group.filter(({ _tag }) => _tag !== "Unknown")
  const expired = yield* together(
    lost.map((line) => ({ line, command: { _tag: "Expire" } })),
    payoutSteps
  )
  const unknown = [...group, ...expired.lines].filter((line) => line._tag === "Unknown")
  const asked = yield* Effect.forEach(unknown, (line) => Effect.exit(lookUp(line)), { concurrency: groupSize })
  yield* firstOf([expired.failed, ...asked.map(causeOf)])
})

const lookUp = Effect.fnUntraced(function* (line: AttemptedLine) {
  const { key } = line.attempt
  const provider = yield* PaymentProvider
  const request = yield* requestOf(line, key)
  const found = Option.getOrUndefined(yield* definite(() => provider.lookUp(key, request)))
  if (found === undefined) return
  const { _tag, reference } = found
  const evidence = { _tag: "LookUp" as const, reference }
  yield* payoutStep(line, { _tag: _tag === "Paid" ? "Confirm" : "Refuse", attemptKey: key, evidence })
})

/** Makes a refused or returned line payable again, with a new attempt; the old one stays on record. */
export const retry = Effect.fn("Settlement.retry")(function* (challengeId: ChallengeId, key: string) {
  yield* currentSettlement(challengeId)
  const again: PayoutCommand = { _tag: "Retry" }
  const line = lineFor(again, yield* (yield* SettlementStore).linesByKey(challengeId, [key]))
  return line === undefined ? undefined : yield* payoutStep(line, again)
})
