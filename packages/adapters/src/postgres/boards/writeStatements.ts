import { type BoardRow, type LiveBoard, scopeText } from "@laurel/core/board"
import { type Kysely, sql } from "kysely"
import { arrayOf } from "../arrays.ts"
import { fixed, type ValueOf } from "../fixed.ts"
import { oneByOne } from "../lookUp.ts"
import type { Tables } from "../tables.ts"
import { bigintArrays, bigintOrNoneArrays, givenArrays, textArrays, textOrNoneArrays } from "../unnested.ts"
import { columnsOf } from "./positions.ts"
import { type BoardKey, boardRow, keyOf } from "./readStatements.ts"

/** A board, locked until the transaction ends. */
export const lockedBoard = (db: Kysely<Tables>, board: LiveBoard) => locking(db, keyOf(board))

const locking = fixed((db, value: ValueOf<BoardKey>) => boardRow(db, value).forNoKeyUpdate())

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

/** Rows of a listing, one array a column. */
interface Rows {
  readonly listing: bigint
  readonly participants: string
  readonly revisions: string
  readonly turned: string
  readonly tieBreaks: string
}

const columnsOfRows = ({ rule }: LiveBoard, listing: bigint, rows: ReadonlyArray<BoardRow>): Rows => {
  const positions = rows.map(({ position }) => (position === undefined ? undefined : columnsOf(rule, position)))
  return {
    listing,
    participants: arrayOf(rows.map(({ participantId }) => participantId)),
    revisions: arrayOf(rows.map(({ revision }) => revision)),
    turned: arrayOf(positions.map((position) => position?.turned ?? null)),
    tieBreaks: arrayOf(positions.map((position) => position?.tie_break ?? null))
  }
}

/** Puts the rows of a batch that are newer than what is there. */
export const upsert = (db: Kysely<Tables>, board: LiveBoard, listing: bigint, rows: ReadonlyArray<BoardRow>) =>
  upserting(db, columnsOfRows(board, listing, newestOfEach(rows)))

const insertion = (db: Pick<Kysely<Tables>, "insertInto">, value: ValueOf<Rows>) =>
  db
    .insertInto("board_row")
    .columns(["listing", "participant_id", "revision", "turned", "tie_break"])
    .expression((query) =>
      query
        .selectFrom(
          givenArrays({
            participant_id: textArrays(value("participants")),
            revision: bigintArrays(value("revisions")),
            turned: bigintOrNoneArrays(value("turned")),
            tie_break: textOrNoneArrays(value("tieBreaks"))
          })
        )
        .select([
          sql<bigint>`${value("listing")}::int8`.as("listing"),
          "given.participant_id",
          "given.revision",
          "given.turned",
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

const upserting = fixed((db, value: ValueOf<Rows>) => insertion(db, value))

/** As `upsert`, of a board that is locked; the board counts along, and comes to the version. */
export const submission = (
  db: Kysely<Tables>,
  board: LiveBoard,
  listing: bigint,
  version: number,
  batch: ReadonlyArray<BoardRow>
) => submitting(db, { ...columnsOfRows(board, listing, newestOfEach(batch)), ...keyOf(board), version })

const submitting = fixed((db, value: ValueOf<Rows & BoardKey & { readonly version: number }>) =>
  db
    .with("before", (query) =>
      query
        .selectFrom(givenArrays({ participant_id: textArrays(value("participants")) }))
        .innerJoinLateral(
          (from) =>
            from
              .selectFrom("board_row")
              .select("board_row.participant_id")
              .where("board_row.listing", "=", value("listing"))
              .whereRef("board_row.participant_id", "=", "given.participant_id")
              .where("board_row.turned", "is not", null)
              .offset(oneByOne)
              .as("known"),
          (join) => join.onTrue()
        )
        .select("known.participant_id")
    )
    .with("written", (query) => insertion(query, value).returning(["participant_id", "turned"]))
    .updateTable("board")
    .set(({ selectFrom, fn }) => ({
      version: sql<bigint>`greatest(version, ${value("version")}::int8)`,
      ranked: sql<bigint>`ranked + ${selectFrom("written").select((one) => one.fn.count<bigint>("written.turned").as("n"))}
        - ${selectFrom("written").innerJoin("before", "before.participant_id", "written.participant_id").select(fn.countAll<bigint>().as("n"))}`
    }))
    .where("challenge_id", "=", value("challengeId"))
    .where("scope", "=", value("scope"))
)

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
