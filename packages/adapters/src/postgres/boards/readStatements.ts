import { type BoardCursor, type LiveBoard, type Placed, scopeText } from "@laurel/core/board"
import type { RankPolicy } from "@laurel/core/ranking"
import type { ParticipantId } from "@laurel/core/shared"
import { type Kysely, type RawBuilder, sql } from "kysely"
import { fixed, type ValueOf } from "../fixed.ts"
import { hidden, oneByOne, participantsOf } from "../lookUp.ts"
import type { Tables } from "../tables.ts"
import { columnsOf } from "./positions.ts"

/** The board of this scope, as long as it is kept. */
export const boardRow = (db: Pick<Kysely<Tables>, "selectFrom">, value: ValueOf<BoardKey>) =>
  db
    .selectFrom("board")
    .select(["listing", "version", "ranked"])
    .where("challenge_id", "=", value("challengeId"))
    .where("scope", "=", value("scope"))

/** What a board is found by. */
export interface BoardKey {
  readonly challengeId: string
  readonly scope: string
}

export const keyOf = ({ challengeId, scope }: LiveBoard): BoardKey => ({ challengeId, scope: scopeText(scope) })

/** What is said of a board, as long as it is kept. */
export const boardState = (db: Kysely<Tables>, board: LiveBoard) => stateOf(db, keyOf(board))

const stateOf = fixed((db, value: ValueOf<BoardKey>) => boardRow(db, value))

/** A board within a statement, as long as it is kept. */
const keptBoard = (db: Pick<Kysely<Tables>, "selectFrom">, { challengeId, scope }: LiveBoard) =>
  db
    .selectFrom("board")
    .select(["listing", "version", "ranked"])
    .where("challenge_id", "=", challengeId)
    .where("scope", "=", scopeText(scope))

/** Who is ranked on the board that is `kept`: what the index of places has. */
const isListed = sql<boolean>`board_row.listing = (select listing from kept) and board_row.turned is not null`

/** What the rows of a listing are in the order of, and what the board says beside each. */
const rowColumns = ["turned", "tie_break", "participant_id"] as const

type Compare = "<" | "<=" | ">" | ">="

/** How a row of the listing stands to a place in it. The numbers are said here: how many rows are that far the database then estimates by its statistics. */
const stands = (than: Compare, { rule }: LiveBoard, place: Placed): RawBuilder<boolean> => {
  const { turned, tie_break } = columnsOf(rule, place)
  return sql`(board_row.turned, board_row.tie_break, board_row.participant_id) ${sql.raw(than)}
    (${turned}::int8, ${tie_break}::int8[], ${place.participantId})`
}

/** How ranks are counted decides what of the rest of a listing has to be looked at. */
const dependsOn = {
  standard: { tiedBefore: true, tiedAfter: false, groups: false },
  modified: { tiedBefore: false, tiedAfter: true, groups: false },
  dense: { tiedBefore: true, tiedAfter: false, groups: true },
  ordinal: { tiedBefore: false, tiedAfter: false, groups: false },
  fractional: { tiedBefore: true, tiedAfter: true, groups: false }
} as const satisfies Record<RankPolicy, unknown>

