import { Clock, Effect, Option } from "effect"
import { audited } from "../audit/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { carryOut } from "./carryOut.ts"
import { currentBoard } from "./currentBoard.ts"
import { Snapshots } from "./Snapshots.ts"

/** Lets the public board stand still as it is now; the organisers' board moves on. Freezing again changes nothing. */
export const freeze = Effect.fn("Challenge.freeze")(function* (challengeId: ChallengeId, by: PrincipalId) {
  return yield* audited(
    { action: "challenge.freeze", challengeId, by },
    Effect.gen(function* () {
      const challenge = yield* carryOut(challengeId, () => ({ _tag: "Freeze", by }))
      const snapshots = yield* Snapshots
      if (Option.isNone(yield* snapshots.find(challengeId, "Frozen"))) {
        yield* snapshots.save(challengeId, "Frozen", yield* currentBoard(challenge, yield* Clock.currentTimeMillis))
      }
      return challenge
    })
  )
})

/** Lets the public board move on. */
export const unfreeze = Effect.fn("Challenge.unfreeze")(function* (challengeId: ChallengeId, by: PrincipalId) {
  return yield* audited(
    { action: "challenge.unfreeze", challengeId, by },
    Effect.gen(function* () {
      const challenge = yield* carryOut(challengeId, () => ({ _tag: "Unfreeze", by }))
      yield* (yield* Snapshots).drop(challengeId, "Frozen")
      return challenge
    })
  )
})
