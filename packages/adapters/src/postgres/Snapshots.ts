import { type Board, type DailyBoard, type SnapshotKind, Snapshots } from "@laurel/core/challenge"
import { type ChallengeId, type Day, formatDay } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { type Kysely, sql } from "kysely"
import { boardParts, dailyParts, type Part, readBoard, readDailyBoard } from "./BoardRows.ts"
import { Db } from "./Db.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Parts that are sent in one statement: some megabytes. */
const partsAtOnce = 20

/** Boards that stand still, in the database. */
export const layerSnapshots: Layer.Layer<Snapshots, never, Db> = Layer.effect(
  Snapshots,
  Effect.gen(function* () {
    const { run, atomic } = yield* Db

    const save = Effect.fnUntraced(function* (challengeId: ChallengeId, kind: SnapshotKind, board: Board) {
      // Its heading first: whoever replaces the same board waits for it.
      const heading = { at: new Date(board.at), standings_hash: board.standingsHash }
      yield* run((db) =>
        db
          .insertInto("snapshot")
          .values({ challenge_id: challengeId, kind, ...heading })
          .onConflict((conflict) => conflict.columns(["challenge_id", "kind"]).doUpdateSet(heading))
          .execute()
      )
      yield* run((db) =>
        db.deleteFrom("snapshot_part").where("challenge_id", "=", challengeId).where("kind", "=", kind).execute()
      )
      for (const parts of batchesOf(boardParts(board))) {
        const values = parts.map((part) => ({ challenge_id: challengeId, kind, ...part }))
        yield* run((db) => db.insertInto("snapshot_part").values(values).execute())
      }
    })

    const find = Effect.fnUntraced(function* (challengeId: ChallengeId, kind: SnapshotKind) {
      const rows = yield* run((db) => board(db, challengeId, kind).execute())
      const [header] = rows
      return header === undefined ? undefined : yield* readBoard(header, rows)
    })

    const saveDaily = Effect.fnUntraced(function* (challengeId: ChallengeId, day: Day, board: DailyBoard) {
      const header = { challenge_id: challengeId, day: formatDay(day), at: new Date(board.at) }
      const added = yield* run((db) =>
        db
          .insertInto("daily_board")
          .values(header)
          .onConflict((conflict) => conflict.columns(["challenge_id", "day"]).doNothing())
          .returning("day")
          .execute()
      )
      if (added.length === 0) return
      for (const parts of batchesOf(dailyParts(board))) {
        const values = parts.map((part) => ({ challenge_id: challengeId, day: formatDay(day), ...part }))
        yield* run((db) => db.insertInto("daily_board_part").values(values).execute())
      }
    })

    const daily = Effect.fnUntraced(function* (challengeId: ChallengeId, day: Day) {
      const rows = yield* run((db) => dailyBoard(db, challengeId, day).execute())
      const [header] = rows
      return header === undefined ? undefined : yield* readDailyBoard(header.at, rows)
    })

    return Snapshots.of({
      save: (challengeId, kind, board) =>
        atomic(save(challengeId, kind, board)).pipe(Effect.catchTag("DbFailed", challengesUnavailable("save"))),
      drop: (challengeId, kind) =>
        run((db) =>
          db.deleteFrom("snapshot").where("challenge_id", "=", challengeId).where("kind", "=", kind).execute()
        ).pipe(Effect.asVoid, Effect.catchTag("DbFailed", challengesUnavailable("drop"))),
      find: (challengeId, kind) =>
        find(challengeId, kind).pipe(
          Effect.map(Option.fromUndefinedOr),
          Effect.catchTag("DbFailed", challengesUnavailable("find"))
        ),
      saveDaily: (challengeId, day, board) =>
        atomic(saveDaily(challengeId, day, board)).pipe(
          Effect.catchTag("DbFailed", challengesUnavailable("saveDaily"))
        ),
      daily: (challengeId, day) =>
        daily(challengeId, day).pipe(
          Effect.map(Option.fromUndefinedOr),
          Effect.catchTag("DbFailed", challengesUnavailable("daily"))
        ),
      days: (challengeId) =>
        run((db) => days(db, challengeId).execute()).pipe(
          Effect.map((rows) => rows.map(({ day }) => day)),
          Effect.catchTag("DbFailed", challengesUnavailable("days"))
        )
    })
  })
)

/** A board and its parts are read by one statement: what replaces it meanwhile is not seen in part. */
const board = (db: Kysely<Tables>, challengeId: ChallengeId, kind: SnapshotKind) =>
  db
    .selectFrom("snapshot")
    .innerJoin("snapshot_part as part", (join) =>
      join.onRef("part.challenge_id", "=", "snapshot.challenge_id").onRef("part.kind", "=", "snapshot.kind")
    )
    .select(["at", "standings_hash", "list", "number", sql<string>`part.rows::text`.as("rows")])
    .where("snapshot.challenge_id", "=", challengeId)
    .where("snapshot.kind", "=", kind)
    .orderBy("list")
    .orderBy("number")

const dailyBoard = (db: Kysely<Tables>, challengeId: ChallengeId, day: Day) =>
  db
    .selectFrom("daily_board as board")
    .innerJoin("daily_board_part as part", (join) =>
      join.onRef("part.challenge_id", "=", "board.challenge_id").onRef("part.day", "=", "board.day")
    )
    .select(["at", "list", "number", sql<string>`part.rows::text`.as("rows")])
    .where("board.challenge_id", "=", challengeId)
    .where("board.day", "=", formatDay(day))
    .orderBy("list")
    .orderBy("number")

const days = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db
    .selectFrom("daily_board")
    .select(sql<Day>`day - date '1970-01-01'`.as("day"))
    .where("challenge_id", "=", challengeId)
    .orderBy("daily_board.day")

function* batchesOf(parts: ReadonlyArray<Part>): Generator<ReadonlyArray<Part>> {
  for (let from = 0; from < parts.length; from += partsAtOnce) yield parts.slice(from, from + partsAtOnce)
}
