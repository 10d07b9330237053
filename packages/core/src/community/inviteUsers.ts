import { Clock, Effect } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { find, onlyOrganiser } from "../challenge/index.ts"
import { type ChallengeId, type CircleId, PrincipalId, UserId } from "../shared/index.ts"
import {
  challengeOf,
  type Invite,
  type InviteSubject,
  inviteIdOf,
  invitesOpenMs,
  mostInvited,
  subjectKey
} from "./Invite.ts"
import { Invites } from "./Invites.ts"
import { ownCircle } from "./seeCircle.ts"

/** What became of inviting somebody. */
export interface Invited {
  readonly invite: Invite
  /** Whether they were not invited before. */
  readonly isNew: boolean
}

/** Invites users to a circle; for its owner. */
export const inviteToCircle = Effect.fn("Community.inviteToCircle")(function* (
  circleId: CircleId,
  userIds: ReadonlyArray<UserId>,
  by: UserId
) {
  yield* ownCircle(circleId, by)
  return yield* inviteAll({ _tag: "Circle", circleId }, userIds, PrincipalId.make(by))
})

/** Invites users to a challenge; for its organiser. */
export const inviteToChallenge = Effect.fn("Community.inviteToChallenge")(function* (
  challengeId: ChallengeId,
  userIds: ReadonlyArray<UserId>,
  by: PrincipalId
) {
  yield* Effect.fromResult(onlyOrganiser(yield* find(challengeId), by))
  return yield* inviteAll({ _tag: "Challenge", challengeId }, userIds, by)
})

/** Invites users, at most `mostInvited` of them, each with an outcome of their own in the order given. */
const inviteAll = Effect.fnUntraced(function* (
  subject: InviteSubject,
  userIds: ReadonlyArray<UserId>,
  invitedBy: PrincipalId
) {
  if (userIds.length > mostInvited) throw new Error(`at most ${mostInvited} are invited at once`)
  const invitedAt = yield* Clock.currentTimeMillis
  const invites = userIds.map(
    (userId): Invite => ({
      id: inviteIdOf(subject, userId),
      subject,
      userId,
      invitedBy,
      state: "Pending",
      invitedAt,
      expiresAt: invitedAt + invitesOpenMs
    })
  )
  return yield* audited(
    { action: "invite.send", ...challengeOf(subject), by: invitedBy },
    Effect.gen(function* () {
      const added = yield* (yield* Invites).add(invites)
      const invited = invites.map((invite, at): Invited => ({ invite, isNew: added[at] === true }))
      for (const { invite, isNew } of invited)
        if (isNew) yield* noteChange(`invite ${invite.id}`, null, { subject: subjectKey(subject), user: invite.userId })
      return invited
    })
  )
})

/** Whether somebody may look after the invitations to something: the owner of a circle, the organiser of a challenge. */
export const permitInviting = Effect.fnUntraced(function* (subject: InviteSubject, by: PrincipalId) {
  if (subject._tag === "Circle") return void (yield* ownCircle(subject.circleId, UserId.make(by)))
  yield* Effect.fromResult(onlyOrganiser(yield* find(subject.challengeId), by))
})
