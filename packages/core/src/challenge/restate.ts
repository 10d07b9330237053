import { Clock, Effect } from "effect"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { carryOut } from "./carryOut.ts"
import { currentBoard } from "./currentBoard.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
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
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const challenge = yield* Effect.fromResult(permit(yield* advance(challengeId), "Restate", by))
      const entries = yield* Entries
      for (const entry of amended) yield* entries.amend(challengeId, entry)
      const board = yield* currentBoard(challenge, yield* Clock.currentTimeMillis)
      yield* carryOut(challengeId, () => ({ _tag: "Restate", by, standingsHash: board.standingsHash }))
      yield* (yield* Snapshots).save(challengeId, "Final", board)
      return board
    })
  )
})
