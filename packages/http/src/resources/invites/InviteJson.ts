import { type Invite, InviteId, type InvitePlace } from "@laurel/core/community"
import { formatInstant, parseInstant } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { Instant } from "../../wire/text.ts"

const stateOf = { Pending: "pending", Accepted: "accepted", Declined: "declined" } as const

/** An invitation. */
export const InviteJson = Schema.Struct({
  invite_id: Schema.String,
  /** Where it is to a circle. */
  circle_id: Schema.optionalKey(Schema.String),
  /** Where it is to a challenge. */
  challenge_id: Schema.optionalKey(Schema.String),
  user_id: Schema.String,
  invited_by: Schema.String,
  state: Schema.Literals(["pending", "accepted", "declined"]),
  invited_at: Instant,
  /** From then on a pending one can be answered no more. */
  expires_at: Instant
}).annotate({ identifier: "Invite" })

/** An invitation on the wire. */
export const inviteJson = ({ id, subject, userId, ...invite }: Invite): typeof InviteJson.Type => ({
  invite_id: id,
  ...(subject._tag === "Circle" ? { circle_id: subject.circleId } : { challenge_id: subject.challengeId }),
  user_id: userId,
  invited_by: invite.invitedBy,
  state: stateOf[invite.state],
  invited_at: formatInstant(invite.invitedAt),
  expires_at: formatInstant(invite.expiresAt)
})

/** After which invitation a page goes on. */
export const inviteCursor = ({ invitedAt, id }: Invite): string => `${formatInstant(invitedAt)}_${id}`

const idOf = Schema.decodeUnknownOption(InviteId)

/** The invitation that a cursor names; nothing where it is none. */
export const readInviteCursor = (cursor: string): InvitePlace | undefined => {
  const at = cursor.indexOf("_")
  const invitedAt = parseInstant(cursor.slice(0, at))
  const id = Option.getOrUndefined(idOf(cursor.slice(at + 1)))
  return invitedAt === undefined || id === undefined ? undefined : { invitedAt, id }
}
