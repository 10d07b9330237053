import {
  type BoardNotKept,
  type BoardRows,
  BoardsUnavailable,
  type BoardUpdate,
  type LiveBoard,
  StoredBoards
} from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { Db } from "../Db.ts"
import { DbFailed } from "../errors.ts"
import { inStatements } from "../unnested.ts"
import { readPage, readRanks, readState, readStretch, readWhole } from "./answers.ts"
import { answered, boardsUnavailable, notKept, reading } from "./failures.ts"
import { followed } from "./follow.ts"
import { readPlaced } from "./positions.ts"
import { boardState, everyRow, pageRows, placeOf, rowAt, rowsAround, rowsOf } from "./readStatements.ts"
import { rebuildOn } from "./rebuild.ts"
import { boardRemoval, listingRemoval, lockedBoard, submission } from "./writeStatements.ts"

/** The boards in the database. Every answer is one statement's, and so of one state. */
export const layerStoredBoards: Layer.Layer<StoredBoards, never, Db> = Layer.effect(
  StoredBoards,
  Effect.gen(function* () {
    const db = yield* Db
    const { ask, write, atomic } = db

    const submit = Effect.fnUntraced(function* (board: LiveBoard, { version, rows }: BoardUpdate) {
      const [kept] = yield* ask((db) => lockedBoard(db, board), "once")
      if (kept === undefined) return yield* notKept(board)
      const batches = rows.length === 0 ? [rows] : inStatements(rows)
      for (const batch of batches) yield* write((db) => submission(db, board, kept.listing, version, batch))
      return Math.max(Number(kept.version), version)
    })

    const drop = Effect.fnUntraced(function* (board: LiveBoard) {
      const [kept] = yield* ask((db) => lockedBoard(db, board), "once")
      if (kept === undefined) return
      yield* write((db) => listingRemoval(db, kept.listing))
      yield* write((db) => boardRemoval(db, board), "once")
    })

    /**
     * Looks up where somebody stands, and then all else for that place, so that the database knows how far it is going to count.
     * Whoever moved in between is looked for again.
     */
    const around = (
      board: LiveBoard,
      id: ParticipantId,
      n: number
    ): Effect.Effect<BoardRows, DbFailed | BoardNotKept> =>
      Effect.gen(function* () {
        const found = yield* ask((db) => placeOf(db, board, id))
        const place = yield* reading(() => readPlaced(board.rule, found[0]))
        if (place === undefined) return yield* answered(board, found, (first, rows) => readWhole(board, first, rows))
        const rows = yield* ask((db) => (n === 0 ? rowAt(db, board, place) : rowsAround(db, board, place, n)))
        const answer = yield* answered(board, rows, (first, rows) => readStretch(board, first, rows, place))
        return answer ?? (yield* around(board, id, n))
      })

    const ranks = (board: LiveBoard, ids: ReadonlyArray<ParticipantId>) => {
      const [one, ...others] = new Set(ids)
      return one === undefined || others.length > 0
        ? Effect.flatMap(
            ask((db) => rowsOf(db, board, ids)),
            (rows) => answered(board, rows, (first, rows) => readRanks(board, first, rows, ids))
          )
        : Effect.map(around(board, one, 0), ({ rows: [row], ...state }) => ({ ...state, rows: ids.map(() => row) }))
    }

    return StoredBoards.of({
      rebuild: (board, version, rows) =>
        Effect.mapError(atomic(rebuildOn(db, board, version, rows)), (error) =>
          error instanceof DbFailed ? new BoardsUnavailable({ operation: "rebuild", cause: error.cause }) : error
        ),
      submit: (board, update) =>
        atomic(submit(board, update)).pipe(Effect.catchTag("DbFailed", boardsUnavailable("submit"))),
      drop: (board) => atomic(drop(board)).pipe(Effect.catchTag("DbFailed", boardsUnavailable("drop"))),
      state: (board) =>
        ask((db) => boardState(db, board), "once").pipe(
          Effect.flatMap((rows) => answered(board, rows, readState)),
          Effect.catchTag("DbFailed", boardsUnavailable("state"))
        ),
      ranks: (board, ids) => ranks(board, ids).pipe(Effect.catchTag("DbFailed", boardsUnavailable("ranks"))),
      page: (board, limit, cursor) =>
        ask((db) => pageRows(db, board, limit, cursor)).pipe(
          Effect.flatMap((rows) => answered(board, rows, (first, rows) => readPage(board, first, rows, limit, cursor))),
          Effect.catchTag("DbFailed", boardsUnavailable("page"))
        ),
      around: (board, id, n) => around(board, id, n).pipe(Effect.catchTag("DbFailed", boardsUnavailable("around"))),
      all: (board) =>
        ask((db) => everyRow(db, board)).pipe(
          Effect.flatMap((rows) => answered(board, rows, (first, rows) => readWhole(board, first, rows))),
          Effect.catchTag("DbFailed", boardsUnavailable("all"))
        ),
      since: (board, revision) => followed(db, board, revision)
    })
  })
)
