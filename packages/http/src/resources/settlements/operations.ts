import { Deposit } from "@laurel/core/challenge"
import { Amount, ChallengeId, Hash, InstantFromText } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { define } from "../../operation/define.ts"
import { expand } from "../../wire/expand.ts"
import { challengeParams } from "../../wire/text.ts"
import { ChallengeSummary } from "../challenges/ChallengeJson.ts"
import { ofNamedPlan, ofPaying, ofPlanning, ofSteps, organiser, overseer, Reason, settlementMove } from "./moves.ts"
import { PlanOverviewJson } from "./PlanOverviewJson.ts"
import { ChangesJson, SettlementJson } from "./SettlementJson.ts"

const resource = "Settlements"
const approver = { who: "Approver", scope: "settle", isFresh: true } as const
const planHash = Schema.Struct({ plan_hash: Hash })

/** So many challenges are cancelled at once: each is a transaction of its own, and all of them have to end in time. */
const mostCancelled = 50

const CancelledJson = Schema.Struct({
  challenge_id: Schema.String,
  outcome: Schema.Literals(["cancelled", "refused"]),
  /** How far the refunds are. */
  state: Schema.optionalKey(Schema.String),
  /** Why it was refused: as the problem that it would have been alone. */
  code: Schema.optionalKey(Schema.String),
  detail: Schema.optionalKey(Schema.String)
}).annotate({ identifier: "CancelOutcome" })

/** Plans a settlement. */
export const planSettlement = define({
  ...settlementMove,
  id: "planSettlement",
  path: "/v1/challenges/{challenge_id}/settlement:plan",
  summary: "Plan the settlement of a final challenge",
  description:
    "What follows from the final standings, published as provisional. Nothing is paid; the same again gives the same plan. Its hash is what is approved and applied.",
  rule: organiser,
  body: Schema.Struct({
    secret: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(10_000))),
    holdUntil: Schema.optionalKey(InstantFromText)
  }).pipe(Schema.encodeKeys({ holdUntil: "hold_until" })),
  status: 201,
  refusals: [...ofSteps, ...ofPlanning]
})

/** Reads a plan. */
export const getPlan = define({
  id: "getPlan",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/settlement/plans/{plan_hash}",
  resource,
  summary: "Read a plan: the very text whose SHA-256 is its hash",
  rule: overseer,
  policy: "expensive-read",
  params: Schema.Struct({ ...challengeParams.fields, plan_hash: Hash }),
  success: Schema.String,
  contentType: "application/vnd.laurel.plan+json",
  isVersioned: true,
  refusals: ["PlanNotFound"]
})

/** Reads what a plan comes to. */
export const getPlanOverview = define({
  id: "getPlanOverview",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/settlement/plans/{plan_hash}/overview",
  resource,
  summary: "Read what a plan comes to, with its first awards and why they are what they are",
  description:
    "The plan itself may be for a million people. All of its text is held against the hash before anything is said of it.",
  rule: overseer,
  policy: "expensive-read",
  params: Schema.Struct({ ...challengeParams.fields, plan_hash: Hash }),
  success: PlanOverviewJson,
  isVersioned: true,
  refusals: ["PlanAltered", "PlanNotFound", "PlanNotKept"]
})

/** Reads how far a settlement is. */
export const getSettlement = define({
  id: "getSettlement",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/settlement",
  resource,
  summary: "Read how far the settlement is",
  rule: overseer,
  policy: "read",
  params: challengeParams,
  query: Schema.Struct({ expand: expand("challenge") }),
  success: Schema.Struct({ ...SettlementJson.fields, challenge: Schema.optionalKey(ChallengeSummary) }).annotate({
    identifier: "SettlementRead"
  }),
  refusals: []
})

/** Reads what has changed about a plan. */
export const getSettlementChanges = define({
  id: "getSettlementChanges",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/settlement/changes",
  resource,
  summary: "Read what the plan that stands changes against the one before it, and what has changed since it was made",
  description: "A plan since which facts have changed is not approved or applied any more: it is to be made anew.",
  rule: overseer,
  policy: "expensive-read",
  params: challengeParams,
  success: ChangesJson,
  refusals: [...ofPlanning, "NothingPlanned"]
})

