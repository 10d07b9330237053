import { Cause, Effect, Option } from "effect"
import { definite, PaymentProvider } from "../payment/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { type Charge, chargeRequest } from "./Charge.ts"
import { Charges } from "./Charges.ts"
import { chargePaid, chargeStep } from "./chargeStep.ts"
import type { Entry } from "./Entry.ts"
import type { EntryOutcome } from "./enter.ts"
import { join } from "./join.ts"
import { reconcileCharge } from "./reconcileCharges.ts"
import { reserve } from "./reserve.ts"

/** What became of a join with a fee that is to be charged. */
export type JoinOutcome =
  | EntryOutcome
  /** The fee was not paid; nothing is left of the entry. To join again makes a new charge. */
  | { readonly _tag: "ChargeRefused"; readonly key: string }
  /** The charge is under way, or nobody knows whether it is paid. Its place is kept; `reconcileCharges` clears it. */
  | { readonly _tag: "ChargePending"; readonly key: string }
  /** The fee is paid, but nobody could be entered for it any more: it is owed back to its payer. */
  | { readonly _tag: "FeeOwedBack"; readonly key: string }

/** What is left of a step that came too late: somebody else decided the charge, or took it over, at the same moment. */
const movedOn = [
  "ChargeAnswerLate",
  "ChargeLeaseExpired",
  "ChargeLeaseRunning",
  "ChargeMoved",
  "ChargeNotFound",
  "ChargeTransitionForbidden",
  "ChargeWasSubmitted",
  "NotTheCharger"
] as const

/**
 * Enters a participant whose fee is charged through the payment provider. `entry.fee` says who pays and how much; it has to be
 * what the challenge asks at present, which is when the entry is made.
 *
 * **Details**: three steps, each stored before the next is taken, and the provider called between the last two, outside of any
 * transaction: a place is kept and the charge reserved; it is submitted; and once the provider has answered, the participant
 * enters and the fee goes to the pool. Only who submitted the charge sends it (I18). A refused charge gives the place back.
 * Without a definite answer the charge is unknown, keeps its place and leaves no entry, until `reconcileCharges`, a webhook or
 * a person (`reportCharge`) decides it (I19).
 *
 * The same join again is answered the same (I15): while its charge is under way, `ChargePending`; one whose outcome is unknown
 * is looked up first, unless another provider is to charge it. Where somebody else moves the charge at the same moment, a webhook or
 * `reconcileCharges`, the answer is what became of it as it is stored then: whoever joins could do nothing about that it moved.
 */
export const joinWithFee = Effect.fn("Challenge.joinWithFee")(function* (
  challengeId: ChallengeId,
  entry: Entry,
  worker: string
) {
  return yield* joined(challengeId, entry, worker).pipe(
    Effect.catchTag(movedOn, ({ key }) => outcomeStored(challengeId, key))
  )
})

const joined = Effect.fnUntraced(function* (challengeId: ChallengeId, entry: Entry, worker: string) {
  const begun = yield* reserve(challengeId, entry, worker)
  if (begun._tag !== "UnderWay") return yield* goOn(challengeId, begun, worker)
  const charge = yield* reconcileCharge(begun.charge).pipe(
    Effect.catchTag("OtherProviderCharged", () => Effect.succeed(begun.charge))
  )
  // It was never sent: the place is free again, for the same entry too.
  const isAbandoned = charge._tag === "Refused" && charge.evidence === undefined
  return isAbandoned ? yield* goOn(challengeId, yield* reserve(challengeId, entry, worker), worker) : outcomeOf(charge)
})

const alreadyEntered: EntryOutcome = { _tag: "AlreadyEntered" }

type Begun = Effect.Success<ReturnType<typeof reserve>>

const goOn = Effect.fnUntraced(function* (challengeId: ChallengeId, begun: Begun, worker: string) {
  if (begun._tag === "Free") return (yield* join(challengeId, [begun.entry]))[0] ?? alreadyEntered
  if (begun._tag === "Answered") return begun.outcome
  return begun._tag === "UnderWay" ? outcomeOf(begun.charge) : outcomeOf(yield* charged(begun.charge, worker))
})

/** Submits a reserved charge, has it charged, and records what the provider says; gives the charge after that. */
const charged = Effect.fnUntraced(function* (reserved: Charge, worker: string) {
  // Where a store was so slow that the lease is over, or the charge was taken for lost, nothing was sent, and nothing will be.
  const submitted = yield* chargeStep(reserved, { _tag: "Submit", worker })
  if (!submitted.isChanged) return submitted.charge
  const provider = yield* PaymentProvider
  const answer = Option.getOrUndefined(yield* definite(() => provider.charge(chargeRequest(reserved))))
  const lost = chargeStep(reserved, { _tag: "LoseTrack", worker })
  if (answer === undefined) return (yield* lost).charge
  const { _tag, reference } = answer
  const evidence = { _tag: "Answer" as const, worker, reference }
  const recorded =
    _tag === "Paid" ? chargePaid(reserved, { reference, evidence }) : chargeStep(reserved, { _tag: "Refuse", evidence })
  return yield* recorded.pipe(
    Effect.map(({ charge }) => charge),
    // What could not be recorded is to be asked for again: until then nobody knows it.
    Effect.onError((cause) => (Cause.hasInterrupts(cause) ? Effect.void : Effect.ignoreCause(lost)))
  )
})

/** What has become of a charge by what is stored. */
const outcomeStored = Effect.fnUntraced(function* (challengeId: ChallengeId, key: string) {
  const found = yield* (yield* Charges).find(challengeId, key)
  return Option.match(found, { onNone: (): JoinOutcome => ({ _tag: "ChargePending", key }), onSome: outcomeOf })
})

const outcomeOf = (charge: Charge): JoinOutcome => {
  const { key } = charge
  switch (charge._tag) {
    case "Charged":
      return { _tag: "Entered" }
    case "OwedBack":
      return { _tag: "FeeOwedBack", key }
    case "Refused":
      return { _tag: "ChargeRefused", key }
    default:
      return { _tag: "ChargePending", key }
  }
}
