import { Schema } from "effect"
import { ChallengeId, CircleId, InstantFromText, PrincipalId, sha256Hex, UserId } from "../shared/index.ts"

/** The name of an invitation. */
export const InviteId = Schema.String.check(
  Schema.isPattern(/^invite_[0-9a-f]{24}$/, { message: "is no name of an invitation" })
).pipe(Schema.brand("InviteId"))
export type InviteId = typeof InviteId.Type

/** What somebody is invited to. */
export const InviteSubject = Schema.TaggedUnion({
  Circle: { circleId: CircleId },
  Challenge: { challengeId: ChallengeId }
})
export type InviteSubject = typeof InviteSubject.Type

/** An invitation: `Pending` until it is answered or is over. */
export const Invite = Schema.Struct({
  id: InviteId,
  subject: InviteSubject,
  userId: UserId,
  invitedBy: PrincipalId,
  state: Schema.Literals(["Pending", "Accepted", "Declined"]),
  invitedAt: InstantFromText,
  /** From then on a pending one can be answered no more. */
  expiresAt: InstantFromText
})
export type Invite = typeof Invite.Type

/** So long an invitation can be answered: 30 days. */
export const invitesOpenMs = 30 * 86_400_000

/** So many are invited in one call. */
export const mostInvited = 500

/** What somebody is invited to, by its kind and id. */
export const subjectKey = (subject: InviteSubject): string =>
  subject._tag === "Circle" ? `circle ${subject.circleId}` : `challenge ${subject.challengeId}`

/** The challenge that somebody is invited to, where it is one: what is done about it is told among what is done about that. */
export const challengeOf = (subject: InviteSubject): { readonly challengeId?: ChallengeId } =>
  subject._tag === "Challenge" ? { challengeId: subject.challengeId } : {}

/** The name of the invitation of somebody to something: there is one at most. */
export const inviteIdOf = (subject: InviteSubject, userId: UserId): InviteId =>
  InviteId.make(`invite_${sha256Hex(`${subjectKey(subject)} ${userId}`).slice(0, 24)}`)

/** Whether an invitation is open at an instant: it can be answered. */
export const isOpen = ({ state, expiresAt }: Invite, now: number): boolean => state === "Pending" && now < expiresAt

/** Whether it lets somebody in at an instant: it is open, or was accepted. */
export const admits = (invite: Invite, now: number): boolean => invite.state === "Accepted" || isOpen(invite, now)

/**
 * Whether it is as if nobody had been invited. One to a challenge that was accepted goes on to let in; one to a circle has done what it was
 * for: whoever accepted it is a member.
 */
export const isOver = ({ subject, state, expiresAt }: Invite, now: number): boolean =>
  expiresAt <= now && (state !== "Accepted" || subject._tag === "Circle")
