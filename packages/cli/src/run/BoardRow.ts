import { type ChallengeDefinition, rulesOf } from "@laurel/core/challenge"
import { hasScore, type Ranking, type Standing, type TieBreak, tieBreakFact } from "@laurel/core/ranking"
import { teamDecimals } from "@laurel/core/scoring"
import { formatInstant, formatUnits } from "@laurel/core/shared"

/** One line of a board as text, for tables and files alike. */
export interface BoardRow {
  /** Empty where there is no rank. */
  readonly rank: string
  readonly participant: string
  readonly status: string
  /** At the decimals of the rule; empty where there is none. */
  readonly score: string
  /** One text for each column of `tieBreakColumns`. */
  readonly tieBreaks: ReadonlyArray<string>
  /** One text for each measure of the definition, in its order. */
  readonly measures: ReadonlyArray<string>
  readonly division: string
  readonly team: string
}

/** How the values of a board are written. */
export interface BoardShape {
  readonly unit: string
  /** Links of the tie-break chain that are no measure: those have a column of their own. */
  readonly tieBreaks: ReadonlyArray<{ readonly name: string; readonly at: number; readonly link: TieBreak }>
  readonly measures: ReadonlyArray<{ readonly name: string; readonly decimals: number; readonly unit: string }>
  readonly decimals: number
}

const tieBreakNames: Readonly<Record<TieBreak["_tag"], string>> = {
  EarliestReached: "reached",
  MoreActiveDays: "active days",
  EarlierEntry: "entered",
  Measure: "measure"
}

/** The shape of a challenge's board, of participants or of teams. */
export const boardShape = (definition: ChallengeDefinition, of: "participants" | "teams"): BoardShape => {
  const { program } = rulesOf(definition)
  const { teams } = definition
  const decimalsOf = (decimals: number): number =>
    of === "teams" && teams !== undefined ? teamDecimals(teams.score, decimals) : decimals
  return {
    unit: program.score.unit,
    decimals: decimalsOf(program.score.decimals),
    measures: program.measures.map(({ name, decimals, unit }) => ({ name, unit, decimals: decimalsOf(decimals) })),
    tieBreaks: definition.ranking.tieBreaks.flatMap((link, at) =>
      link._tag === "Measure" ? [] : [{ name: tieBreakNames[link._tag], at, link }]
    )
  }
}

const tieBreakText = (link: TieBreak, value: number | undefined): string => {
  const fact = tieBreakFact(link, value)
  if (fact === undefined) return ""
  return link._tag === "MoreActiveDays" ? `${fact}` : formatInstant(fact)
}

const rowOf = (shape: BoardShape, standing: Standing, rank: string): BoardRow => ({
  rank,
  participant: standing.participantId,
  status: standing.status,
  score: hasScore(standing) ? formatUnits(standing.score, shape.decimals) : "",
  tieBreaks: shape.tieBreaks.map(({ at, link }) => tieBreakText(link, standing.tieBreak[at])),
  measures: shape.measures.map(({ name, decimals }) => {
    const value = standing.measures[name]
    return value === undefined ? "" : formatUnits(value, decimals)
  }),
  division: standing.division ?? "",
  team: standing.team ?? ""
})

/** The lines of a board: those ranked in order, then those without a rank. */
export function* boardRows(shape: BoardShape, { ranked, unranked }: Ranking): Generator<BoardRow> {
  for (const { standing, rank } of ranked) yield rowOf(shape, standing, `${rank}`)
  for (const standing of unranked) yield rowOf(shape, standing, "")
}
