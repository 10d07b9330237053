import { Clock, Effect } from "effect"
import { audited, noteRows } from "../audit/index.ts"
import { Entries, find, onlyOrganiser } from "../challenge/index.ts"
import {
  challengeOf,
  type Invite,
  type InviteSubject,
  Invites,
  inviteIdOf,
  invitesOpenMs,
  mostInvited,
  subjectKey
} from "../invite/index.ts"
import { type ChallengeId, type CircleId, PrincipalId, UserId } from "../shared/index.ts"
import { mostMembers } from "./Circle.ts"
import { Circles } from "./Circles.ts"
import { ownCircle } from "./seeCircle.ts"

/** What became of inviting somebody. */
export interface Invited {
  readonly userId: UserId
  /** `Exists` where they were invited before, `AlreadyIn` where they are in the circle, or have entered the challenge. */
  readonly outcome: "Invited" | "Exists" | "AlreadyIn"
  /** Absent for whoever is in it: there is nothing to answer. */
  readonly invite?: Invite
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

/** Those of some users who are in a circle, or have entered a challenge, whatever became of the entry. */
const alreadyIn = Effect.fnUntraced(function* (subject: InviteSubject, userIds: ReadonlyArray<UserId>) {
  if (subject._tag === "Circle") {
    const members = yield* (yield* Circles).members(subject.circleId, mostMembers)
    return new Set(members.map(({ userId }) => userId))
  }
  const entries = yield* (yield* Entries).ofUsers(subject.challengeId, userIds)
  return new Set(userIds.filter((_, at) => entries[at] !== undefined))
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
      const there = yield* alreadyIn(subject, userIds)
      const asked = invites.filter(({ userId }) => !there.has(userId))
      const added = yield* (yield* Invites).add(asked)
      const fresh = new Set(asked.filter((_, at) => added[at] === true))
      yield* noteRows("invites", [...fresh].map(glanceAtInvite))
      return invites.map((invite): Invited => {
        const { userId } = invite
        if (there.has(userId)) return { outcome: "AlreadyIn", userId }
        return { outcome: fresh.has(invite) ? "Invited" : "Exists", userId, invite }
      })
    })
  )
})

/** What the audit log is told of an invitation; its keys in order, as `canonicalJson` writes them. */
const glanceAtInvite = ({ id, subject, userId }: Invite) => ({ id, subject: subjectKey(subject), user: userId })

/** Whether somebody may look after the invitations to something: the owner of a circle, the organiser of a challenge. */
export const permitInviting = Effect.fnUntraced(function* (subject: InviteSubject, by: PrincipalId) {
  if (subject._tag === "Circle") return void (yield* ownCircle(subject.circleId, UserId.make(by)))
  yield* Effect.fromResult(onlyOrganiser(yield* find(subject.challengeId), by))
})
