import fc from "fast-check"
import {
  type Circle,
  type CircleAmendment,
  CircleId,
  type Invite,
  type InviteSubject,
  inviteIdOf
} from "../../src/community/index.ts"
import { ChallengeId, PrincipalId } from "../../src/shared/index.ts"
import { challengeIds, fewUserIds, instants } from "./shared.ts"

/** Few names of circles, so that they meet again. */
export const circleIds = fc.constantFrom("0", "a").map((digit) => CircleId.make(`circle_${digit.repeat(24)}`))

const names = fc.constantFrom("Walkers", 'Zoë \u{1f3c6} "x" \\')
const descriptions = fc.constantFrom("", "line\nline", "$1 {,}")
const visibilities = fc.constantFrom("public" as const, "private" as const)
const limits = fc.integer({ min: 1, max: 3 })

/** Circles as they are created, with room for few. */
export const newCircles: fc.Arbitrary<Circle> = fc.record({
  id: circleIds,
  name: names,
  description: descriptions,
  visibility: visibilities,
  memberLimit: limits,
  owner: fewUserIds,
  memberCount: fc.constant(1),
  revision: fc.constant(1),
  createdAt: instants
})

/** What owners change. */
export const circleAmendments: fc.Arbitrary<CircleAmendment> = fc.record(
  { name: names, description: descriptions, visibility: visibilities, memberLimit: limits },
  { requiredKeys: [], noNullPrototype: true }
)

/** Who joins, and when. */
export const circleMembers = fc.record({ userId: fewUserIds, joinedAt: instants })

/** Few things that somebody can be invited to: a circle and a challenge of one text among them. */
export const inviteSubjects: fc.Arbitrary<InviteSubject> = fc.oneof(
  circleIds.map((circleId) => ({ _tag: "Circle" as const, circleId })),
  fc
    .oneof(
      challengeIds,
      circleIds.map((text) => ChallengeId.make(text))
    )
    .map((challengeId) => ({ _tag: "Challenge" as const, challengeId }))
)

/** Invitations as they are made, over in the same second or some seconds later. */
export const newInvites: fc.Arbitrary<Invite> = fc
  .record({ subject: inviteSubjects, userId: fewUserIds, invitedAt: instants, seconds: fc.integer({ min: 0, max: 3 }) })
  .map(({ subject, userId, invitedAt, seconds }) => ({
    id: inviteIdOf(subject, userId),
    subject,
    userId,
    invitedBy: PrincipalId.make("olga"),
    state: "Pending",
    invitedAt,
    expiresAt: invitedAt + seconds * 1_000
  }))