/** Approves a plan. */
export const approvePlan = define({
  ...settlementMove,
  id: "approvePlan",
  path: "/v1/challenges/{challenge_id}/settlement:approve",
  summary: "Sign the plan with this hash, once its dispute window is over",
  description: "Never by who made it.",
  rule: approver,
  body: planHash,
  refusals: [...ofSteps, ...ofNamedPlan, "NothingPlanned", "NothingToSettle"]
})

/** Rejects a plan. */
export const rejectPlan = define({
  ...settlementMove,
  id: "rejectPlan",
  path: "/v1/challenges/{challenge_id}/settlement:reject",
  summary: "Reject the plan with this hash; another can be made then",
  rule: approver,
  body: Schema.Struct({ ...planHash.fields, reason: Reason }),
  refusals: [...ofSteps, ...ofNamedPlan, "NothingPlanned"]
})

/** Applies a plan. */
export const applyPlan = define({
  ...settlementMove,
  id: "applyPlan",
  path: "/v1/challenges/{challenge_id}/settlement:apply",
  summary: "Post the approved plan with this hash, and have its payouts paid",
  description:
    "Exactly once: whoever applies the same plan later is told that it was. Payouts are made by workers after it.",
  rule: organiser,
  body: planHash,
  status: 202,
  answers: { 202: "It is posted; its payouts are made by workers after the answer" },
  refusals: [
    ...ofSteps,
    ...ofNamedPlan,
    ...ofPaying,
    "AlreadyPosted",
    "CarryOverTaken",
    "NothingPlanned",
    "NothingToSettle",
    "PlanNotKept"
  ]
})

/** Cancels a challenge. */
export const cancelChallenge = define({
  ...settlementMove,
  id: "cancelChallenge",
  path: "/v1/challenges/{challenge_id}/cancel",
  summary: "Cancel the challenge, and owe every payer exactly what was paid",
  rule: { ...organiser, scope: "organise" },
  body: Schema.Struct({ reason: Reason }),
  refusals: [...ofSteps, "EntryConflict"]
})

/** Cancels challenges. */
export const cancelChallenges = define({
  ...settlementMove,
  id: "cancelChallenges",
  path: "/v1/challenges:batchCancel",
  summary: "Cancel many challenges, each with an outcome of its own",
  description:
    "Each as if it were cancelled alone: one that is refused, with its problem, stands in the way of no other. The same again changes nothing.",
  rule: { ...cancelChallenge.rule, who: "Known" },
  isInSteps: true,
  params: Schema.Struct({}),
  body: Schema.Struct({
    challengeIds: Schema.NonEmptyArray(ChallengeId).check(Schema.isMaxLength(mostCancelled)),
    reason: Reason
  }).pipe(Schema.encodeKeys({ challengeIds: "challenge_ids" })),
  success: Schema.Struct({ data: Schema.Array(CancelledJson) }),
  refusals: []
})

/** Puts money into the pool. */
export const depositMoney = define({
  ...settlementMove,
  id: "depositMoney",
  path: "/v1/challenges/{challenge_id}/deposits",
  summary: "Book money of a sponsor, or carried over, into the pool",
  description: "The id is the organiser's own: the same deposit sent twice is booked once.",
  rule: organiser,
  body: Schema.Struct({
    id: Deposit.fields.id,
    kind: Deposit.fields.kind.pipe(Schema.withDecodingDefaultKey(Effect.succeed("Sponsor" as const))),
    payer: Deposit.fields.payer,
    minorUnits: Amount
  }).pipe(Schema.encodeKeys({ minorUnits: "minor_units" })),
  status: 201,
  success: Schema.Struct({ id: Schema.String, is_new: Schema.Boolean }).annotate({ identifier: "Deposited" }),
  refusals: ["DepositConflict", "DepositRefused", "EntryConflict"]
})

/** Writes the journal. */
export const getJournal = define({
  id: "getJournal",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/journal",
  resource,
  summary: "Read everything that the ledger holds about the challenge",
  rule: overseer,
  policy: "expensive-read",
  params: challengeParams,
  query: Schema.Struct({
    format: Schema.Literals(["hledger", "csv", "jsonl"]).pipe(
      Schema.withDecodingDefaultKey(Effect.succeed("hledger" as const))
    )
  }),
  success: Schema.String,
  contentType: "text/plain; charset=utf-8",
  refusals: []
})
