import { Clock, Effect } from "effect"
import { Entries } from "../challenge/index.ts"
import { admits, Circles, Invites, inviteIdOf } from "../community/index.ts"
import { type ChallengeId, UserId } from "../shared/index.ts"
import type { KnownChallenge } from "./KnownChallenge.ts"
import type { Principal } from "./Principal.ts"
import { maySee } from "./permit.ts"

/**
 * Those of these challenges that somebody takes part in, or could: is invited to, or in the circle of.
 *
 * **Details**: looked up at once for all of them, and only where it matters for what they see.
 */
export const letInto = Effect.fnUntraced(function* (principal: Principal, challenges: ReadonlyArray<KnownChallenge>) {
  const none: ReadonlySet<ChallengeId> = new Set()
  if (principal._tag === "Anonymous") return none
  const hidden = challenges.filter((one) => !one.isUnpublished && !maySee(one, principal, false))
  if (hidden.length === 0) return none
  const userId = UserId.make(principal.id)
  const ids = hidden.map(({ id }) => id)
  const entries = yield* (yield* Entries).ofUserIn(userId, ids)
  const others = hidden.filter((_, at) => entries[at] === undefined)
  const open = yield* openTo(userId, others)
  return new Set([...ids.filter((_, at) => entries[at] !== undefined), ...open])
})

/** Those that are open to somebody who does not take part. */
const openTo = Effect.fnUntraced(function* (userId: UserId, challenges: ReadonlyArray<KnownChallenge>) {
  const ofCircles = challenges.flatMap((one) => {
    const circle = circleOf(one)
    return circle === undefined ? [] : [{ id: one.id, circle }]
  })
  const forInvited = challenges.filter((one) => circleOf(one) === undefined).map(({ id }) => id)
  const circles = ofCircles.map(({ circle }) => circle)
  const isMember = circles.length === 0 ? [] : yield* (yield* Circles).isIn(userId, circles)
  const names = forInvited.map((challengeId) => inviteIdOf({ _tag: "Challenge", challengeId }, userId))
  const invites = names.length === 0 ? [] : yield* (yield* Invites).find(names)
  const now = yield* Clock.currentTimeMillis
  const isInvited = invites.map((invite) => invite !== undefined && admits(invite, now))
  return [
    ...ofCircles.filter((_, at) => isMember[at]).map(({ id }) => id),
    ...forInvited.filter((_, at) => isInvited[at])
  ]
})

/** The circle that a challenge is for, where it is for one. */
const circleOf = ({ definition: { visibility, circle } }: KnownChallenge) =>
  visibility === "circle" ? circle : undefined
