import { KeyId, scopes } from "@laurel/core/access"
import { InstantFromText, PrincipalId } from "@laurel/core/shared"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { expand } from "../../wire/expand.ts"
import { Instant, userParams } from "../../wire/text.ts"
import { ChallengeSummary } from "../challenges/ChallengeJson.ts"

const ofUser = {
  method: "GET",
  resource: "Users",
  rule: { who: "Subject", scope: "read" },
  policy: "expensive-read",
  params: userParams,
  refusals: []
} as const

const PrizeJson = Schema.Struct({ currency: Schema.String, minor_units: Schema.String })

/** The statistics of a user. */
export const getUserStats = define({
  ...ofUser,
  id: "getUserStats",
  path: "/v1/users/{user_id}/stats",
  summary: "Read the statistics of a user over all challenges",
  success: Schema.Struct({
    entered: Schema.Int,
    finished: Schema.Int,
    wins: Schema.Int,
    podiums: Schema.Int,
    best_place: Schema.optionalKey(Schema.Int),
    active_days: Schema.Int,
    prizes: Schema.Array(PrizeJson)
  }).annotate({ identifier: "UserStats" })
})

/** What a user has won. */
export const getUserPrizes = define({
  ...ofUser,
  id: "getUserPrizes",
  path: "/v1/users/{user_id}/prizes",
  summary: "List what a user has won, challenge by challenge",
  query: Schema.Struct({ expand: expand("challenge") }),
  success: Schema.Struct({
    data: Schema.Array(
      Schema.Struct({
        challenge_id: Schema.String,
        place: Schema.optionalKey(Schema.Int),
        ...PrizeJson.fields,
        challenge: Schema.optionalKey(ChallengeSummary)
      })
    )
  })
})

const KeyJson = Schema.Struct({
  key_id: Schema.String,
  owner: PrincipalId,
  label: Schema.String,
  scopes: Schema.Array(Schema.Literals(scopes)),
  created_at: Instant,
  expires_at: Schema.optionalKey(Instant),
  revoked_at: Schema.optionalKey(Instant)
})

const KeyIssued = Schema.Struct({ ...KeyJson.fields, secret: Schema.String }).annotate({ identifier: "KeyIssued" })

const ofKeys = { resource: "Keys", rule: { who: "Known", scope: "administer" }, policy: "auth" } as const

/** Issues a key. */
export const createKey = define({
  ...ofKeys,
  id: "createKey",
  method: "POST",
  path: "/v1/keys",
  summary: "Issue a key for a program that acts for whoever asks",
  description: "Its text is in the answer and never again. Only administrators issue keys that administer.",
  body: Schema.Struct({
    label: Schema.String.check(Schema.isMaxLength(200)),
    scopes: Schema.Array(Schema.Literals(scopes)).check(Schema.isMinLength(1)),
    expiresAt: Schema.optionalKey(InstantFromText)
  }).pipe(Schema.encodeKeys({ expiresAt: "expires_at" })),
  status: 201,
  success: KeyIssued,
  refusals: ["AccessDenied"]
})

/** Lists keys. */
export const listKeys = define({
  ...ofKeys,
  id: "listKeys",
  method: "GET",
  path: "/v1/keys",
  summary: "List one's own keys, never their secrets",
  policy: "read",
  success: Schema.Struct({ data: Schema.Array(KeyJson.annotate({ identifier: "Key" })) }),
  refusals: []
})

/** Revokes a key. */
export const revokeKey = define({
  ...ofKeys,
  id: "revokeKey",
  method: "DELETE",
  path: "/v1/keys/{key_id}",
  summary: "Revoke one of one's own keys; it is not taken any more after five seconds",
  params: Schema.Struct({ key_id: KeyId }),
  status: 204,
  success: Schema.Undefined,
  refusals: ["KeyNotFound"]
})

/** Puts a key in the place of another. */
export const rotateKey = define({
  ...ofKeys,
  id: "rotateKey",
  method: "POST",
  path: "/v1/keys/{key_id}/rotate",
  summary: "Have a new key in the place of one of one's own; the one before it is taken for a day more",
  description:
    "The new key is for the same, and ends when the one before it would have. Its text is in the answer and never again. Only administrators have keys that administer.",
  params: Schema.Struct({ key_id: KeyId }),
  status: 201,
  success: KeyIssued,
  refusals: ["AccessDenied", "KeyEnded", "KeyNotFound"]
})
