import { BoardNews, Boards } from "@laurel/core/board"
import { Effect, Layer } from "effect"

/** Boards that announce whatever is submitted to them, and that they were rebuilt, to those who watch. */
export const announced = <E, R>(boards: Layer.Layer<Boards, E, R>): Layer.Layer<Boards, E, R | BoardNews> =>
  Layer.effect(
    Boards,
    Effect.gen(function* () {
      const kept = yield* Boards
      const { announce } = yield* BoardNews
      return Boards.of({
        ...kept,
        rebuild: (board, version, rows) => Effect.tap(kept.rebuild(board, version, rows), announce(board, version)),
        submit: (board, update) => Effect.tap(kept.submit(board, update), (version) => announce(board, version))
      })
    })
  ).pipe(Layer.provide(boards))
