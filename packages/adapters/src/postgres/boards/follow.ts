import type { BoardNotKept, BoardRow, BoardsUnavailable, LiveBoard } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import { Effect, Stream } from "effect"
import type { Db } from "../Db.ts"
import { DbFailed } from "../errors.ts"
import { answered, boardsUnavailable } from "./failures.ts"
import { readTold } from "./positions.ts"
import { rowsFollowed, rowsSince } from "./readStatements.ts"

/** How far a board was followed: up to which row, of which listing. */
interface Followed {
  readonly revision: number
  readonly after?: ParticipantId
  readonly listing?: bigint
  readonly isOver?: boolean
}

/**
 * The rows of a board above a revision, some thousands at a time. A rebuild in between fails it: what it has given is of a board that is
 * not there any more, and what it would give of another.
 */
export const followed = (
  { ask }: Pick<Db["Service"], "ask">,
  board: LiveBoard,
  revision: number
): Stream.Stream<ReadonlyArray<BoardRow>, BoardNotKept | BoardsUnavailable> => {
  const next = Effect.fnUntraced(function* (from: Followed) {
    if (from.isOver === true) return undefined
    const found = yield* ask((db) => rowsSince(db, board, from.revision, from.after))
    const { listing, rows } = yield* answered(board, found, ({ listing }, rows) => ({
      listing,
      rows: rows.flatMap((row) => readTold(board.rule, row) ?? [])
    }))
    if (from.listing !== undefined && from.listing !== listing)
      return yield* new DbFailed({ cause: new Error("the board was rebuilt meanwhile") })
    const last = rows.at(-1)
    if (last === undefined) return undefined
    const { revision, participantId: after } = last
    return [rows, { revision, after, listing, isOver: rows.length < rowsFollowed }] as const
  })
  const from: Followed = { revision }
  return Stream.unfold(from, (from) => next(from).pipe(Effect.catchTag("DbFailed", boardsUnavailable("since"))))
}
