import { Effect } from "effect"
import { type BoardScope, type Reveal, reveal, scopeText } from "../board/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { find } from "./advance.ts"
import { BoardNotFrozen } from "./errors.ts"
import { readBoard } from "./readBoard.ts"

/**
 * How the board that stands still for the public has moved on since, place by place from the bottom: for whoever shows it to people before it
 * is unfrozen. Only so many places from the top are stepped through.
 */
export const revealBoard = Effect.fn("Challenge.revealBoard")(function* (
  challengeId: ChallengeId,
  scope: BoardScope,
  places: number
) {
  const frozen = yield* readBoard(challengeId, scope, "Public")
  const challenge = yield* find(challengeId)
  if (!("frozenAt" in challenge) || challenge.frozenAt === undefined) {
    return yield* new BoardNotFrozen({ challengeId, scope: scopeText(scope) })
  }
  const moving = yield* readBoard(challengeId, scope, "Organiser")
  const [before, now] = [yield* frozen.all, yield* moving.all]
  const shown: Reveal = reveal(challenge.definition.ranking, before.rows, now.rows, places)
  return shown
})