/** Some rows in the order of the listing, with their board and what of the listing lies outside. */
const stretchRows = (
  db: Kysely<Tables>,
  board: LiveBoard,
  /** The rows, from those of the listing. */
  parts: ReadonlyArray<{ readonly where: RawBuilder<boolean>; readonly backwards?: boolean; readonly limit: number }>,
  /** Which rows `before` counts, and of how many groups they are. */
  isBefore: RawBuilder<boolean>
) => {
  const needs = dependsOn[board.rule.ranks]
  return db
    .with("kept", (query) => keptBoard(query, board))
    .with("stretch", (query) => {
      const [first, ...others] = parts.map(({ where, backwards = false, limit }) =>
        query
          .selectFrom((from) =>
            rowColumns
              .reduce(
                (rows, column) => rows.orderBy(`board_row.${column}`, backwards ? "desc" : "asc"),
                from.selectFrom("board_row").select(rowColumns).where(isListed).where(where)
              )
              .limit(hidden(limit))
              .as("part")
          )
          .selectAll()
      )
      if (first === undefined) throw new Error("a stretch of nothing")
      return others.reduce((all, part) => all.unionAll(part), first)
    })
    .with("first", (query) =>
      query.selectFrom("stretch").selectAll().orderBy("turned").orderBy("tie_break").orderBy("participant_id").limit(1)
    )
    .with("last", (query) =>
      query
        .selectFrom("stretch")
        .selectAll()
        .orderBy("turned", "desc")
        .orderBy("tie_break", "desc")
        .orderBy("participant_id", "desc")
        .limit(1)
    )
    .selectFrom("kept")
    .leftJoin("stretch", (join) => join.onTrue())
    .select(({ selectFrom, fn }) => [
      "kept.version",
      "kept.ranked",
      "stretch.turned",
      sql<string>`stretch.tie_break::text`.as("tie_break"),
      "stretch.participant_id",
      selectFrom("board_row").select(fn.countAll<bigint>().as("n")).where(isListed).where(isBefore).as("before")
    ])
    .$if(needs.tiedBefore, (query) =>
      query.select(({ selectFrom, fn }) =>
        selectFrom("board_row")
          .select(fn.countAll<bigint>().as("n"))
          .where(isListed)
          .where(isTiedWith("first", "<"))
          .as("tied_before")
      )
    )
    .$if(needs.tiedAfter, (query) =>
      query.select(({ selectFrom, fn }) =>
        selectFrom("board_row")
          .select(fn.countAll<bigint>().as("n"))
          .where(isListed)
          .where(isTiedWith("last", ">"))
          .as("tied_after")
      )
    )
    .$if(needs.groups, (query) =>
      query.select(({ selectFrom }) =>
        selectFrom((from) =>
          from
            .selectFrom("board_row")
            .select(["board_row.turned", "board_row.tie_break"])
            .distinct()
            .where(isListed)
            .where(isBefore)
            .as("groups")
        )
          .select((groups) => groups.fn.countAll<bigint>().as("n"))
          .as("groups_before")
      )
    )
    .orderBy("stretch.turned")
    .orderBy("stretch.tie_break")
    .orderBy("stretch.participant_id")
}

const isTiedWith = (row: "first" | "last", than: "<" | ">"): RawBuilder<boolean> => {
  const of = (column: (typeof rowColumns)[number]) => sql`(select ${sql.ref(column)} from ${sql.raw(row)})`
  return sql`board_row.turned = ${of("turned")} and board_row.tie_break = ${of("tie_break")}
    and board_row.participant_id ${sql.raw(than)} ${of("participant_id")}`
}

/** A page of a board, with one row more where there is another. */
export const pageRows = (db: Kysely<Tables>, board: LiveBoard, limit: number, cursor: BoardCursor | undefined) =>
  stretchRows(
    db,
    board,
    [{ where: cursor === undefined ? sql`true` : stands(">", board, cursor.after), limit: limit + 1 }],
    cursor === undefined ? sql`false` : stands("<=", board, cursor.after)
  )

/** The rows around a place, up to `n` on each side; what is before is counted up to the place itself. */
export const rowsAround = (db: Kysely<Tables>, board: LiveBoard, place: Placed, n: number) =>
  stretchRows(
    db,
    board,
    [
      { where: stands("<", board, place), backwards: true, limit: n },
      { where: stands(">=", board, place), limit: n + 1 }
    ],
    stands("<", board, place)
  )

