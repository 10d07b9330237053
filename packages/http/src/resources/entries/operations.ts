import { ParticipantId } from "@laurel/core/shared"
import { Predicate, Schema } from "effect"
import { define } from "../../operation/define.ts"
import { expand } from "../../wire/expand.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { challengeParams, participantParams } from "../../wire/text.ts"
import { whyFields } from "../activities/OutcomeJson.ts"
import { BoardRowsJson, boardQuery, PlaceJson } from "../boards/BoardJson.ts"
import { ChallengeSummary } from "../challenges/ChallengeJson.ts"
import { AmendedJson, AmendmentJson } from "./AmendmentJson.ts"
import { JoinedJson, JoinJson, ParticipantJson } from "./EntryJson.ts"
import { heldOutcomes, kinds, limits, statuses, whys } from "./explanationWords.ts"

const resource = "Participants"
/** As many as a batch of activities may be about. */
const mostParticipants = 500

/** Enters a challenge. */
export const joinChallenge = define({
  id: "joinChallenge",
  method: "POST",
  path: "/v1/challenges/{challenge_id}/join",
  resource,
  summary: "Enter a challenge",
  description:
    "Where there is a fee it is charged through the payment provider: 202 while nobody knows whether it is paid, and the same again tells once it is known. Whoever is not charged has not entered.",
  rule: { who: "Entrant", scope: "join" },
  policy: "entry",
  idempotency: "required",
  isInSteps: Predicate.hasProperty("fee"),
  params: challengeParams,
  body: JoinJson,
  status: 201,
  location: "/v1/challenges/{challenge_id}/participants/{participant_id}",
  alsoStatuses: [200, 202],
  answers: {
    200: "Had entered already, and nothing was changed",
    201: "Has entered",
    202: "Has not entered: nobody knows yet whether the fee is paid. The same again tells once it is known"
  },
  success: JoinedJson,
  refusals: [
    "AccessDenied",
    "ChargeContradicted",
    "ChargeRefused",
    "EntryConflict",
    "EntryRefused",
    "FeeOwedBack",
    "OtherProviderCharged"
  ]
})

const ParticipantListed = Schema.Struct({
  ...ParticipantJson.fields,
  place: Schema.optionalKey(PlaceJson)
}).annotate({ identifier: "ParticipantListed" })

/** Lists participants. */
export const listParticipants = define({
  id: "listParticipants",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/participants",
  resource,
  summary: "List who takes part",
  rule: { who: "Seer", scope: "read" },
  policy: "read",
  params: challengeParams,
  description:
    "`place` is where each stands on everybody's board as the public sees it, absent where somebody is not ranked.",
  query: Schema.Struct({ expand: expand("place"), limit, cursor }),
  success: pageOf(ParticipantListed),
  refusals: ["InvalidCursor", "NoSuchBoard"]
})

/** Reads a participant with its rank. */
export const getParticipant = define({
  id: "getParticipant",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/participants/{participant_id}",
  resource,
  summary: "Read a participant, with its rank",
  description: "`place` is absent where it is not ranked on the board that is named.",
  rule: { who: "Seer", scope: "read" },
  policy: "read",
  params: participantParams,
  query: Schema.Struct({ division: boardQuery.division, view: boardQuery.view, expand: expand("challenge") }),
  success: Schema.Struct({
    ...ParticipantJson.fields,
    place: Schema.optionalKey(PlaceJson),
    challenge: Schema.optionalKey(ChallengeSummary)
  }).annotate({ identifier: "ParticipantRanked" }),
  refusals: ["ParticipantNotFound", "NoSuchBoard", "NotPublished", "AccessDenied"]
})

