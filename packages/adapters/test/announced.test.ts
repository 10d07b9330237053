import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { BoardNews, Boards, type LiveBoard } from "@laurel/core/board"
import { boardsContract } from "@laurel/core/contracts"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Effect, Fiber, Layer, Stream } from "effect"
import { announced } from "../src/decorators/announced.ts"

const boards = announced(Memory.layerBoards).pipe(Layer.provideMerge(Memory.layerBoardNews))

boardsContract("memory, announced", boards, { runs: 5 })

const board: LiveBoard = {
  challengeId: ChallengeId.make("spring"),
  scope: { _tag: "Teams" },
  rule: { direction: "highest", tieBreaks: [], ranks: "standard" }
}

describe("boards that announce", () => {
  it.effect("say that they were rebuilt, and at which version they are after each submit", () =>
    Effect.gen(function* () {
      const port = yield* Boards
      const { news } = yield* BoardNews
      const heard = yield* Effect.forkChild(Stream.runCollect(Stream.take(news, 3)))
      yield* Effect.repeat(Effect.yieldNow, { times: 10 })
      yield* Effect.ignore(port.submit(board, { version: 1, rows: [] }))
      yield* port.rebuild(board, 4, Stream.make([{ participantId: ParticipantId.make("ada"), revision: 1 }]))
      yield* port.submit(board, { version: 5, rows: [] })
      yield* port.submit(board, { version: 2, rows: [] })
      assert.deepStrictEqual(
        yield* Fiber.join(heard),
        [4, 5, 5].map((version) => ({ challengeId: board.challengeId, scope: "teams", version }))
      )
    }).pipe(Effect.provide(Layer.fresh(boards)))
  )
})
