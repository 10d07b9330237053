import { Schema } from "effect"
import { challengeParams } from "../../wire/text.ts"
import { SettlementJson } from "./SettlementJson.ts"

/** What all that brings a settlement forward has in common: it is answered with how far the settlement is then. */
export const settlementMove = {
  method: "POST",
  resource: "Settlements",
  policy: "settlement",
  idempotency: "required",
  params: challengeParams,
  success: SettlementJson
} as const

/** The organiser, who has signed in a short while ago. */
export const organiser = { who: "Organiser", scope: "settle", isFresh: true } as const
/** Whoever may look at how it is settled. */
export const overseer = { who: "Overseer", scope: "read" } as const

/** Why somebody does something, in their own words. */
export const Reason = Schema.NonEmptyString.check(Schema.isMaxLength(2_000))

/** What any step of a settlement may be refused with: its state, its plan and its signatures have to allow it. */
export const ofSteps = [
  "AlreadyApproved",
  "ApproverIsMaker",
  "DisputeWindowOpen",
  "FactsUnchanged",
  "NothingToRefund",
  "PayoutsOutstanding",
  "PlanAltered",
  "PlanOfOtherChallenge",
  "PlanOutOfSequence",
  "SettlementConflict",
  "TransitionForbidden"
] as const

/** What may be refused besides where the plan that is meant is named: another one stands by now, or what it rests on has changed. */
export const ofNamedPlan = ["PlanHashMismatch", "StalePlan"] as const

/** What making a plan may be refused with: the standings, the pool and the prize plan have to give one. */
export const ofPlanning = [
  "DegenerateUnanswered",
  "NegativeContribution",
  "NothingToSettle",
  "PlanNotKept",
  "PlanUnsound",
  "PoolMismatch",
  "PrizesDoNotBalance",
  "ResidualUnanswered",
  "SecretMismatch",
  "SecretMissing",
  "ShortfallUnanswered"
] as const

/** What a step of a payout may be refused with: its state, its attempt and what is said of it have to allow it. */
export const ofPaying = [
  "AttemptUnknown",
  "EntryConflict",
  "EvidenceInsufficient",
  "LeaseExpired",
  "LeaseRunning",
  "NotTheClaimant",
  "NotYetDue",
  "OutcomeContradicted",
  "PayoutLineMoved",
  "PayoutTransitionForbidden",
  "ReductionOutOfRange"
] as const
