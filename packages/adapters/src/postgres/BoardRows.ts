import type { Board } from "@laurel/core/challenge"
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

/** A part of a board that stands still: boards may be large, and each list of one is kept in parts. */
export interface SnapshotPartTable {
  readonly challenge_id: string
  readonly kind: string
  readonly list: string
  readonly number: number
  /** JSON. */
  readonly rows: string
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

const StandingRow = Schema.Struct({
  participantId: ParticipantId,
  status: Schema.Literals(["Scored", "Missing", "Unqualified", "Withdrawn", "Disqualified"]),
  score: Schema.Int,
  tieBreak: Schema.Array(Schema.Int),
  measures: Schema.Record(Schema.String, Schema.Int),
  division: Schema.optionalKey(Name),
  team: Schema.optionalKey(ParticipantId)
})
/** Reads a list in parts, each row as it is read from JSON. */
const list =
  <Row>(readRow: (row: unknown) => Row) =>
  (parts: ReadonlyArray<Part>): Effect.Effect<ReadonlyArray<Row>, DbFailed> =>
    Effect.try({
      try: () => {
        const read: Array<Row> = []
        for (const { rows: json } of parts) {
          const rows: unknown = JSON.parse(json)
          if (!Array.isArray(rows)) throw new TypeError("a list of a board is none")
          for (const row of rows) read.push(readRow(row))
        }
        return read
      },
      catch: (cause) => new DbFailed({ cause })
    })

const isId = Schema.is(ParticipantId)
const isStatus = Schema.is(StandingRow.fields.status)

/** A standing of somebody without a team, a division or measures; where ties are broken by nothing but numbers. */
const plainStanding = (row: unknown): Standing | undefined => {
  if (!isRecord(row) || row.division !== undefined || row.team !== undefined) return undefined
  const { participantId, status, score, tieBreak, measures } = row
  if (!isId(participantId) || !isStatus(status) || !isInt(score) || !isListOfInts(tieBreak)) return undefined
  return isRecord(measures) && isEmpty(measures)
    ? { participantId, status, score, tieBreak: tieBreak.length === 0 ? none : tieBreak, measures: noMeasures }
    : undefined
}

// What is the same for most is one in memory.
const none: ReadonlyArray<number> = []
const noMeasures: Standing["measures"] = {}

const isInt = (value: unknown): value is number => Number.isSafeInteger(value)

const isEmpty = (fields: object): boolean => {
  for (const _ in fields) return false
  return true
}

const plainRanked = (row: unknown): Ranked | undefined => {
  if (!Array.isArray(row) || row.length !== 3) return undefined
  const [first, rank, place]: ReadonlyArray<unknown> = row
  const standing = plainStanding(first)
  return standing !== undefined && typeof rank === "number" && isInt(place) ? { standing, rank, place } : undefined
}

const decodeStanding = Schema.decodeUnknownSync(StandingRow)
const decodeRanked = Schema.decodeUnknownSync(Schema.Tuple([StandingRow, Schema.Finite, Schema.Int]))

const rankedOf = (row: unknown): Ranked => {
  const [standing, rank, place] = decodeRanked(row)
  return { standing, rank, place }
}

const standings = list((row) => plainStanding(row) ?? decodeStanding(row))
const ranked = list((row) => plainRanked(row) ?? rankedOf(row))
const teamStandings = list<TeamStanding>(
  Schema.decodeUnknownSync(
    Schema.Struct({
      standing: StandingRow,
      members: Schema.Array(Schema.Struct({ participantId: ParticipantId, score: Schema.Int }))
    })
  )
)

const called = (parts: ReadonlyArray<Part>, name: string): ReadonlyArray<Part> =>
  parts.filter(({ list: other }) => other === name)

const has = (parts: ReadonlyArray<Part>, name: string): boolean => parts.some(({ list: other }) => other === name)

const readRanking = Effect.fnUntraced(function* (parts: ReadonlyArray<Part>, name: string) {
  return {
    ranked: yield* ranked(called(parts, `${name}.ranked`)),
    unranked: yield* standings(called(parts, `${name}.unranked`))
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
    teamStandings: yield* teamStandings(called(parts, "teamStandings"))
  }
  return board
})
