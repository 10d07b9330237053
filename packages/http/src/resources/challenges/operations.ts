import { Moment, SearchText } from "@laurel/core/challenge"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, largestPage, limit, pageOf } from "../../wire/page.ts"
import { challengeParams } from "../../wire/text.ts"
import { ChallengeJson, ChallengeSummary, states } from "./ChallengeJson.ts"
import { Definition } from "./Definition.ts"

const resource = "Challenges"
const organiser = { who: "Organiser", scope: "organise" } as const
const changes = {
  resource,
  rule: organiser,
  policy: "definition-write",
  idempotency: "optional",
  isVersioned: true
} as const

/** Creates a challenge as a draft. */
export const createChallenge = define({
  ...changes,
  id: "createChallenge",
  method: "POST",
  path: "/v1/challenges",
  summary: "Create a challenge as a draft",
  description:
    "The body is the definition of the challenge. Whoever asks organises it. The same definition again changes nothing and is answered the same; an unsound one is refused with all its mistakes.",
  rule: { who: "Known", scope: "organise" },
  body: Definition,
  status: 201,
  location: "/v1/challenges/{id}",
  success: ChallengeJson,
  refusals: ["InvalidDefinition", "ChallengeExists"]
})

/** Lists challenges. */
export const listChallenges = define({
  id: "listChallenges",
  method: "GET",
  path: "/v1/challenges",
  resource,
  summary: "List challenges",
  description:
    "Public challenges by id, at most a minute old; with `organiser` naming whoever asks, all of theirs, drafts too. With `q`, those of which each of its words begins a word of the name or the description, whatever its case and accents. Archived drafts are left out.",
  rule: { who: "Anyone", scope: "read" },
  policy: "read",
  query: Schema.Struct({
    organiser: Schema.optionalKey(PrincipalId),
    state: Schema.optionalKey(Schema.Array(Schema.Literals(states))),
    featured: Schema.optionalKey(Schema.Boolean),
    q: Schema.optionalKey(SearchText),
    limit,
    cursor
  }),
  success: pageOf(ChallengeSummary),
  refusals: ["InvalidCursor"],
  sharedForSeconds: 60
})

/** Reads many challenges. */
export const batchGetChallenges = define({
  id: "batchGetChallenges",
  method: "POST",
  path: "/v1/challenges:batchGet",
  resource,
  summary: "Read up to 100 challenges",
  description:
    "In the order asked, each with an outcome of its own: `missing` is also what whoever asks may not see, and a draft that was archived.",
  rule: { who: "Anyone", scope: "read" },
  policy: "read",
  body: Schema.Struct({
    challengeIds: Schema.NonEmptyArray(ChallengeId).check(Schema.isMaxLength(largestPage))
  }).pipe(Schema.encodeKeys({ challengeIds: "challenge_ids" })),
  success: Schema.Struct({
    data: Schema.Array(
      Schema.Struct({
        challenge_id: Schema.String,
        outcome: Schema.Literals(["found", "missing"]),
        challenge: Schema.optionalKey(ChallengeSummary)
      }).annotate({ identifier: "ChallengeFound" })
    )
  }),
  refusals: []
})

/** Reads a challenge. */
export const getChallenge = define({
  id: "getChallenge",
  method: "GET",
  path: "/v1/challenges/{challenge_id}",
  resource,
  summary: "Read a challenge",
  rule: { who: "Seer", scope: "read" },
  policy: "read",
  params: challengeParams,
  success: ChallengeJson,
  isVersioned: true,
  refusals: [],
  sharedForSeconds: 30
})

/** Puts another definition in the place of a draft's. */
export const reviseChallenge = define({
  ...changes,
  id: "reviseChallenge",
  method: "PUT",
  path: "/v1/challenges/{challenge_id}",
  summary: "Put another definition in the place of a draft's",
  params: challengeParams,
  body: Definition,
  isGuarded: true,
  success: ChallengeJson,
  refusals: [
    "ChallengeChanged",
    "InvalidDefinition",
    "NotOrganiser",
    "ChallengeTransitionForbidden",
    "VersionConflict",
    "InvalidRequest"
  ]
})

/** Publishes a challenge. */
export const publishChallenge = define({
  ...changes,
  id: "publishChallenge",
  method: "POST",
  path: "/v1/challenges/{challenge_id}/publish",
  summary: "Freeze the rules with their hash and open the challenge for entries",
  params: challengeParams,
  isGuarded: true,
  success: ChallengeJson,
  refusals: [
    "ChallengeChanged",
    "NotOrganiser",
    "ChallengeTransitionForbidden",
    "VersionConflict",
    "WindowOver",
    "InvalidRequest"
  ]
})

/** Drafts a challenge with the rules and prizes of another. */
export const duplicateChallenge = define({
  ...changes,
  id: "duplicateChallenge",
  method: "POST",
  path: "/v1/challenges/{challenge_id}/duplicate",
  summary: "Draft a challenge with the rules and prizes of this one",
  description: "Never with its participants or money. With a new `start` all its dates move along by the calendar.",
  rule: { who: "Insider", scope: "organise" },
  params: challengeParams,
  body: Schema.Struct({ id: ChallengeId, start: Schema.optionalKey(Moment) }),
  status: 201,
  location: "/v1/challenges/{id}",
  success: ChallengeJson,
  refusals: ["InvalidDefinition", "ChallengeExists"]
})

/** Ends a series. */
export const endSeries = define({
  ...changes,
  id: "endSeries",
  method: "POST",
  path: "/v1/challenges/{challenge_id}/series:end",
  summary: "End the series of a challenge that recurs",
  description: "No further occurrence is made of it; those that are there go on. Again, it changes nothing.",
  params: challengeParams,
  success: ChallengeJson,
  refusals: ["NotOrganiser", "ChallengeTransitionForbidden", "VersionConflict"]
})

/** Lets the public board stand still. */
export const freezeBoard = define({
  ...changes,
  id: "freezeBoard",
  method: "POST",
  path: "/v1/challenges/{challenge_id}/freeze",
  summary: "Let the public board stand still as it is now",
  params: challengeParams,
  success: ChallengeJson,
  refusals: ["NotOrganiser", "ChallengeTransitionForbidden", "VersionConflict"]
})

/** Lets the public board move on. */
export const unfreezeBoard = define({
  ...changes,
  id: "unfreezeBoard",
  method: "POST",
  path: "/v1/challenges/{challenge_id}/unfreeze",
  summary: "Let the public board move on",
  params: challengeParams,
  success: ChallengeJson,
  refusals: ["NotOrganiser", "ChallengeTransitionForbidden", "VersionConflict"]
})
