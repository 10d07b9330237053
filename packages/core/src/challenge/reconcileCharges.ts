import { Cause, Clock, Effect, Exit, Option } from "effect"
import { definite, PaymentProvider } from "../payment/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import { find } from "./advance.ts"
import { type Charge, chargeRequest, openStates } from "./Charge.ts"
import { Charges } from "./Charges.ts"
import { OtherProviderCharged } from "./chargeErrors.ts"
import { chargePaid, chargeStep } from "./chargeStep.ts"

/**
 * Asks the provider about every charge of a challenge that nobody works on any more, and records what it says: the participant
 * enters, the place is free again, or the fee is owed back. Gives the charges that were under way, as they are after that.
 *
 * **Details**: what was submitted and the provider never heard of stays unknown: only a webhook or a person can decide that
 * it was not paid. What was never submitted is given up. Another provider than the one that was to charge is not asked. No charge stops the others (I31): when a store fails, the first
 * failure is given after all were tried.
 */
export const reconcileCharges = Effect.fn("Challenge.reconcileCharges")(function* (challengeId: ChallengeId) {
  yield* find(challengeId)
  const after: Array<Charge> = []
  let failed: Cause.Cause<Effect.Error<ReturnType<typeof reconcileCharge>>> | undefined
  for (const charge of yield* (yield* Charges).inStates(challengeId, openStates)) {
    const done = yield* Effect.exit(reconcileCharge(charge))
    if (Exit.isSuccess(done)) after.push(done.value)
    else if (Cause.hasInterrupts(done.cause)) return yield* Effect.failCause(done.cause)
    else failed ??= done.cause
  }
  return failed === undefined ? after : yield* Effect.failCause(failed)
})

/** Asks the provider about one charge when its outcome is unknown or its lease is over; gives the charge after that. */
export const reconcileCharge = Effect.fnUntraced(function* (charge: Charge) {
  const isLost = isOverdue(charge, yield* Clock.currentTimeMillis)
  const lost = isLost ? (yield* chargeStep(charge, { _tag: "Expire" })).charge : charge
  if (lost._tag !== "Unknown") return lost
  const { challengeId, provider: charger } = lost
  const provider = yield* PaymentProvider
  if (charger !== undefined && charger !== provider.name) {
    return yield* new OtherProviderCharged({ challengeId, provider: charger, configured: provider.name })
  }
  const asked = yield* definite(() => provider.lookUp(lost.key, chargeRequest(lost)))
  if (Option.isNone(asked)) return lost
  const found = asked.value
  if (found === undefined) {
    return lost.submittedAt === undefined ? (yield* chargeStep(lost, { _tag: "Abandon" })).charge : lost
  }
  const { _tag, reference } = found
  const evidence = { _tag: "LookUp" as const, reference }
  const recorded =
    _tag === "Paid" ? chargePaid(lost, { reference, evidence }) : chargeStep(lost, { _tag: "Refuse", evidence })
  return (yield* recorded).charge
})

const isOverdue = ({ _tag, leaseUntil }: Charge, now: Instant): boolean =>
  (_tag === "Reserved" || _tag === "Submitted") && leaseUntil <= now
