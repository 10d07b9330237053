import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { challengeParams } from "../../wire/text.ts"
import { ofCharging } from "../entries/ofCharging.ts"
import { ofPaying, ofSteps, organiser, overseer, Reason, settlementMove } from "../settlements/moves.ts"
import { PayoutJson } from "./PayoutJson.ts"

const LineKey = Schema.NonEmptyString.check(Schema.isMaxLength(200))
const ofLine = {
  ...settlementMove,
  rule: organiser,
  params: Schema.Struct({ ...challengeParams.fields, line: LineKey }),
  refusals: [...ofSteps, ...ofPaying, "NothingPlanned", "PayoutNotFound"]
} as const

/** Lists payouts. */
export const listPayouts = define({
  id: "listPayouts",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/settlement/payouts",
  resource: "Settlements",
  summary: "List the payouts of the settlement that stands",
  rule: overseer,
  policy: "read",
  params: challengeParams,
  query: Schema.Struct({ limit, cursor }),
  success: pageOf(PayoutJson),
  refusals: []
})

/** Has paying go on. */
export const resumePayouts = define({
  ...settlementMove,
  id: "resumePayouts",
  path: "/v1/challenges/{challenge_id}/settlement:resume",
  summary: "Have paying go on: what is unknown is asked about, and what can be paid is paid, by workers after it",
  description:
    "`retry` names refused or returned payouts that are to be tried again, or is `all`. Safe at any time: nothing is paid twice.",
  rule: organiser,
  isInSteps: true,
  body: Schema.Struct({
    retry: Schema.optionalKey(
      Schema.Union([Schema.Literal("all"), Schema.Array(LineKey).check(Schema.isMaxLength(500))])
    )
  }),
  status: 202,
  answers: { 202: "It is taken up; payouts are looked after by workers after the answer" },
  refusals: [...ofSteps, ...ofPaying, "NothingPlanned"]
})

/** Gives a payout up. */
export const giveUpPayout = define({
  ...ofLine,
  id: "giveUpPayout",
  path: "/v1/challenges/{challenge_id}/settlement/payouts/{line}/give-up",
  summary: "Try a refused or returned payout no more; it waits for its recipient"
})

/** Makes a payout payable again. */
export const reclaimPayout = define({
  ...ofLine,
  id: "reclaimPayout",
  path: "/v1/challenges/{challenge_id}/settlement/payouts/{line}/reclaim",
  summary: "Make payable what nobody had claimed, once its recipient asks"
})

/** Forfeits a payout. */
export const forfeitPayout = define({
  ...ofLine,
  id: "forfeitPayout",
  path: "/v1/challenges/{challenge_id}/settlement/payouts/{line}/forfeit",
  summary: "Make what nobody claimed the platform's income, for good"
})

/** Says what became of an attempt. */
export const reportPayout = define({
  ...settlementMove,
  id: "reportPayout",
  path: "/v1/challenges/{challenge_id}/settlement/attempts/{attempt}/report",
  summary: "Say what became of an attempt to pay, where the provider does not",
  description: "The note says how that is known, and is kept. The same again changes nothing.",
  rule: organiser,
  params: Schema.Struct({ ...challengeParams.fields, attempt: LineKey }),
  body: Schema.Struct({ outcome: Schema.Literals(["confirmed", "refused", "returned"]), note: Reason }),
  refusals: [...ofSteps, ...ofPaying, "NothingPlanned", "PayoutNotFound"]
})

/** Asks the provider. */
export const reconcileChallenge = define({
  ...settlementMove,
  id: "reconcileChallenge",
  path: "/v1/challenges/{challenge_id}/reconcile",
  resource: "Administration",
  summary: "Ask the payment provider about every charge and payout whose outcome is unknown; nothing is paid",
  rule: { who: "Administrator", scope: "administer", isFresh: true },
  isInSteps: true,
  success: Schema.Struct({ unknown_payouts: Schema.Int, unknown_charges: Schema.Int }).annotate({
    identifier: "Reconciled"
  }),
  refusals: [...ofSteps, ...ofPaying, ...ofCharging, "NothingPlanned", "OtherProviderPaid"]
})
