import type { Board, DailyBoard, DailyRow } from "@laurel/core/challenge"
import type { TeamStanding } from "@laurel/core/prize"
import type { Ranked, Ranking, Standing } from "@laurel/core/ranking"
import { type Instant, Name, ParticipantId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { ColumnType } from "kysely"
import { DbFailed } from "./errors.ts"
import { isListOfInts, isRecord } from "./plain.ts"

/** One row a board of a challenge that stands still. */
export interface SnapshotTable {
  readonly challenge_id: string
  readonly kind: string
  readonly at: ColumnType<Instant, Date, Date>
  readonly standings_hash: string
}

/** One row a day. */
export interface DailyBoardTable {
  readonly challenge_id: string
  readonly day: string
  readonly at: ColumnType<Instant, Date, never>
}

/** Boards may be large: each list of one is kept in parts. */
interface PartTable {
  readonly challenge_id: string
  readonly list: string
  readonly number: number
  /** JSON. */
  readonly rows: string
}

/** A part of a board that stands still. */
export interface SnapshotPartTable extends PartTable {
  readonly kind: string
}

/** A part of the board of a day. */
export interface DailyBoardPartTable extends PartTable {
  readonly day: string
}

/** Some rows of one list of a board, in order. */
export interface Part {
  readonly list: string
  readonly number: number
  readonly rows: string
}

/** Rows in one part: a few hundred kilobytes of JSON. */
const partSize = 5_000

/** A list that is there although it is empty has one part without rows. */
const partsOf = <Row>(list: string, rows: ReadonlyArray<Row>, write: (row: Row) => unknown): ReadonlyArray<Part> =>
  Array.from({ length: Math.max(1, Math.ceil(rows.length / partSize)) }, (_, number) => ({
    list,
    number,
    rows: JSON.stringify(rows.slice(number * partSize, (number + 1) * partSize).map(write))
  }))

const asItIs = (row: unknown): unknown => row
const rankedRow = ({ standing, rank, place }: Ranked): unknown => [standing, rank, place]
const dailyRow = ({ participantId, rank, score }: DailyRow): unknown => [participantId, rank, score]

const rankingParts = (list: string, { ranked, unranked }: Ranking): ReadonlyArray<Part> => [
  ...partsOf(`${list}.ranked`, ranked, rankedRow),
  ...partsOf(`${list}.unranked`, unranked, asItIs)
]

/** The lists of a board, in parts. */
export const boardParts = ({ overall, teams, teamStandings }: Board): ReadonlyArray<Part> => [
  ...rankingParts("overall", overall),
  ...(teams === undefined ? [] : rankingParts("teams", teams)),
  ...partsOf("teamStandings", teamStandings, asItIs)
]

/** The lists of a day's board, in parts. */
export const dailyParts = ({ overall, teams }: DailyBoard): ReadonlyArray<Part> => [
  ...partsOf("overall", overall, dailyRow),
  ...(teams === undefined ? [] : partsOf("teams", teams, dailyRow))
]

const StandingRow = Schema.Struct({
  participantId: ParticipantId,
  status: Schema.Literals(["Scored", "Missing", "Unqualified", "Withdrawn", "Disqualified"]),
  score: Schema.Int,
  tieBreak: Schema.Array(Schema.Int),
  measures: Schema.Record(Schema.String, Schema.Int),
  division: Schema.optionalKey(Name),
  team: Schema.optionalKey(ParticipantId)
})
const list = <Row>(row: Schema.Codec<Row, unknown>, plain: (row: unknown) => Row | undefined = () => undefined) => {
  const decode = Schema.decodeUnknownSync(row)
  return (json: string): Effect.Effect<ReadonlyArray<Row>, DbFailed> =>
    Effect.try({
      try: () => {
        const rows: unknown = JSON.parse(json)
        if (!Array.isArray(rows)) throw new TypeError("a list of a board is none")
        return rows.map((one: unknown) => plain(one) ?? decode(one))
      },
      catch: (cause) => new DbFailed({ cause })
    })
}

const isId = Schema.is(ParticipantId)
const isStatus = Schema.is(StandingRow.fields.status)

/** A standing of somebody without a team, a division or measures; where ties are broken by nothing but numbers. */
const plainStanding = (row: unknown): Standing | undefined => {
  if (!isRecord(row) || row.division !== undefined || row.team !== undefined) return undefined
  const { participantId, status, score, tieBreak, measures } = row
  if (!isId(participantId) || !isStatus(status) || !isInt(score) || !isListOfInts(tieBreak)) return undefined
  return isRecord(measures) && isEmpty(measures) ? { participantId, status, score, tieBreak, measures: {} } : undefined
}

const isInt = (value: unknown): value is number => Number.isSafeInteger(value)

const isEmpty = (fields: object): boolean => {
  for (const _ in fields) return false
  return true
}

const plainRanked = (row: unknown): readonly [Standing, number, number] | undefined => {
  if (!Array.isArray(row) || row.length !== 3) return undefined
  const [first, rank, place]: ReadonlyArray<unknown> = row
  const standing = plainStanding(first)
  return standing !== undefined && typeof rank === "number" && isInt(place) ? [standing, rank, place] : undefined
}

const standings = list<Standing>(StandingRow, plainStanding)
const ranked = list<readonly [Standing, number, number]>(
  Schema.Tuple([StandingRow, Schema.Finite, Schema.Int]),
  plainRanked
)
const daily = list(Schema.Tuple([ParticipantId, Schema.Finite, Schema.Int]))
const teamStandings = list<TeamStanding>(
  Schema.Struct({
    standing: StandingRow,
    members: Schema.Array(Schema.Struct({ participantId: ParticipantId, score: Schema.Int }))
  })
)

const readList = Effect.fnUntraced(function* <Row>(
  parts: ReadonlyArray<Part>,
  name: string,
  read: (json: string) => Effect.Effect<ReadonlyArray<Row>, DbFailed>
) {
  const own = parts.filter(({ list: other }) => other === name)
  return (yield* Effect.forEach(own, ({ rows }) => read(rows))).flat()
})

const has = (parts: ReadonlyArray<Part>, name: string): boolean => parts.some(({ list: other }) => other === name)

const readRanking = Effect.fnUntraced(function* (parts: ReadonlyArray<Part>, name: string) {
  const rows = yield* readList(parts, `${name}.ranked`, ranked)
  return {
    ranked: rows.map(([standing, rank, place]): Ranked => ({ standing, rank, place })),
    unranked: yield* readList(parts, `${name}.unranked`, standings)
  } satisfies Ranking
})

/** The board of these parts. */
export const readBoard = Effect.fnUntraced(function* (
  { at, standings_hash: standingsHash }: { readonly at: Instant; readonly standings_hash: string },
  parts: ReadonlyArray<Part>
) {
  const board: Board = {
    at,
    standingsHash,
    overall: yield* readRanking(parts, "overall"),
    ...(has(parts, "teams.ranked") ? { teams: yield* readRanking(parts, "teams") } : {}),
    teamStandings: yield* readList(parts, "teamStandings", teamStandings)
  }
  return board
})

const readDailyList = (parts: ReadonlyArray<Part>, name: string) =>
  Effect.map(readList(parts, name, daily), (rows) =>
    rows.map(([participantId, rank, score]): DailyRow => ({ participantId, rank, score }))
  )

/** The board of a day of these parts. */
export const readDailyBoard = Effect.fnUntraced(function* (at: Instant, parts: ReadonlyArray<Part>) {
  const board: DailyBoard = {
    at,
    overall: yield* readDailyList(parts, "overall"),
    ...(has(parts, "teams") ? { teams: yield* readDailyList(parts, "teams") } : {})
  }
  return board
})
