import { assert } from "@effect/vitest"
import { Effect, Layer, Stream } from "effect"
import { type BoardRow, Boards, type LiveBoard, StoredBoards } from "../src/board/index.ts"
import type { RankingRule } from "../src/ranking/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { ParticipantId } from "../src/shared/index.ts"
import { boardsTests } from "./boards.contract.ts"
import type { Command } from "./Command.ts"
import type { Contract, Test } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { boardsCommands, boardsObservations } from "./commands/boards.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { answerOf, example } from "./worlds.ts"

const rule: RankingRule = { direction: "highest", tieBreaks: [{ _tag: "EarliestReached" }], ranks: "standard" }
const board: LiveBoard = { challengeId: spring, scope: { _tag: "Overall" }, rule }

const row = (text: string, revision: number, score?: number): BoardRow => ({
  participantId: ParticipantId.make(text),
  revision,
  ...(score === undefined ? {} : { position: { status: "Scored" as const, score, tieBreak: [0] } })
})

const since = (revision: number) =>
  StoredBoards.use((port) => Effect.map(Stream.runCollect(port.since(board, revision)), (pieces) => [...pieces].flat()))

const asBoards = <R>(layer: Layer.Layer<StoredBoards | R, unknown>): Layer.Layer<Boards, unknown> =>
  Layer.effect(Boards, StoredBoards).pipe(Layer.provide(layer))

/** A test of boards, of those in the store. */
const ofStored =
  (test: Test<Boards>): Test<StoredBoards> =>
  ({ layer, ...sizes }) =>
    test({ ...sizes, layer: asBoards(layer) })

const commandOfStored = <Model>({ perform, ...command }: Command<Model, Boards>): Command<Model, StoredBoards> => ({
  ...command,
  perform: StoredBoards.use((port) => Effect.provideService(perform, Boards, port))
})

/** What every store's `StoredBoards` does. */
export const storedBoardsContract: Contract<StoredBoards | Transaction> = contractOfFacts("StoredBoards", {
  ...Object.fromEntries(Object.entries(boardsTests).map(([name, test]) => [name, ofStored(test)])),
  "`since` gives the rows above a revision in the order of their revisions, removals too": example(
    Effect.gen(function* () {
      const port = yield* StoredBoards
      assert.deepStrictEqual(yield* answerOf(since(-1)), {
        _tag: "BoardNotKept",
        challengeId: spring,
        scope: "overall"
      })
      yield* port.rebuild(board, 1, Stream.make([row("c", 0, 3), row("a", 1, 1), row("b", 1, 2)]))
      yield* port.rebuild({ ...board, challengeId: summer }, 9, Stream.make([row("z", 9, 3)]))
      yield* port.submit(board, { version: 2, rows: [row("a", 2, 5), row("d", 2)] })
      yield* port.submit(board, { version: 3, rows: [row("c", 3)] })
      assert.deepStrictEqual(yield* since(-1), [row("b", 1, 2), row("a", 2, 5), row("d", 2), row("c", 3)])
      assert.deepStrictEqual(yield* since(1), [row("a", 2, 5), row("d", 2), row("c", 3)])
      assert.deepStrictEqual(yield* since(2), [row("c", 3)])
      assert.deepStrictEqual(yield* since(3), [])
    })
  ),
  "`since` gives a large board whole, in order": example(
    Effect.gen(function* () {
      const port = yield* StoredBoards
      const rows = Array.from({ length: 12_345 }, (_, n) => row(`p${String(n).padStart(5, "0")}`, n % 7, n))
      yield* port.rebuild(board, 7, Stream.make(rows))
      const expected = rows.toSorted((a, b) => a.revision - b.revision || (a.participantId < b.participantId ? -1 : 1))
      assert.deepStrictEqual(yield* since(-1), expected)
    })
  ),
  "answers like its model in transactions too, rollbacks included": agreesWithModel({
    initial: {},
    commands: boardsCommands(rule).map(commandOfStored),
    observe: boardsObservations(rule).map(commandOfStored)
  })
})
