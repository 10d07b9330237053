import { BoardNotKept, Boards, type LiveBoard, scopeText } from "@laurel/core/board"
import { Effect, Layer, Stream } from "effect"
import { KeptBoard } from "./boards/KeptBoard.ts"

/** Rows that a rebuild goes over before it lets others have a turn: some milliseconds. */
const rowsATurn = 50_000

/** Does the pieces of a piece of work one after the other, and lets others have their turn in between. */
const inTurns = Effect.fnUntraced(function* (pieces: Iterable<number>) {
  let rows = 0
  for (const piece of pieces) {
    rows += piece
    if (rows < rowsATurn) continue
    rows = 0
    yield* Effect.yieldNow
  }
})

/**
 * Boards in the process's memory, each an order-statistic structure of its own. Nothing of them is kept beyond the process, and they take no
 * part in transactions.
 *
 * **Details**: an update and a look-up take a time that grows with the logarithm of the board, however many rows are tied
 * ([0027](../../../../docs/decisions/0027-boards-in-memory.md)). A rebuild sorts in pieces, so that others are answered meanwhile.
 */
export const layerBoards: Layer.Layer<Boards> = Layer.sync(Boards, () => {
  const boards = new Map<string, KeptBoard>()
  const on = <A>(board: LiveBoard, act: (kept: KeptBoard) => A): Effect.Effect<A, BoardNotKept> =>
    Effect.suspend(() => {
      const kept = boards.get(keyOf(board))
      if (kept !== undefined) return Effect.succeed(act(kept))
      return new BoardNotKept({ challengeId: board.challengeId, scope: scopeText(board.scope) })
    })
  return Boards.of({
    rebuild: Effect.fnUntraced(function* (board, version, rows) {
      const rebuilt = new KeptBoard(board.rule, version)
      yield* Stream.runForEach(rows, (some) => Effect.sync(() => rebuilt.take(some)))
      yield* inTurns(rebuilt.list())
      boards.set(keyOf(board), rebuilt)
    }),
    submit: (board, update) => on(board, (kept) => kept.submit(update)),
    drop: (board) => Effect.sync(() => void boards.delete(keyOf(board))),
    state: (board) => on(board, (kept) => kept.state),
    ranks: (board, ids) => on(board, (kept) => ({ ...kept.state, rows: ids.map((id) => kept.rowOf(id)) })),
    page: (board, limit, cursor) => on(board, (kept) => kept.page(limit, cursor)),
    around: (board, id, n) => on(board, (kept) => ({ ...kept.state, rows: kept.around(id, n) })),
    all: (board) => on(board, (kept) => ({ ...kept.state, rows: kept.rows(0, kept.state.count) }))
  })
})

const keyOf = ({ challengeId, scope }: LiveBoard): string => `${challengeId}\n${scopeText(scope)}`
