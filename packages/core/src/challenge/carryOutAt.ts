import { Effect } from "effect"
import type { Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import { saveChange } from "./saveChange.ts"
import type { ChallengeCommand } from "./transitions.ts"

/** Decides a command on a challenge as of an instant, and stores what follows. A repeated command changes nothing. */
export const carryOutAt = Effect.fnUntraced(function* (challenge: Challenge, command: ChallengeCommand, at: Instant) {
  const event = yield* Effect.fromResult(decide(challenge, command, at))
  if (event._tag === "NothingChanged") return challenge
  const next = evolve(challenge, event)
  yield* saveChange(challenge, next)
  return next
})
