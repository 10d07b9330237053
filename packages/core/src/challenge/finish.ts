import { Clock, Effect } from "effect"
import { audited } from "../audit/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { carryOut } from "./carryOut.ts"
import { currentBoard } from "./currentBoard.ts"
import { Snapshots } from "./Snapshots.ts"
import { standings } from "./standings.ts"

/** Freezes the final standings with their hash, once the grace period is over. Finishing again changes nothing. */
export const finish = Effect.fn("Challenge.finish")(function* (challengeId: ChallengeId) {
  return yield* audited(
    { action: "challenge.finish", challengeId },
    Effect.gen(function* () {
      const challenge = yield* advance(challengeId)
      if (challenge._tag === "Final" || challenge._tag === "Settled") return yield* standings(challengeId, "Organiser")
      const board = yield* currentBoard(challenge, yield* Clock.currentTimeMillis)
      yield* carryOut(challengeId, () => ({ _tag: "Finish", standingsHash: board.standingsHash }))
      yield* (yield* Snapshots).save(challengeId, "Final", board)
      return board
    })
  )
})
