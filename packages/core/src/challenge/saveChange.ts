import { Effect } from "effect"
import { noteChange } from "../audit/index.ts"
import { Invites } from "../invite/index.ts"
import { tell } from "../webhook/index.ts"
import type { Challenge } from "./Challenge.ts"
import { ChallengeStore } from "./ChallengeStore.ts"
import { ChallengesUnavailable } from "./errors.ts"
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
  if (after._tag === "Cancelled" && before._tag !== "Cancelled") {
    yield* refundLater(after)
    yield* endInvites(after)
  }
  yield* noteChange("challenge", challengeGlance(before), challengeGlance(after))
  yield* tell(after.id, happenedTo(before, after))
})

/** Nobody is asked any more whether they want to enter. */
const endInvites = Effect.fnUntraced(function* ({ id: challengeId }: Challenge) {
  const ended = yield* (yield* Invites)
    .end({ _tag: "Challenge", challengeId })
    .pipe(
      Effect.catchTag("CommunityUnavailable", ({ operation, cause }) => new ChallengesUnavailable({ operation, cause }))
    )
  if (ended > 0) yield* noteChange("invites", { pending: ended }, null)
})

/** As `saveChange`, for a challenge that is new. */
export const insertNew = Effect.fnUntraced(function* (challenge: Challenge) {
  yield* (yield* ChallengeStore).insert(challenge)
  yield* keepDates(undefined, challenge)
  yield* noteChange("challenge", null, challengeGlance(challenge))
  yield* tell(challenge.id, happenedTo(undefined, challenge))
})
