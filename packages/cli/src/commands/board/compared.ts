import { Boards, type LiveBoard, type RankedRow, StoredBoards } from "@laurel/core/board"
import { boardAt, find, liveBoardsOf, rankedOn, rulesOf } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import type { ChallengeId } from "@laurel/core/shared"
import { carryBoards } from "@laurel/core/work"
import { Clock, Effect, Stream } from "effect"
import type { FastBoards } from "../../store/FastBoards.ts"
import { type Differing, differencesIn } from "./differencesIn.ts"

/** One board as somebody keeps it, held against what the facts say. */
export interface Comparison {
  readonly board: LiveBoard
  readonly in: string
  /** Absent where it is not kept there. */
  readonly version?: number
  readonly rows: number
  readonly differing: ReadonlyArray<Differing>
}

/**
 * Every board of a challenge as the store keeps it, and as fast boards that are built from it or follow it do, against the standings made
 * anew from every activity. What waits is carried first.
 */
export const compared = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  built: FastBoards,
  following: FastBoards | undefined
) {
  yield* carryBoards(challengeId)
  const { snapshot } = yield* Transaction
  return yield* snapshot(
    Effect.gen(function* () {
      const challenge = yield* find(challengeId)
      const facts = yield* boardAt(challengeId, yield* Clock.currentTimeMillis)
      const rules = rulesOf(challenge.definition)
      const comparisons: Array<Comparison> = []
      for (const board of liveBoardsOf(challenge)) {
        const expected = rankedOn(rules, board, facts)
        const stored = yield* StoredBoards
        comparisons.push(yield* held(expected, board, "store", stored.all(board)))
        comparisons.push(yield* held(expected, board, built.name, builtFrom(board, built)))
        if (following !== undefined) {
          const all = Effect.provide(
            Boards.use((boards) => boards.all(board)),
            following.boards
          )
          comparisons.push(yield* held(expected, board, following.name, all))
        }
      }
      return comparisons
    })
  )
})

type Kept = ReturnType<Boards["Service"]["all"]>

const held = <R>(
  expected: ReadonlyArray<RankedRow>,
  board: LiveBoard,
  where: string,
  kept: Effect.Effect<Effect.Success<Kept>, Effect.Error<Kept>, R>
) =>
  kept.pipe(
    Effect.map(({ version, rows }): Comparison => {
      return { board, in: where, version, rows: rows.length, differing: differencesIn(expected, rows) }
    }),
    Effect.catchTag("BoardNotKept", () =>
      Effect.succeed<Comparison>({ board, in: where, rows: 0, differing: differencesIn(expected, []) })
    )
  )

/** All rows of a fast board that is built from the one in the store. */
const builtFrom = (board: LiveBoard, { boards }: FastBoards) =>
  Effect.gen(function* () {
    const stored = yield* StoredBoards
    const fast = yield* Boards
    const { version } = yield* stored.state(board)
    yield* fast.rebuild(
      board,
      version,
      Stream.suspend(() => stored.since(board, -1))
    )
    return yield* fast.all(board)
  }).pipe(Effect.provide(boards))