/** Who stands at a place, and the rank there; what is before is counted up to the place itself. */
export const rowAt = (db: Kysely<Tables>, board: LiveBoard, place: Placed) => {
  const needs = dependsOn[board.rule.ranks]
  const { turned, tie_break } = columnsOf(board.rule, place)
  const isTied = (than: "<" | ">") =>
    sql<boolean>`board_row.turned = ${turned} and board_row.tie_break = ${tie_break}::int8[]
      and board_row.participant_id ${sql.raw(than)} ${place.participantId}`
  return db
    .with("kept", (query) => keptBoard(query, board))
    .selectFrom("kept")
    .leftJoin("board_row as own", (join) =>
      join
        .onRef("own.listing", "=", "kept.listing")
        .on("own.participant_id", "=", place.participantId)
        .on("own.turned", "is not", null)
    )
    .select(({ selectFrom, fn }) => [
      "kept.version",
      "kept.ranked",
      "own.turned",
      sql<string>`own.tie_break::text`.as("tie_break"),
      "own.participant_id",
      selectFrom("board_row")
        .select(fn.countAll<bigint>().as("n"))
        .where(isListed)
        .where(stands("<", board, place))
        .as("before")
    ])
    .$if(needs.tiedBefore, (query) =>
      query.select(({ selectFrom, fn }) =>
        selectFrom("board_row")
          .select(fn.countAll<bigint>().as("n"))
          .where(isListed)
          .where(isTied("<"))
          .as("tied_before")
      )
    )
    .$if(needs.tiedAfter, (query) =>
      query.select(({ selectFrom, fn }) =>
        selectFrom("board_row")
          .select(fn.countAll<bigint>().as("n"))
          .where(isListed)
          .where(isTied(">"))
          .as("tied_after")
      )
    )
    .$if(needs.groups, (query) =>
      query.select(({ selectFrom }) =>
        selectFrom((from) =>
          from
            .selectFrom("board_row")
            .select(["board_row.turned", "board_row.tie_break"])
            .distinct()
            .where(isListed)
            .where(stands("<", board, place))
            .as("groups")
        )
          .select((groups) => groups.fn.countAll<bigint>().as("n"))
          .as("groups_before")
      )
    )
}

/** A board and where somebody stands on it. */
export const placeOf = (db: Kysely<Tables>, board: LiveBoard, id: ParticipantId) =>
  db
    .with("kept", (query) => keptBoard(query, board))
    .selectFrom("kept")
    .leftJoin("board_row", (join) =>
      join
        .onRef("board_row.listing", "=", "kept.listing")
        .on("board_row.participant_id", "=", id)
        .on("board_row.turned", "is not", null)
    )
    .select(["version", "ranked", "turned", sql<string>`tie_break::text`.as("tie_break"), "participant_id"])

/** Every row of a board. */
export const everyRow = (db: Kysely<Tables>, board: LiveBoard) =>
  db
    .with("kept", (query) => keptBoard(query, board))
    .selectFrom("kept")
    .leftJoin("board_row", (join) =>
      join.onRef("board_row.listing", "=", "kept.listing").on("board_row.turned", "is not", null)
    )
    .select(["version", "ranked", "turned", sql<string>`tie_break::text`.as("tie_break"), "participant_id"])
    .orderBy("turned")
    .orderBy("board_row.tie_break")
    .orderBy("participant_id")

/**
 * Some participants in the order of the listing, each with what lies between it and the one before: together they are counted in one
 * pass over the board, as far as the last of them.
 */
