import { Clock, Effect, Result } from "effect"
import type { Challenge } from "../challenge/index.ts"
import { knownOf } from "./KnownChallenge.ts"
import { letInto } from "./letInto.ts"
import type { Principal } from "./Principal.ts"
import { permit } from "./permit.ts"

const looking = { who: "Seer", scope: "read" } as const

/** Those of these challenges that somebody may see, in the order given: each as `authorise` would have it for whoever reads one. */
export const visibleTo = Effect.fnUntraced(function* (principal: Principal, challenges: ReadonlyArray<Challenge>) {
  const inside = yield* letInto(principal, challenges.map(knownOf))
  const now = yield* Clock.currentTimeMillis
  return challenges.filter((challenge) => {
    const subject = { challenge: knownOf(challenge), takesPart: inside.has(challenge.id) }
    return Result.isSuccess(permit(looking, principal, subject, now))
  })
})
