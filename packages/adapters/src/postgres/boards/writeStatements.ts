import { type BoardRow, type LiveBoard, scopeText } from "@laurel/core/board"
import { type Kysely, sql } from "kysely"
import { oneByOne } from "../lookUp.ts"
import type { Tables } from "../tables.ts"
import { given, texts } from "../unnested.ts"
import { columnsOf } from "./positions.ts"
import { keptBoard } from "./readStatements.ts"

/** A board, locked until the transaction ends. */
export const lockedBoard = (db: Kysely<Tables>, board: LiveBoard) => keptBoard(db, board).forNoKeyUpdate()

/** Makes a board without rows where there is none; a row says that it did. */
export const begunBoard = (db: Kysely<Tables>, { challengeId, scope }: LiveBoard) =>
  db
    .insertInto("board")
    .values({ challenge_id: challengeId, scope: scopeText(scope), version: 0n, ranked: 0n })
    .onConflict((conflict) => conflict.columns(["challenge_id", "scope"]).doNothing())
    .returning("listing")

/** Of rows about one participant the first of the newest. */
const newestOfEach = (rows: ReadonlyArray<BoardRow>): ReadonlyArray<BoardRow> => {
  const newest = new Map<string, BoardRow>()
  for (const row of rows) {
    const known = newest.get(row.participantId)
    if (known === undefined || row.revision > known.revision) newest.set(row.participantId, row)
  }
  return [...newest.values()]
}

const givenRows = ({ rule }: LiveBoard, rows: ReadonlyArray<BoardRow>) => {
  const positions = rows.map(({ position }) => (position === undefined ? undefined : columnsOf(rule, position)))
  return given({
    participant_id: texts(rows.map(({ participantId }) => participantId)),
    revision: { type: "int8", values: rows.map(({ revision }) => revision) },
    turned: { type: "int8", values: positions.map((position) => position?.turned ?? null) },
    tie_break: texts(positions.map((position) => position?.tie_break ?? null))
  })
}

/** Puts the rows of a batch that are newer than what is there. */
export const upsert = (db: Kysely<Tables>, board: LiveBoard, listing: bigint, rows: ReadonlyArray<BoardRow>) =>
  insertion(db, listing, givenRows(board, newestOfEach(rows)))

const insertion = (db: Pick<Kysely<Tables>, "insertInto">, listing: bigint, rows: ReturnType<typeof givenRows>) =>
  db
    .insertInto("board_row")
    .columns(["listing", "participant_id", "revision", "turned", "tie_break"])
    .expression((query) =>
      query
        .selectFrom(rows)
        .select([
          sql<bigint>`${listing}::int8`.as("listing"),
          "given.participant_id",
          sql<bigint>`given.revision`.as("revision"),
          sql<bigint | null>`given.turned`.as("turned"),
          sql<ReadonlyArray<bigint> | null>`given.tie_break::int8[]`.as("tie_break")
        ])
    )
    .onConflict((conflict) =>
      conflict
        .columns(["listing", "participant_id"])
        .doUpdateSet((row) => ({
          revision: row.ref("excluded.revision"),
          turned: row.ref("excluded.turned"),
          tie_break: row.ref("excluded.tie_break")
        }))
        .whereRef("excluded.revision", ">", "board_row.revision")
    )

/** As `upsert`, of a board that is locked; the board counts along, and comes to the version. */
export const submission = (
  db: Kysely<Tables>,
  board: LiveBoard,
  listing: bigint,
  version: number,
  batch: ReadonlyArray<BoardRow>
) => {
  const rows = newestOfEach(batch)
  return db
    .with("before", (query) =>
      query
        .selectFrom(given({ participant_id: texts(rows.map(({ participantId }) => participantId)) }))
        .innerJoinLateral(
          (from) =>
            from
              .selectFrom("board_row")
              .select("board_row.participant_id")
              .where("board_row.listing", "=", listing)
              .whereRef("board_row.participant_id", "=", "given.participant_id")
              .where("board_row.turned", "is not", null)
              .offset(oneByOne)
              .as("known"),
          (join) => join.onTrue()
        )
        .select("known.participant_id")
    )
    .with("written", (query) =>
      insertion(query, listing, givenRows(board, rows)).returning(["participant_id", "turned"])
    )
    .updateTable("board")
    .set(({ selectFrom, fn }) => ({
      version: sql<bigint>`greatest(version, ${version}::int8)`,
      ranked: sql<bigint>`ranked + ${selectFrom("written").select((one) => one.fn.count<bigint>("written.turned").as("n"))}
        - ${selectFrom("written").innerJoin("before", "before.participant_id", "written.participant_id").select(fn.countAll<bigint>().as("n"))}`
    }))
    .where("challenge_id", "=", board.challengeId)
    .where("scope", "=", scopeText(board.scope))
}

/** Makes the rows of another listing those of the board. */
export const switched = (db: Kysely<Tables>, board: LiveBoard, listing: bigint, version: number) =>
  db
    .updateTable("board")
    .set(({ selectFrom, fn }) => ({
      listing,
      version: BigInt(version),
      ranked: selectFrom("board_row")
        .select(fn.countAll<bigint>().as("n"))
        .where("board_row.listing", "=", listing)
        .where("turned", "is not", null)
        .$asScalar()
        .$notNull()
    }))
    .where("challenge_id", "=", board.challengeId)
    .where("scope", "=", scopeText(board.scope))

export const listingRemoval = (db: Kysely<Tables>, listing: bigint) =>
  db.deleteFrom("board_row").where("listing", "=", listing)

export const boardRemoval = (db: Kysely<Tables>, { challengeId, scope }: LiveBoard) =>
  db.deleteFrom("board").where("challenge_id", "=", challengeId).where("scope", "=", scopeText(scope))