/** Reads many participants with their ranks. */
export const batchGetParticipants = define({
  id: "batchGetParticipants",
  method: "POST",
  path: "/v1/challenges/{challenge_id}/participants:batchGet",
  resource,
  summary: "Read up to 500 participants, each with its rank",
  description:
    "In the order asked, each with an outcome of its own: `missing` where nobody of that id has entered. `place` is absent where somebody is not ranked on the board that is named, and the whole board's state is told beside them.",
  rule: { who: "Seer", scope: "read" },
  policy: "read",
  params: challengeParams,
  body: Schema.Struct({
    participantIds: Schema.NonEmptyArray(ParticipantId).check(Schema.isMaxLength(mostParticipants)),
    division: boardQuery.division,
    view: boardQuery.view
  }).pipe(Schema.encodeKeys({ participantIds: "participant_ids" })),
  success: Schema.Struct({
    board: BoardRowsJson.fields.board,
    version: BoardRowsJson.fields.version,
    count: BoardRowsJson.fields.count,
    unit: BoardRowsJson.fields.unit,
    data: Schema.Array(
      Schema.Struct({
        participant_id: Schema.String,
        outcome: Schema.Literals(["found", "missing"]),
        participant: Schema.optionalKey(ParticipantJson),
        place: Schema.optionalKey(PlaceJson)
      }).annotate({ identifier: "ParticipantFound" })
    )
  }).annotate({ identifier: "ParticipantsFound" }),
  refusals: ["NoSuchBoard", "NotPublished", "AccessDenied"]
})

/** Takes a participant out. */
export const leaveChallenge = define({
  id: "leaveChallenge",
  method: "DELETE",
  path: "/v1/challenges/{challenge_id}/participants/{participant_id}",
  resource,
  summary: "Withdraw a participant, until the standings are final",
  description: "For the person whose entry it is, and the organiser. The place stays taken and the fee in the pool.",
  rule: { who: "Insider", scope: "join" },
  policy: "definition-write",
  idempotency: "optional",
  params: participantParams,
  success: ParticipantJson,
  refusals: ["ParticipantNotFound", "NotOrganiser", "ChallengeTransitionForbidden"]
})

/** Amends an entry. */
export const amendParticipant = define({
  id: "amendParticipant",
  method: "PATCH",
  path: "/v1/challenges/{challenge_id}/participants/{participant_id}",
  resource,
  summary: "Change status, eligibility, handicap or categories of a participant, until the standings are final",
  description:
    "What is not named stays as it is; `null` takes eligibility or handicap away. Nothing else of an entry ever changes.",
  rule: { who: "Organiser", scope: "organise" },
  policy: "definition-write",
  idempotency: "optional",
  params: participantParams,
  body: AmendmentJson,
  success: AmendedJson,
  refusals: ["ParticipantNotFound", "NotOrganiser", "ChallengeTransitionForbidden"]
})

const ActivityShown = Schema.Struct({
  metric: Schema.String,
  quantity: Schema.String,
  at: Schema.String,
  source: Schema.String,
  key: Schema.String
}).annotate({ identifier: "ActivityShown" })

/** Explains a score. */
export const explainScore = define({
  id: "explainScore",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/participants/{participant_id}/explanation",
  resource,
  summary: "Explain where a score comes from",
  description:
    "Every activity, what it gave to which rule, what limits trimmed of it, and what was left out and why. The parts add up to the score exactly. For the person themself and the organiser.",
  rule: { who: "Insider", scope: "read" },
  policy: "expensive-read",
  params: Schema.Struct({ ...participantParams.fields, participant_id: ParticipantId }),
  success: Schema.Struct({
    participant_id: Schema.String,
    status: Schema.Literals(Object.values(statuses)),
    score: Schema.optionalKey(Schema.String),
    unit: Schema.String,
    parts: Schema.Array(
      Schema.Struct({
        kind: Schema.Literals(Object.values(kinds)),
        rule: Schema.String,
        gave: Schema.String,
        day: Schema.optionalKey(Schema.String),
        activity: Schema.optionalKey(ActivityShown),
        /** Of an adjustment: which, and why it was made. */
        adjustment_id: Schema.optionalKey(Schema.String),
        reason: Schema.optionalKey(Schema.String),
        trimmed: Schema.Array(Schema.Struct({ limit: Schema.Literals(Object.values(limits)), by: Schema.String }))
      })
    ),
    excluded: Schema.Array(
      Schema.Struct({ day: Schema.String, why: Schema.Literals(Object.values(whys)), activity: ActivityShown })
    ),
    held: Schema.Array(
      Schema.Struct({
        outcome: Schema.Literals(Object.values(heldOutcomes)),
        ...whyFields,
        /** What would have counted instead, for people. */
        detail: Schema.optionalKey(Schema.String),
        activity: ActivityShown
      })
    )
  }).annotate({ identifier: "Explanation" }),
  refusals: ["AccessDenied", "NotPublished", "ParticipantNotFound"]
})
