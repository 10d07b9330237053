import {
  type BoardCursor,
  type BoardNotKept,
  type BoardPage,
  type BoardsUnavailable,
  type LiveBoard,
  pageText,
  StoredBoards,
  scopeText
} from "@laurel/core/board"
import { Caches } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"

/** Longer pages are asked for by few. */
const longest = 100

/** How old a page may become under its version: as long as it takes until a board that was built anew at the version it had is noticed. */
const ttlMs = 1_000

/**
 * The boards of a store such that pages are kept under the version that the board had before they were read. Whoever asks is told the
 * version by the store, and of many who ask for the same page of it one reads.
 *
 * **Details**: a page that is read or kept late is one of a version that nobody asks for any more: it cannot hide what is newer. What
 * changes a board without a later version, rows that come late or a rebuild, is seen at once by whoever made it here, and within a second
 * where another process did.
 *
 * **Gotchas**: as of all that is kept, no page is to be asked for within a transaction.
 */
export const memoisePages: Layer.Layer<StoredBoards, never, StoredBoards | Caches> = Layer.effect(
  StoredBoards,
  Effect.gen(function* () {
    const boards = yield* StoredBoards
    const { make, touch } = yield* Caches
    const pages = yield* make<BoardPage, BoardNotKept | BoardsUnavailable>({
      name: "page",
      capacity: 1_000,
      ttlMs,
      value: pageText
    })
    const touching =
      (board: LiveBoard) =>
      <A, E>(change: Effect.Effect<A, E>): Effect.Effect<A, E> =>
        // Also when it failed: the answer may have been lost.
        Effect.ensuring(change, touch([tagOf(board)]))
    return StoredBoards.of({
      ...boards,
      rebuild: (board, version, rows) => touching(board)(boards.rebuild(board, version, rows)),
      submit: (board, update) => touching(board)(boards.submit(board, update)),
      drop: (board) => touching(board)(boards.drop(board)),
      page: (board, limit, cursor) =>
        limit > longest
          ? boards.page(board, limit, cursor)
          : Effect.flatMap(boards.state(board), ({ version }) =>
              pages.get(keyOf(board, version, limit, cursor), [tagOf(board)], boards.page(board, limit, cursor))
            )
    })
  })
)

const tagOf = ({ challengeId, scope }: LiveBoard): string => JSON.stringify([challengeId, scopeText(scope)])

const keyOf = (board: LiveBoard, version: number, limit: number, cursor: BoardCursor | undefined): string =>
  JSON.stringify([tagOf(board), board.rule, version, limit, cursor])
