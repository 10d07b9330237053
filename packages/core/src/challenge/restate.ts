import { Clock, Effect } from "effect"
import { audited } from "../audit/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { amendEntries } from "./amendEntries.ts"
import { carryOut } from "./carryOut.ts"
import { currentBoard } from "./currentBoard.ts"
import type { Entry } from "./Entry.ts"
import { Outbox } from "./Outbox.ts"
import { permit } from "./permit.ts"
import { Snapshots } from "./Snapshots.ts"

/**
 * Restates the final standings with some entries amended (a disqualification found later, say): the board is made anew
 * from the facts and gets a new hash. What was settled on the old one has to be corrected.
 */
export const restate = Effect.fn("Challenge.restate")(function* (
  challengeId: ChallengeId,
  amended: ReadonlyArray<Entry>,
  by: PrincipalId
) {
  return yield* audited(
    { action: "challenge.restate", challengeId, by },
    Effect.gen(function* () {
      const challenge = yield* Effect.fromResult(permit(yield* advance(challengeId), "Restate", by))
      yield* amendEntries(challengeId, amended)
      const board = yield* currentBoard(challenge, yield* Clock.currentTimeMillis)
      const restated = yield* carryOut(challengeId, () => ({ _tag: "Restate", by, standingsHash: board.standingsHash }))
      // The same standings again: the board stays, with the instant at which it came to be.
      if (restated.version > challenge.version) {
        yield* (yield* Snapshots).save(challengeId, "Final", board)
        yield* (yield* Outbox).add(challengeId, "Everybody")
      }
      return board
    })
  )
})
