import { InviteId, mostInvited } from "@laurel/core/community"
import { CircleId } from "@laurel/core/shared"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { challengeParams } from "../../wire/text.ts"
import { InviteJson } from "./InviteJson.ts"

const resource = "Invitations"
const sends = {
  method: "POST",
  resource,
  policy: "definition-write",
  idempotency: "optional",
  description:
    "Up to 500, each with an outcome of their own: `invited`, `exists` where they were invited already, `already_in` where they are in the circle or have entered the challenge, `refused` where it is no user. An invitation can be answered for 30 days.",
  body: Schema.Struct({
    userIds: Schema.Array(Schema.String)
      .check(Schema.isMinLength(1), Schema.isMaxLength(mostInvited))
      .annotate({ description: "Whom: up to 500 users, each answered for in this order." })
  }).pipe(Schema.encodeKeys({ userIds: "user_ids" })),
  success: Schema.Struct({
    results: Schema.Array(
      Schema.Struct({
        user_id: Schema.String,
        outcome: Schema.Literals(["invited", "exists", "already_in", "refused"]),
        invite_id: Schema.optionalKey(Schema.String)
      }).annotate({ identifier: "InviteOutcome" })
    )
  })
} as const
const lists = { method: "GET", resource, policy: "read", query: Schema.Struct({ limit, cursor }) } as const
const circleParams = Schema.Struct({ circle_id: CircleId })
const params = Schema.Struct({ invite_id: InviteId })
const answers = {
  method: "POST",
  resource,
  rule: { who: "Known", scope: "join" },
  policy: "definition-write",
  idempotency: "optional",
  params,
  success: InviteJson
} as const

/** Invites to a challenge. */
export const inviteToChallenge = define({
  ...sends,
  id: "inviteToChallenge",
  path: "/v1/challenges/{challenge_id}/invites:bulk",
  summary: "Invite users to a challenge",
  rule: { who: "Organiser", scope: "organise" },
  params: challengeParams,
  refusals: []
})

/** Invites to a circle. */
export const inviteToCircle = define({
  ...sends,
  id: "inviteToCircle",
  path: "/v1/circles/{circle_id}/invites:bulk",
  summary: "Invite users to a circle; for its owner",
  rule: { who: "Known", scope: "organise" },
  params: circleParams,
  refusals: ["CircleNotFound", "NotCircleOwner"]
})

/** Lists who is invited to a challenge. */
export const listChallengeInvites = define({
  ...lists,
  id: "listChallengeInvites",
  path: "/v1/challenges/{challenge_id}/invites",
  summary: "List who is invited to a challenge, and what they said",
  rule: { who: "Organiser", scope: "organise" },
  params: challengeParams,
  success: pageOf(InviteJson),
  refusals: ["InvalidCursor"]
})

/** Lists who is invited to a circle. */
export const listCircleInvites = define({
  ...lists,
  id: "listCircleInvites",
  path: "/v1/circles/{circle_id}/invites",
  summary: "List who is invited to a circle, and what they said; for its owner",
  rule: { who: "Known", scope: "organise" },
  params: circleParams,
  success: pageOf(InviteJson),
  refusals: ["CircleNotFound", "InvalidCursor", "NotCircleOwner"]
})

/** Lists one's own invitations. */
export const listMyInvites = define({
  ...lists,
  id: "listMyInvites",
  path: "/v1/me/invites",
  summary: "List the invitations that one can answer",
  rule: { who: "Known", scope: "read" },
  success: pageOf(InviteJson),
  refusals: ["InvalidCursor"]
})

/** Accepts an invitation. */
export const acceptInvite = define({
  ...answers,
  id: "acceptInvite",
  path: "/v1/invites/{invite_id}/accept",
  summary: "Accept an invitation of one's own",
  description: "Whoever accepts one to a circle is in it; whoever accepts one to a challenge may enter it.",
  refusals: ["CircleFull", "CircleNotFound", "InviteNotFound"]
})

/** Declines an invitation. */
export const declineInvite = define({
  ...answers,
  id: "declineInvite",
  path: "/v1/invites/{invite_id}/decline",
  summary: "Decline an invitation of one's own",
  refusals: ["InviteNotFound"]
})

/** Takes an invitation back. */
export const revokeInvite = define({
  id: "revokeInvite",
  method: "DELETE",
  path: "/v1/invites/{invite_id}",
  resource,
  summary: "Take an invitation back; for whoever owns the circle, or organises the challenge",
  rule: { who: "Known", scope: "organise" },
  policy: "definition-write",
  params,
  status: 204,
  success: Schema.Undefined,
  refusals: ["InviteNotFound"]
})
