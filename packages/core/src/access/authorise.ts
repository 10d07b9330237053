import { Clock, Effect } from "effect"
import type { UserId } from "../shared/index.ts"
import type { KnownChallenge } from "./KnownChallenge.ts"
import { letInto } from "./letInto.ts"
import type { Principal } from "./Principal.ts"
import { permit } from "./permit.ts"
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
  const { challenge } = asked
  const takesPart = challenge !== undefined && (yield* letInto(principal, [challenge])).has(challenge.id)
  yield* Effect.fromResult(permit(rule, principal, { ...asked, takesPart }, yield* Clock.currentTimeMillis))
})
