import type { BoardRow, LiveBoard } from "@laurel/core/board"
import { Effect, Stream } from "effect"
import type { Db } from "../Db.ts"
import { DbFailed } from "../errors.ts"
import { lostRace } from "../sqlState.ts"
import { inStatements, rowsAtOnce } from "../unnested.ts"
import { begunBoard, boardRemoval, listingRemoval, lockedBoard, switched, upsert } from "./writeStatements.ts"

/**
 * Builds a board anew, in the transaction that it is called in: its rows are written beside those that answer, and the board switches
 * to them when all are there. Where that fails they are taken away again, for the transaction may go on.
 */
export const rebuildOn = <E>(
  { ask, write }: Db["Service"],
  board: LiveBoard,
  version: number,
  rows: Stream.Stream<ReadonlyArray<BoardRow>, E>
): Effect.Effect<void, E | DbFailed> =>
  Effect.gen(function* () {
    const locked = ask((db) => lockedBoard(db, board), "once")
    const [known] = yield* locked
    const begun = known === undefined ? yield* ask((db) => begunBoard(db, board), "once") : []
    const [kept] = known === undefined ? yield* locked : [known]
    if (kept === undefined) return yield* new DbFailed({ cause: lostRace("the board was dropped") })
    const listing = -kept.listing
    const writeAll = inGroups(rows, (group) => ask((db) => upsert(db, board, listing, group)))
    const undone = Effect.gen(function* () {
      yield* write((db) => listingRemoval(db, listing))
      if (begun.length > 0) yield* write((db) => boardRemoval(db, board), "once")
    })
    yield* Effect.onError(writeAll, () => Effect.ignore(undone))
    yield* write((db) => switched(db, board, listing, version))
    yield* write((db) => listingRemoval(db, kept.listing))
  })

/** Hands on rows in groups of what one statement takes, whatever pieces they come in. */
const inGroups = <E, E2>(
  pieces: Stream.Stream<ReadonlyArray<BoardRow>, E>,
  put: (rows: ReadonlyArray<BoardRow>) => Effect.Effect<unknown, E2>
): Effect.Effect<void, E | E2> =>
  Effect.suspend(() => {
    let waiting: Array<BoardRow> = []
    const flush = Effect.suspend(() => {
      const rows = waiting
      waiting = []
      return Effect.forEach(inStatements(rows), put, { discard: true })
    })
    const take = (piece: ReadonlyArray<BoardRow>) => {
      waiting = waiting.concat(piece)
      return waiting.length < rowsAtOnce ? Effect.void : flush
    }
    return Effect.andThen(Stream.runForEach(pieces, take), flush)
  })
