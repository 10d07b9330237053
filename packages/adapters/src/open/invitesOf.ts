import * as Community from "@laurel/core/community"
import { UserId } from "@laurel/core/shared"
import { Clock, Effect, Schema } from "effect"
import type { Laurel } from "./Laurel.ts"
import type { Runner } from "./Runner.ts"
import { argument } from "./reader.ts"

/** Invitations to circles and challenges. */
export type Inviting = Pick<
  Laurel,
  "inviteToCircle" | "inviteToChallenge" | "invites" | "acceptInvite" | "declineInvite" | "revokeInvite"
>

const circleIdOf = argument("circleId", Community.CircleId)
const inviteIdOf = argument("inviteId", Community.InviteId)
const userOf = argument("user", UserId)
const usersOf = argument("users", Schema.Array(UserId).check(Schema.isMaxLength(Community.mostInvited)))

/** So many are listed: whoever answers them sees the next. */
const listed = 500

/** These methods, over the use cases of the core. */
export const invitesOf = ({ as, onAs }: Runner): Inviting => {
  const answering =
    (answer: typeof Community.acceptInvite | typeof Community.declineInvite) => (inviteId: string, user: string) =>
      as(undefined, () =>
        Effect.gen(function* () {
          return yield* answer(yield* inviteIdOf(inviteId), yield* userOf(user))
        })
      )
  return {
    inviteToCircle: (circleId, users, by) =>
      as(undefined, () =>
        Effect.gen(function* () {
          const id = yield* circleIdOf(circleId)
          return yield* Community.inviteToCircle(id, yield* usersOf(users), yield* userOf(by))
        })
      ),
    inviteToChallenge: (challengeId, users, by) =>
      onAs(challengeId, by, (id, who) =>
        Effect.flatMap(usersOf(users), (userIds) => Community.inviteToChallenge(id, userIds, who))
      ),
    invites: (user) =>
      as(undefined, () =>
        Effect.gen(function* () {
          const userId = yield* userOf(user)
          const now = yield* Clock.currentTimeMillis
          return yield* (yield* Community.Invites).ofUser(userId, now, listed)
        })
      ),
    acceptInvite: answering(Community.acceptInvite),
    declineInvite: answering(Community.declineInvite),
    revokeInvite: (inviteId, by) =>
      as(by, (who) => Effect.flatMap(inviteIdOf(inviteId), (id) => Community.revokeInvite(id, who)))
  }
}
