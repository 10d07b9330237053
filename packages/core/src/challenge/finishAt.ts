import { Effect } from "effect"
import type { Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { carryOutAt } from "./carryOutAt.ts"
import { currentBoard } from "./currentBoard.ts"
import { Outbox } from "./Outbox.ts"
import { Snapshots } from "./Snapshots.ts"

/** Freezes the final standings of a challenge as of an instant. */
export const finishAt = Effect.fnUntraced(function* (challenge: Challenge, at: Instant) {
  const board = yield* currentBoard(challenge, at)
  const next = yield* carryOutAt(challenge, { _tag: "Finish", standingsHash: board.standingsHash }, at)
  yield* (yield* Snapshots).save(challenge.id, "Final", board)
  // Everybody has a place from now on.
  yield* (yield* Outbox).add(challenge.id, "Everybody", { at, joined: 0, activities: 0 })
  return { next, board }
})
