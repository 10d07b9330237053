import { AdjustmentId, AdjustmentReason } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { challengeParams } from "../../wire/text.ts"
import { AdjustmentJson } from "./AdjustmentJson.ts"

const resource = "Adjustments"
const decides = {
  method: "POST",
  resource,
  rule: { who: "Organiser", scope: "organise" },
  policy: "definition-write",
  idempotency: "optional",
  success: AdjustmentJson
} as const

/** Adjusts a score. */
export const adjustScore = define({
  ...decides,
  id: "adjustScore",
  path: "/v1/challenges/{challenge_id}/adjustments",
  summary: "Add to the score of a participant, or take from it, until the standings are final",
  description:
    "What the rule makes of the activities, now and later, is added to by the amount; whoever has no score has none by it. The same again under its `id` is answered with 200 and changes nothing.",
  params: challengeParams,
  body: Schema.Struct({
    id: AdjustmentId.annotate({
      description: "What it is called, by whoever makes it: the same again is the same adjustment."
    }),
    participantId: ParticipantId,
    amount: Schema.String.check(Schema.isMaxLength(40)).annotate({
      description: "How much, in the unit of the score, at its decimals: `-500` takes 500 from it."
    }),
    reason: AdjustmentReason.annotate({ description: "Why, for the participant to read." })
  }).pipe(Schema.encodeKeys({ participantId: "participant_id" })),
  status: 201,
  alsoStatuses: [200],
  refusals: ["AdjustmentConflict", "NotOrganiser", "ChallengeTransitionForbidden", "ParticipantNotFound"]
})

/** Lists adjustments. */
export const listAdjustments = define({
  id: "listAdjustments",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/adjustments",
  resource,
  summary: "List what scores are adjusted by: everybody's, or those of a participant",
  description:
    "The oldest first, those that were taken back too. Those of a participant are for the person themself and the organiser, as the explanation of the score is; those of everybody for the organiser.",
  rule: { who: "Insider", scope: "read" },
  policy: "read",
  params: challengeParams,
  query: Schema.Struct({ participant_id: Schema.optionalKey(ParticipantId), limit, cursor }),
  success: pageOf(AdjustmentJson),
  refusals: ["AccessDenied", "InvalidCursor", "ParticipantNotFound"]
})

/** Takes an adjustment back. */
export const reverseAdjustment = define({
  ...decides,
  id: "reverseAdjustment",
  path: "/v1/challenges/{challenge_id}/adjustments/{adjustment_id}/reverse",
  summary: "Take an adjustment back, until the standings are final",
  description:
    "It stays to be read, and adds nothing any more. One that is taken back stays so, whoever asks again and why.",
  params: Schema.Struct({ challenge_id: ChallengeId, adjustment_id: AdjustmentId }),
  body: Schema.Struct({
    reason: AdjustmentReason.annotate({ description: "Why it is no more, for the participant to read." })
  }),
  refusals: ["AdjustmentNotFound", "NotOrganiser", "ChallengeTransitionForbidden"]
})