export const rowsOf = (db: Kysely<Tables>, board: LiveBoard, ids: ReadonlyArray<ParticipantId>) => {
  const needs = dependsOn[board.rule.ranks]
  return db
    .with("kept", (query) => keptBoard(query, board))
    .with("found", (query) =>
      query
        .selectFrom(["kept", participantsOf(ids)])
        .innerJoinLateral(
          (from) =>
            from
              .selectFrom("board_row")
              .select(rowColumns)
              .whereRef("board_row.listing", "=", "kept.listing")
              .whereRef("board_row.participant_id", "=", "asked.participant_id")
              .where("turned", "is not", null)
              .offset(oneByOne)
              .as("one"),
          (join) => join.onTrue()
        )
        .select([
          "one.turned",
          "one.tie_break",
          "one.participant_id",
          sql<bigint>`coalesce(lag(one.turned) over listing, ${lowest}::int8)`.as("from_turned"),
          sql<ReadonlyArray<bigint>>`coalesce(lag(one.tie_break) over listing, '{}')`.as("from_tie_break"),
          sql<string>`coalesce(lag(one.participant_id) over listing, '')`.as("from_id")
        ])
        .modifyEnd(sql`window listing as (order by one.turned, one.tie_break, one.participant_id)`)
    )
    .selectFrom("kept")
    .leftJoin("found", (join) => join.onTrue())
    .select(({ selectFrom, fn }) => [
      "kept.version",
      "kept.ranked",
      "found.turned",
      sql<string>`found.tie_break::text`.as("tie_break"),
      "found.participant_id",
      selectFrom("board_row")
        .select(fn.countAll<bigint>().as("n"))
        .where(isListed)
        .where(isBetween)
        .where(
          sql<boolean>`(board_row.turned, board_row.tie_break, board_row.participant_id) >= (found.from_turned, found.from_tie_break, found.from_id)
            and (board_row.turned, board_row.tie_break, board_row.participant_id) < (found.turned, found.tie_break, found.participant_id)`
        )
        .as("before")
    ])
    .$if(needs.tiedBefore, (query) =>
      query.select(({ selectFrom, fn }) =>
        selectFrom("board_row")
          .select(fn.countAll<bigint>().as("n"))
          .where(isListed)
          .where(isTiedWithFound("<"))
          .as("tied_before")
      )
    )
    .$if(needs.tiedAfter, (query) =>
      query.select(({ selectFrom, fn }) =>
        selectFrom("board_row")
          .select(fn.countAll<bigint>().as("n"))
          .where(isListed)
          .where(isTiedWithFound(">"))
          .as("tied_after")
      )
    )
    .$if(needs.groups, (query) =>
      query.select(({ selectFrom }) =>
        selectFrom((from) =>
          from
            .selectFrom("board_row")
            .select(["board_row.turned", "board_row.tie_break"])
            .distinct()
            .where(isListed)
            .where(isBetween)
            .where(
              sql<boolean>`(board_row.turned, board_row.tie_break) >= (found.from_turned, found.from_tie_break)
                and (board_row.turned, board_row.tie_break) < (found.turned, found.tie_break)`
            )
            .as("groups")
        )
          .select((groups) => groups.fn.countAll<bigint>().as("n"))
          .as("groups_before")
      )
    )
    .orderBy("found.turned")
    .orderBy("found.tie_break")
    .orderBy("found.participant_id")
}

/** Below every score. */
const lowest = -(2 ** 53)

/** Says nothing new, but by it the database takes the stretch for short and looks it up in the index. */
const isBetween = sql<boolean>`board_row.turned >= found.from_turned and board_row.turned <= found.turned`

const isTiedWithFound = (than: "<" | ">"): RawBuilder<boolean> =>
  sql`board_row.turned = found.turned and board_row.tie_break = found.tie_break
    and board_row.participant_id ${sql.raw(than)} found.participant_id`

/** So many rows are followed at once. */
export const rowsFollowed = 5_000

/** Rows of a board in the order in which they changed, after a revision, or after a participant of it. */
export const rowsSince = (db: Kysely<Tables>, board: LiveBoard, revision: number, after: ParticipantId | undefined) =>
  after === undefined
    ? afterRevision(db, { ...keyOf(board), revision })
    : afterParticipant(db, { ...keyOf(board), revision, after })

interface Since extends BoardKey {
  readonly revision: number
}

const afterRevision = fixed((db, value: ValueOf<Since>) =>
  changedRows(db, value, sql`board_row.revision > ${value("revision")}::int8`)
)

const afterParticipant = fixed((db, value: ValueOf<Since & { readonly after: string }>) =>
  changedRows(
    db,
    value,
    sql`(board_row.revision, board_row.participant_id) > (${value("revision")}::int8, ${value("after")})`
  )
)

const changedRows = (db: Kysely<Tables>, value: ValueOf<BoardKey>, isAfter: RawBuilder<boolean>) =>
  db
    .with("kept", (query) => boardRow(query, value))
    .selectFrom("kept")
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom("board_row")
          .select(["revision", "participant_id", "turned", "tie_break"])
          .whereRef("board_row.listing", "=", "kept.listing")
          .where(isAfter)
          .orderBy("board_row.revision")
          .orderBy("board_row.participant_id")
          .limit(hidden(rowsFollowed))
          .as("row"),
      (join) => join.onTrue()
    )
    .select([
      "kept.listing",
      "row.revision",
      "row.participant_id",
      "row.turned",
      sql<string>`"row".tie_break::text`.as("tie_break")
    ])
    .orderBy("row.revision")
    .orderBy("row.participant_id")
