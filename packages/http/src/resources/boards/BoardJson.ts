import type { KnownChallenge } from "@laurel/core/access"
import { type BoardScope, cursorText, type RankedRow, scopeText } from "@laurel/core/board"
import { rulesOf } from "@laurel/core/challenge"
import { teamDecimals } from "@laurel/core/scoring"
import { formatUnits, Name, ParticipantId } from "@laurel/core/shared"
import { Schema } from "effect"

/** A participant, or a team, on a board. */
export const PlaceJson = Schema.Struct({
  /** Under the rank policy of the challenge; with `fractional` it may end in .5. */
  rank: Schema.Finite,
  /** Where it stands in the listing, from 1. */
  place: Schema.Int,
  participant_id: Schema.String,
  /** In the decimals of the rule, such as `8123.5`; absent where there is no score. */
  score: Schema.optionalKey(Schema.String)
}).annotate({ identifier: "Place" })
/** A participant, or a team, on a board. */
export type PlaceJson = typeof PlaceJson.Type

const heading = {
  /** Which of the boards of the challenge. */
  board: Schema.String,
  /** Which state of the board this is: it grows with every change. */
  version: Schema.Int,
  /** How many are ranked. */
  count: Schema.Int,
  /** Of the score; empty where the metric has none. */
  unit: Schema.String
}

/** A page of a board. */
export const BoardPageJson = Schema.Struct({
  ...heading,
  data: Schema.Array(PlaceJson),
  has_more: Schema.Boolean,
  next_cursor: Schema.optionalKey(Schema.String),
  /** Whether the board has moved on since the page before: who moved past it is missing, or comes twice. */
  has_moved: Schema.Boolean
}).annotate({ identifier: "BoardPage" })

/** Some rows of a board. */
export const BoardRowsJson = Schema.Struct({ ...heading, data: Schema.Array(PlaceJson) }).annotate({
  identifier: "BoardRows"
})

/** Which of the boards of a challenge. */
export const boardQuery = {
  division: Schema.optionalKey(Name),
  /** The board of the teams. */
  teams: Schema.optionalKey(Schema.Boolean),
  /** `organiser` for the board that moves on while the public one stands still; for the organiser alone. */
  view: Schema.optionalKey(Schema.Literals(["public", "organiser"]))
}

/** Participants by their ids, separated by commas. */
export const participantIds = Schema.Array(ParticipantId).check(Schema.isMaxLength(100))

interface Which {
  readonly division?: Name
  readonly teams?: boolean
}

/** The board that a query names. */
export const scopeOf = ({ division, teams }: Which): BoardScope =>
  teams === true ? { _tag: "Teams" } : division === undefined ? { _tag: "Overall" } : { _tag: "Division", division }

/** How the rows of a board are written. */
export const shownOn = ({ definition }: KnownChallenge, scope: BoardScope) => {
  const { score } = rulesOf(definition).program
  const decimals =
    scope._tag === "Teams" && definition.teams !== undefined
      ? teamDecimals(definition.teams.score, score.decimals)
      : score.decimals
  const scoreOf = (units: number): string => formatUnits(units, decimals)
  return {
    unit: score.unit,
    /** A score as it is written. */
    scoreOf,
    heading: ({ version, count }: { readonly version: number; readonly count: number }) => ({
      board: scopeText(scope),
      version,
      count,
      unit: score.unit
    }),
    placeOf: (row: RankedRow): PlaceJson => ({
      rank: row.rank,
      place: row.place,
      participant_id: row.participantId,
      ...(row.status === "Scored" ? { score: scoreOf(row.score) } : {})
    })
  }
}

/** The cursor of a page, as it is written. */
export const nextOf = (next: Parameters<typeof cursorText>[0] | undefined) =>
  next === undefined ? { has_more: false } : { has_more: true, next_cursor: cursorText(next) }
