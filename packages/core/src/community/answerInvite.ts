import { Clock, Effect, Option } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { challengeOf, type InviteId, Invites } from "../invite/index.ts"
import { PrincipalId, type UserId } from "../shared/index.ts"
import { InviteNotFound } from "./errors.ts"
import { permitInviting } from "./inviteUsers.ts"
import { enter } from "./joinCircle.ts"

/**
 * Accepts an invitation of one's own: to a circle, which one is in then, private or not; to a challenge, which one may enter then.
 * Accepting again changes nothing. Where the circle is full nothing is accepted.
 */
export const acceptInvite = Effect.fn("Community.acceptInvite")(function* (id: InviteId, userId: UserId) {
  const { subject } = yield* ownInvite(id, userId)
  return yield* audited(
    { action: "invite.accept", ...challengeOf(subject), by: PrincipalId.make(userId) },
    Effect.gen(function* () {
      const { invite, isNew } = yield* answer(id, userId, "Accepted")
      if (isNew && subject._tag === "Circle") yield* enter(subject.circleId, userId)
      return invite
    })
  )
})

/** Declines an invitation of one's own: nobody is asked again before it would have been over. Declining again changes nothing. */
export const declineInvite = Effect.fn("Community.declineInvite")(function* (id: InviteId, userId: UserId) {
  const { subject } = yield* ownInvite(id, userId)
  return yield* audited(
    { action: "invite.decline", ...challengeOf(subject), by: PrincipalId.make(userId) },
    Effect.map(answer(id, userId, "Declined"), ({ invite }) => invite)
  )
})

/** The invitation of this name, where there is one. */
const findInvite = (id: InviteId) =>
  Effect.map(
    Invites.use((invites) => invites.find([id])),
    ([invite]) => invite
  )

/** An invitation of one's own: whom others are invited by is theirs to know. */
const ownInvite = Effect.fnUntraced(function* (inviteId: InviteId, userId: UserId) {
  const found = yield* findInvite(inviteId)
  return found?.userId === userId ? found : yield* new InviteNotFound({ inviteId })
})

const answer = Effect.fnUntraced(function* (inviteId: InviteId, userId: UserId, state: "Accepted" | "Declined") {
  const found = yield* ownInvite(inviteId, userId)
  if (found.state === state) return { invite: found, isNew: false }
  const answered = yield* (yield* Invites).answer(inviteId, state, yield* Clock.currentTimeMillis)
  if (Option.isNone(answered)) return yield* new InviteNotFound({ inviteId })
  yield* noteChange(`invite ${inviteId}`, { state: "Pending" }, { state })
  return { invite: answered.value, isNew: true }
})

/** Takes an invitation back, whatever became of it; who entered by it stays. For the owner of the circle, or the organiser of the challenge. */
export const revokeInvite = Effect.fn("Community.revokeInvite")(function* (inviteId: InviteId, by: PrincipalId) {
  const found = yield* findInvite(inviteId)
  if (found === undefined) return yield* new InviteNotFound({ inviteId })
  yield* audited(
    { action: "invite.revoke", ...challengeOf(found.subject), by },
    Effect.gen(function* () {
      // To whoever may not revoke it, it is none: whom others invite is not theirs to know.
      yield* permitInviting(found.subject, by).pipe(
        Effect.catchTags({
          ChallengeNotFound: () => new InviteNotFound({ inviteId }),
          CircleNotFound: () => new InviteNotFound({ inviteId }),
          NotCircleOwner: () => new InviteNotFound({ inviteId }),
          NotOrganiser: () => new InviteNotFound({ inviteId })
        })
      )
      if (!(yield* (yield* Invites).revoke(inviteId))) return yield* new InviteNotFound({ inviteId })
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
