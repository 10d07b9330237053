import { Clock, Effect } from "effect"
import { chargeRequest, type Entry, joinWithFee, reconcileCharges, reportCharge } from "../../src/challenge/index.ts"
import { Ledger, trialBalance } from "../../src/ledger/index.ts"
import { PaymentProvider } from "../../src/payment/index.ts"
import { VirtualClock } from "../../src/runtime/index.ts"
import { pay, payoutLinesOf, reconcile, report, retry, SettlementStore } from "../../src/settlement/index.ts"
import type { ChallengeId } from "../../src/shared/index.ts"
import { books, organiser, storyDefinition } from "../stories/world.ts"

/** Longer than any lease. */
const aWhileMs = 10 * 60_000

/** So much later. */
export const later = (millis: number): Effect.Effect<void> =>
  Clock.clockWith((clock) =>
    clock instanceof VirtualClock
      ? Effect.flatMap(clock.currentTimeMillis, (now) => Effect.sync(() => clock.moveTo(now + millis)))
      : Effect.die("crashes are tried on a virtual clock")
  )

/**
 * What happens after a restart until everything is paid: leases run out, the provider is asked about what is unknown, a
 * person decides about what it never heard of, and the rest is paid.
 */
export const payUntilDone = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  for (let round = 0; round < 2; round++) {
    yield* later(aWhileMs)
    yield* reconcile(challengeId)
    yield* decideByHand(challengeId)
    yield* pay(challengeId, "after the restart")
  }
  return yield* reconcile(challengeId)
})

/** What the provider never heard of was not paid: a person says so, and the line is tried again. */
const decideByHand = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const provider = yield* PaymentProvider
  for (const line of yield* payoutLinesOf(challengeId)) {
    if (line._tag !== "Unknown") continue
    const { recipient, currency, minorUnits, attempt } = line
    const attemptKey = attempt.key
    const request = { key: attemptKey, challengeId, recipient, currency, minorUnits, claim: "prize" as const }
    if ((yield* provider.lookUp(attemptKey, request)) !== undefined) continue
    const evidence = { _tag: "Person", by: organiser, note: "the provider has no such payment" } as const
    yield* report(challengeId, { attemptKey, outcome: "Refused", evidence })
    yield* retry(challengeId, line.key)
  }
})

/**
 * What happens after a restart until a join has its answer: the lease runs out, the provider is asked, a person decides about
 * what it never heard of, and whoever wanted to enter tries again.
 */
export const joinUntilDone = Effect.fnUntraced(function* (challengeId: ChallengeId, entry: Entry) {
  yield* later(aWhileMs)
  const provider = yield* PaymentProvider
  for (const charge of yield* reconcileCharges(challengeId)) {
    if (charge._tag !== "Unknown") continue
    if ((yield* provider.lookUp(charge.key, chargeRequest(charge))) !== undefined) continue
    const evidence = { _tag: "Person", by: organiser, note: "the provider has no such charge" } as const
    yield* reportCharge(challengeId, { key: charge.key, outcome: "Refused", evidence })
  }
  const outcome = yield* joinWithFee(challengeId, entry, "after the restart")
  if (outcome._tag === "ChargePending") yield* reconcileCharges(challengeId)
})

/** Who holds what, whether the books are sound, and in which state the settlements and their lines are. */
export const finalState = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const entries = yield* (yield* Ledger).entriesOf(challengeId)
  return {
    sound: (yield* books({ ...storyDefinition(), id: challengeId })).sound,
    accounts: trialBalance(entries).flatMap(({ rows }) =>
      rows.map(({ name, debit, credit }) => [name, debit - credit])
    ),
    settlements: (yield* (yield* SettlementStore).of(challengeId)).map(({ _tag, version }) => [_tag, version]),
    lines: (yield* payoutLinesOf(challengeId)).map(({ _tag, key, minorUnits }) => [key, _tag, minorUnits])
  }
})
