import { Clock, Effect } from "effect"
import { Entries } from "../challenge/index.ts"
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
 * **Details**: membership is looked up in the store, and only where it matters; no token says it.
 */
export const authorise = Effect.fnUntraced(function* (rule: Rule, principal: Principal, asked: Asked) {
  const takesPart = asked.challenge === undefined ? false : yield* participation(asked.challenge, principal)
  yield* Effect.fromResult(permit(rule, principal, { ...asked, takesPart }, yield* Clock.currentTimeMillis))
})

/** Whether whoever asks takes part; looked up only where it matters for what they see. */
const participation = Effect.fnUntraced(function* (challenge: KnownChallenge, principal: Principal) {
  if (principal._tag === "Anonymous" || maySee(challenge, principal, false)) return false
  const [entry] = yield* (yield* Entries).ofUsers(challenge.id, [UserId.make(principal.id)])
  return entry !== undefined
})
