import { Context, type Stream } from "effect"
import type { BoardRow } from "./BoardRow.ts"
import type { Boards } from "./Boards.ts"
import type { BoardNotKept, BoardsUnavailable } from "./errors.ts"
import type { LiveBoard } from "./LiveBoard.ts"

/**
 * The boards in the store, beside the facts that they are made of: those that last, that every other board follows and is checked by.
 *
 * - All that `Boards` promises; and they take part in transactions.
 * - `since` gives the rows with a revision above the one given, in the order of their revisions, removals too: from a version that
 *   another board is at, what that board lacks. Above -1 it gives everything. What is written meanwhile may be among it.
 */
export class StoredBoards extends Context.Service<
  StoredBoards,
  Boards["Service"] & {
    readonly since: (
      board: LiveBoard,
      revision: number
    ) => Stream.Stream<ReadonlyArray<BoardRow>, BoardNotKept | BoardsUnavailable>
  }
>()("@laurel/core/board/StoredBoards") {}
