import { Effect } from "effect"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { find } from "./advance.ts"
import { NotPublished } from "./errors.ts"
import { liveBoardsOf } from "./liveBoardsOf.ts"
import { Outbox } from "./Outbox.ts"
import { carried } from "./project.ts"

/**
 * Builds the boards of a challenge in the store anew from its facts, whatever they held, in one transaction: until it ends the old ones
 * answer. Gives the boards.
 *
 * **Details**: every row is newer than it was, so whatever follows these boards takes it. A fast board can only be rid of rows that never
 * should have been there by being built anew itself.
 */
export const rebuildBoards = Effect.fn("Challenge.rebuildBoards")(function* (challengeId: ChallengeId) {
  const { transact } = yield* Transaction
  const challenge = yield* find(challengeId)
  if (challenge._tag === "Draft") return yield* new NotPublished({ challengeId })
  yield* transact(
    Effect.gen(function* () {
      yield* (yield* Outbox).add(challengeId, "Everybody")
      yield* carried(challenge, true)
    })
  )
  return liveBoardsOf(challenge)
})
