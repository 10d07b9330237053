import { Clock, Effect, Option } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { PrincipalId, type UserId } from "../shared/index.ts"
import { Circles } from "./Circles.ts"
import { InviteNotFound } from "./errors.ts"
import type { InviteId } from "./Invite.ts"
import { Invites } from "./Invites.ts"
import { permitInviting } from "./inviteUsers.ts"

/**
 * Accepts an invitation of one's own: to a circle, which one is in then, private or not; to a challenge, which one may enter then.
 * Accepting again changes nothing. Where the circle is full nothing is accepted.
 */
export const acceptInvite = Effect.fn("Community.acceptInvite")(function* (id: InviteId, userId: UserId) {
  return yield* audited(
    { action: "invite.accept", by: PrincipalId.make(userId) },
    Effect.gen(function* () {
      const answered = yield* answer(id, userId, "Accepted")
      const { subject } = answered.invite
      if (answered.isNew && subject._tag === "Circle") {
        const joinedAt = yield* Clock.currentTimeMillis
        yield* (yield* Circles).enter(subject.circleId, { userId, joinedAt })
      }
      return answered.invite
    })
  )
})

/** Declines an invitation of one's own: nobody is asked again before it would have been over. Declining again changes nothing. */
export const declineInvite = Effect.fn("Community.declineInvite")(function* (id: InviteId, userId: UserId) {
  return yield* audited(
    { action: "invite.decline", by: PrincipalId.make(userId) },
    Effect.map(answer(id, userId, "Declined"), ({ invite }) => invite)
  )
})

const answer = Effect.fnUntraced(function* (inviteId: InviteId, userId: UserId, state: "Accepted" | "Declined") {
  const invites = yield* Invites
  const found = Option.getOrUndefined(yield* invites.find(inviteId))
  // Whom others are invited by is theirs to know.
  if (found?.userId !== userId) return yield* new InviteNotFound({ inviteId })
  if (found.state === state) return { invite: found, isNew: false }
  const answered = yield* invites.answer(inviteId, state, yield* Clock.currentTimeMillis)
  if (Option.isNone(answered)) return yield* new InviteNotFound({ inviteId })
  yield* noteChange(`invite ${inviteId}`, { state: "Pending" }, { state })
  return { invite: answered.value, isNew: true }
})

/** Takes an invitation back, whatever became of it; who entered by it stays. For the owner of the circle, or the organiser of the challenge. */
export const revokeInvite = Effect.fn("Community.revokeInvite")(function* (inviteId: InviteId, by: PrincipalId) {
  yield* audited(
    { action: "invite.revoke", by },
    Effect.gen(function* () {
      const invites = yield* Invites
      const found = Option.getOrUndefined(yield* invites.find(inviteId))
      if (found === undefined) return yield* new InviteNotFound({ inviteId })
      // To whoever may not revoke it, it is none: whom others invite is not theirs to know.
      yield* permitInviting(found.subject, by).pipe(
        Effect.catchTags({
          ChallengeNotFound: () => new InviteNotFound({ inviteId }),
          CircleNotFound: () => new InviteNotFound({ inviteId }),
          NotCircleOwner: () => new InviteNotFound({ inviteId }),
          NotOrganiser: () => new InviteNotFound({ inviteId })
        })
      )
      yield* invites.revoke(inviteId)
      yield* noteChange(`invite ${inviteId}`, { state: found.state, user: found.userId }, null)
    })
  )
})

/** So many are forgotten at once, so that nobody waits for it. */
const batch = 500

/** Forgets invitations that are over, in batches; gives how many they were. */
export const forgetInvites = Effect.gen(function* () {
  const { forget } = yield* Invites
  const now = yield* Clock.currentTimeMillis
  let forgotten = 0
  for (;;) {
    const some = yield* forget(now, batch)
    forgotten += some
    if (some < batch) return forgotten
  }
})
