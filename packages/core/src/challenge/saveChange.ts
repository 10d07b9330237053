import { Effect } from "effect"
import { noteChange } from "../audit/index.ts"
import { tell } from "../webhook/index.ts"
import type { Challenge } from "./Challenge.ts"
import { ChallengeStore } from "./ChallengeStore.ts"
import { challengeGlance } from "./glance.ts"
import { happenedTo } from "./happenedTo.ts"
import { keepDates } from "./keepDates.ts"
import { refundLater } from "./refundLater.ts"

/**
 * Stores what became of a challenge with what follows from it, and what the clock will bring about for it, says so in
 * the audit entry of the running use case, and tells whoever listens.
 */
export const saveChange = Effect.fnUntraced(function* (before: Challenge, after: Challenge) {
  yield* (yield* ChallengeStore).save(after, before.version)
  yield* keepDates(before, after)
  if (after._tag === "Cancelled" && before._tag !== "Cancelled") yield* refundLater(after)
  yield* noteChange("challenge", challengeGlance(before), challengeGlance(after))
  yield* tell(after.id, happenedTo(before, after))
})

/** As `saveChange`, for a challenge that is new. */
export const insertNew = Effect.fnUntraced(function* (challenge: Challenge) {
  yield* (yield* ChallengeStore).insert(challenge)
  yield* keepDates(undefined, challenge)
  yield* noteChange("challenge", null, challengeGlance(challenge))
  yield* tell(challenge.id, happenedTo(undefined, challenge))
})
