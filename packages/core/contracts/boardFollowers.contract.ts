import { assert } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { BoardFollowers, type BoardRow, Boards, type LiveBoard, StoredBoards } from "../src/board/index.ts"
import { ParticipantId } from "../src/shared/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { example } from "./worlds.ts"

const board: LiveBoard = {
  challengeId: spring,
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [], ranks: "standard" }
}

const row = (text: string, revision: number, score?: number): BoardRow => ({
  participantId: ParticipantId.make(text),
  revision,
  ...(score === undefined ? {} : { position: { status: "Scored" as const, score, tieBreak: [] } })
})

/** Whoever reads sees what is in the store. */
const isCaughtUp = Effect.gen(function* () {
  yield* (yield* BoardFollowers).catchUp(board)
  assert.deepStrictEqual(yield* (yield* Boards).all(board), yield* (yield* StoredBoards).all(board))
})

/** What everybody does who has boards follow those in the store. */
export const boardFollowersContract: Contract<BoardFollowers | Boards | StoredBoards> = contract("BoardFollowers", {
  "once `catchUp` has ended whoever reads sees what was in the store when it began": example(
    Effect.gen(function* () {
      const stored = yield* StoredBoards
      yield* stored.rebuild(board, 1, Stream.make([row("a", 1, 1), row("b", 1, 2)]))
      yield* isCaughtUp
      yield* stored.submit(board, { version: 2, rows: [row("a", 2, 3), row("b", 2)] })
      yield* isCaughtUp
      for (let version = 3; version < 20; version++) {
        yield* stored.submit(board, { version, rows: [row(`p${version % 5}`, version, version)] })
        yield* isCaughtUp
      }
    })
  ),
  "`catchUp` never fails, not even for a board that the store does not keep": example(
    Effect.gen(function* () {
      yield* (yield* BoardFollowers).catchUp({ ...board, challengeId: summer })
    })
  )
})
