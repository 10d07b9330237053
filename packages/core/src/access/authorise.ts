import { Clock, Effect, Option } from "effect"
import { Entries } from "../challenge/index.ts"
import { admits, Circles, Invites, inviteIdOf } from "../community/index.ts"
import { UserId } from "../shared/index.ts"
import type { KnownChallenge } from "./KnownChallenge.ts"
import type { Principal } from "./Principal.ts"
import { maySee, permit } from "./permit.ts"
import type { Rule } from "./Rule.ts"

/** What somebody wants to do something with. */
export interface Asked {
  readonly challenge?: KnownChallenge | undefined
  /** The person whom it is about. */
  readonly userId?: UserId | undefined
}

/**
 * Refuses whoever may not do this. What they may not even see is `ChallengeNotFound`, the same as what is not there.
 *
 * **Details**: participation, invitations and circles are looked up in the store, and only where it matters; no token says it.
 */
export const authorise = Effect.fnUntraced(function* (rule: Rule, principal: Principal, asked: Asked) {
  const takesPart = asked.challenge === undefined ? false : yield* participation(asked.challenge, principal)
  yield* Effect.fromResult(permit(rule, principal, { ...asked, takesPart }, yield* Clock.currentTimeMillis))
})

/**
 * Whether whoever asks takes part, or could: is invited, or is in the circle that the challenge is for. Looked up only where it matters for
 * what they see.
 */
const participation = Effect.fnUntraced(function* (challenge: KnownChallenge, principal: Principal) {
  if (principal._tag === "Anonymous" || maySee(challenge, principal, false)) return false
  const userId = UserId.make(principal.id)
  const [entry] = yield* (yield* Entries).ofUsers(challenge.id, [userId])
  return entry !== undefined || (yield* isLetIn(challenge, userId))
})

const isLetIn = Effect.fnUntraced(function* (
  { id: challengeId, definition, isUnpublished }: KnownChallenge,
  userId: UserId
) {
  if (isUnpublished) return false
  const { visibility, circle } = definition
  if (visibility === "circle" && circle !== undefined)
    return Option.isSome(yield* (yield* Circles).member(circle, userId))
  const id = inviteIdOf({ _tag: "Challenge", challengeId }, userId)
  const now = yield* Clock.currentTimeMillis
  return Option.exists(yield* (yield* Invites).find(id), (invite) => admits(invite, now))
})
