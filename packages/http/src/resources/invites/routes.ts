import {
  acceptInvite,
  declineInvite,
  type Invited,
  type InviteSubject,
  Invites,
  inviteToChallenge,
  inviteToCircle,
  ownCircle,
  revokeInvite
} from "@laurel/core/community"
import { UserId } from "@laurel/core/shared"
import { Clock, Effect, Option, Schema } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { pageJson, placeAfter } from "../../wire/page.ts"
import { actorOf } from "../actorOf.ts"
import { userOf } from "../circles/userOf.ts"
import { inviteCursor, inviteJson, readInviteCursor } from "./InviteJson.ts"
import * as operations from "./operations.ts"

const userIdOf = Schema.decodeUnknownOption(UserId)

const outcomes = { Invited: "invited", Exists: "exists", AlreadyIn: "already_in" } as const

/** Invites those who are users, and says of each that was named what became of it, in the order given. */
const invitedEach = <E, R>(
  names: ReadonlyArray<string>,
  invite: (userIds: ReadonlyArray<UserId>) => Effect.Effect<ReadonlyArray<Invited>, E, R>
) => {
  const read = names.map((name) => ({ name, userId: Option.getOrUndefined(userIdOf(name)) }))
  return Effect.map(invite(read.flatMap(({ userId }) => userId ?? [])), (invited) => {
    const next = invited[Symbol.iterator]()
    const results = read.map(({ name, userId }) => {
      const one = userId === undefined ? undefined : next.next().value
      return one === undefined
        ? { user_id: name, outcome: "refused" as const }
        : {
            user_id: name,
            outcome: outcomes[one.outcome],
            ...(one.invite === undefined ? {} : { invite_id: one.invite.id })
          }
    })
    return { body: { results } }
  })
}

const listed = Effect.fnUntraced(function* (
  subject: InviteSubject,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string }
) {
  const after = yield* placeAfter(cursor, readInviteCursor)
  const found = yield* (yield* Invites).ofSubject(subject, limit + 1, after)
  return { body: pageJson(found, limit, inviteJson, inviteCursor) }
})

/** Invitations to circles and challenges. */
export const inviteRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.inviteToChallenge, ({ principal, body: { userIds } }, { id }) =>
    invitedEach(userIds, (users) => inviteToChallenge(id, users, actorOf(principal)))
  ),
  route(operations.inviteToCircle, ({ principal, params, body: { userIds } }) =>
    invitedEach(userIds, (users) => inviteToCircle(params.circle_id, users, userOf(principal)))
  ),
  challengeRoute(operations.listChallengeInvites, ({ query }, { id }) =>
    listed({ _tag: "Challenge", challengeId: id }, query)
  ),
  route(operations.listCircleInvites, ({ principal, params, query }) =>
    Effect.flatMap(ownCircle(params.circle_id, userOf(principal)), ({ id }) =>
      listed({ _tag: "Circle", circleId: id }, query)
    )
  ),
  route(operations.listMyInvites, ({ principal, query: { limit, cursor } }) =>
    Effect.gen(function* () {
      const after = yield* placeAfter(cursor, readInviteCursor)
      const now = yield* Clock.currentTimeMillis
      const found = yield* (yield* Invites).ofUser(userOf(principal), now, limit + 1, after)
      return { body: pageJson(found, limit, inviteJson, inviteCursor) }
    })
  ),
  route(operations.acceptInvite, ({ principal, params }) =>
    Effect.map(acceptInvite(params.invite_id, userOf(principal)), (invite) => ({ body: inviteJson(invite) }))
  ),
  route(operations.declineInvite, ({ principal, params }) =>
    Effect.map(declineInvite(params.invite_id, userOf(principal)), (invite) => ({ body: inviteJson(invite) }))
  ),
  route(operations.revokeInvite, ({ principal, params }) =>
    Effect.as(revokeInvite(params.invite_id, actorOf(principal)), { body: undefined })
  )
]
