import { ParticipantId } from "@laurel/core/shared"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { challengeParams } from "../../wire/text.ts"
import { ofPlanning, ofSteps, organiser, Reason, settlementMove } from "../settlements/moves.ts"
import { SettlementRecord } from "./SettlementRecord.ts"

const People = Schema.optionalKey(Schema.Array(ParticipantId).check(Schema.isMaxLength(500)))

/** Who is to have another part in the challenge, and the secret of a draw. */
const amended = {
  disqualify: People,
  withdraw: People,
  reinstate: People,
  secret: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(10_000)))
}

const ofAmending = [...ofSteps, ...ofPlanning, "NothingPlanned", "ParticipantNotFound"] as const

/** Upholds a dispute. */
export const upholdDispute = define({
  ...settlementMove,
  id: "upholdDispute",
  path: "/v1/challenges/{challenge_id}/settlement:uphold-dispute",
  summary: "Uphold a dispute of provisional results: restate the standings, and publish the plan that follows",
  description:
    "Whoever disputes turns to the organiser. Upholding it again for the same reason gives the plan that followed.",
  rule: organiser,
  body: Schema.Struct({ ...amended, reason: Reason }),
  status: 201,
  refusals: ofAmending
})

/** Corrects a settlement. */
export const correctSettlement = define({
  ...settlementMove,
  id: "correctSettlement",
  path: "/v1/challenges/{challenge_id}/settlement:correct",
  summary: "Restate what was settled, and plan the differences as the next version",
  description: "It is approved and applied like any other plan, and posts what differs alone.",
  rule: organiser,
  body: Schema.Struct(amended),
  status: 201,
  refusals: ofAmending
})

/** Takes a plan back. */
export const voidPlan = define({
  ...settlementMove,
  id: "voidPlan",
  path: "/v1/challenges/{challenge_id}/settlement:void",
  summary: "Take back a plan that is not posted, so that another can be made",
  description: "Of a correction what was settled before stands.",
  rule: organiser,
  body: Schema.Struct({ reason: Reason }),
  refusals: [...ofSteps, "EntryConflict", "NothingPlanned"]
})

/** Lists the settlements of a challenge. */
export const listSettlements = define({
  id: "listSettlements",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/settlements",
  resource: "Settlements",
  summary: "List every settlement of the challenge, the oldest first: who made, approved and corrected it, and when",
  rule: { who: "Overseer", scope: "read" },
  policy: "read",
  params: challengeParams,
  success: Schema.Struct({ data: Schema.Array(SettlementRecord) }),
  refusals: []
})
