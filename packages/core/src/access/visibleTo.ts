import { Clock, Effect, Result } from "effect"
import { type Challenge, Entries } from "../challenge/index.ts"
import { UserId } from "../shared/index.ts"
import { knownOf } from "./KnownChallenge.ts"
import type { Principal } from "./Principal.ts"
import { maySee, permit } from "./permit.ts"

const looking = { who: "Seer", scope: "read" } as const

/**
 * Those of these challenges that somebody may see, in the order given: each as `authorise` would have it for whoever reads one.
 *
 * **Details**: what they take part in is looked up at once, and of those alone where it matters.
 */
export const visibleTo = Effect.fnUntraced(function* (principal: Principal, challenges: ReadonlyArray<Challenge>) {
  const entered = yield* enteredOf(principal, challenges)
  const now = yield* Clock.currentTimeMillis
  return challenges.filter((challenge) => {
    const subject = { challenge: knownOf(challenge), takesPart: entered.has(challenge.id) }
    return Result.isSuccess(permit(looking, principal, subject, now))
  })
})

const enteredOf = Effect.fnUntraced(function* (principal: Principal, challenges: ReadonlyArray<Challenge>) {
  if (principal._tag === "Anonymous") return new Set<Challenge["id"]>()
  const ids = challenges.flatMap((challenge) => (maySee(knownOf(challenge), principal, false) ? [] : [challenge.id]))
  const entries = yield* (yield* Entries).ofUserIn(UserId.make(principal.id), ids)
  return new Set(ids.filter((_, at) => entries[at] !== undefined))
})
