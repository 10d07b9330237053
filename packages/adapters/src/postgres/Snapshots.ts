import { type Board, type DailyBoard, type SnapshotKind, Snapshots } from "@laurel/core/challenge"
import type { ChallengeId, Day } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { sql } from "kysely"
import { boardParts, type Part, readBoard } from "./BoardRows.ts"
import { readDailyRows } from "./DailyRow.ts"
import { Db } from "./Db.ts"
import { dailyHeading, dailyPageRows, dailyParticipantRows, dailyParts, keptDays } from "./dailyStatements.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Parts that are sent in one statement: some megabytes. */
const partsAtOnce = 20

/** Boards that stand still, in the database. */
export const layerSnapshots: Layer.Layer<Snapshots, never, Db> = Layer.effect(
  Snapshots,
  Effect.gen(function* () {
    const { run, ask, atomic } = yield* Db

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
      const rows = yield* ask((db) => board(db, { challengeId, kind }))
      const [header] = rows
      return header === undefined ? undefined : yield* readBoard(header, rows)
    })

    const saveDaily = Effect.fnUntraced(function* (challengeId: ChallengeId, day: Day, board: DailyBoard) {
      const added = yield* run((db) => dailyHeading(db, challengeId, day, board).execute())
      if (added.length === 0) return
      for (const list of ["overall", "teams"] as const) {
        const rows = board[list] ?? []
        if (rows.length > 0) yield* run((db) => dailyParts(db, challengeId, day, list, rows).execute())
      }
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
      days: (challengeId) =>
        run((db) => keptDays(db, challengeId).execute()).pipe(
          Effect.map((rows) => rows.map(({ day }) => day)),
          Effect.catchTag("DbFailed", challengesUnavailable("days"))
        ),
      dailyPage: (challengeId, day, list, page) =>
        run((db) => dailyPageRows(db, challengeId, day, list, page).execute()).pipe(
          Effect.flatMap(readDailyRows),
          Effect.map(([found]) => Option.fromUndefinedOr(found)),
          Effect.catchTag("DbFailed", challengesUnavailable("dailyPage"))
        ),
      dailyRows: (challengeId, list, participants, days) =>
        run((db) => dailyParticipantRows(db, challengeId, list, participants, days).execute()).pipe(
          Effect.flatMap(readDailyRows),
          Effect.catchTag("DbFailed", challengesUnavailable("dailyRows"))
        )
    })
  })
)

/** A board and its parts are read by one statement: what replaces it meanwhile is not seen in part. */
const board = fixed((db, value: ValueOf<{ readonly challengeId: string; readonly kind: string }>) =>
  db
    .selectFrom("snapshot")
    .innerJoin("snapshot_part as part", (join) =>
      join.onRef("part.challenge_id", "=", "snapshot.challenge_id").onRef("part.kind", "=", "snapshot.kind")
    )
    .select(["at", "standings_hash", "list", "number", sql<string>`part.rows::text`.as("rows")])
    .where("snapshot.challenge_id", "=", value("challengeId"))
    .where("snapshot.kind", "=", value("kind"))
    .orderBy("list")
    .orderBy("number")
)

function* batchesOf(parts: ReadonlyArray<Part>): Generator<ReadonlyArray<Part>> {
  for (let from = 0; from < parts.length; from += partsAtOnce) yield parts.slice(from, from + partsAtOnce)
}
