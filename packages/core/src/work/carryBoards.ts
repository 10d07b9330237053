import { Effect } from "effect"
import { BoardFollowers } from "../board/index.ts"
import { project } from "../challenge/index.ts"
import type { ChallengeId } from "../shared/index.ts"

/** Carries everything that waits of a challenge, in as many transactions as it takes, and has the followers catch up. */
export const carryBoards = Effect.fnUntraced(function* (id: ChallengeId) {
  const { catchUp } = yield* BoardFollowers
  for (let isMore = true; isMore; ) {
    const projected = yield* project(id)
    yield* Effect.forEach(projected?.boards ?? [], catchUp, { discard: true })
    isMore = projected?.isMore === true
  }
})
