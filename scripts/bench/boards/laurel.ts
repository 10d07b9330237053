import * as Memory from "@laurel/adapters/memory"
import { Boards, type LiveBoard } from "@laurel/core/board"
import { ChallengeId } from "@laurel/core/shared"
import { Effect, Stream } from "effect"
import type { Shape } from "./field.ts"
import type { Subject } from "./Subject.ts"

const rowsAPiece = 10_000

/** Laurel's own board, through the port: what a caller gets. */
export const laurel = async ({ rule }: Shape): Promise<Subject> => {
  const port = await Effect.runPromise(Boards.pipe(Effect.provide(Memory.layerBoards)))
  const board: LiveBoard = { challengeId: ChallengeId.make("spring"), scope: { _tag: "Overall" }, rule }
  let version = 0
  const each = <A>(all: Iterable<A>, call: (one: A) => Effect.Effect<unknown, unknown>): void =>
    Effect.runSync(
      Effect.gen(function* () {
        for (const one of all) yield* call(one)
      })
    )
  return {
    name: "Laurel",
    fill: (rows) => {
      const pieces = Array.from({ length: Math.ceil(rows.length / rowsAPiece) }, (_, piece) =>
        rows.slice(piece * rowsAPiece, (piece + 1) * rowsAPiece)
      )
      return Effect.runPromise(port.rebuild(board, ++version, Stream.fromIterable(pieces)))
    },
    update: (rows) => each(rows, (row) => port.submit(board, { version: ++version, rows: [row] })),
    updateMany: (rows) => each([rows], () => port.submit(board, { version: ++version, rows })),
    rank: (ids) => each(ids, (id) => port.ranks(board, [id])),
    rankMany: (ids) => each([ids], () => port.ranks(board, ids)),
    top: (times) => each(Array(times).keys(), () => port.page(board, 100)),
    around: (ids) => each(ids, (id) => port.around(board, id, 5))
  }
}
