import { type Board, type Challenge, rulesOf } from "@laurel/core/challenge"
import { hasScore, type Ranking, type Standing, type StandingStatus } from "@laurel/core/ranking"
import { teamDecimals } from "@laurel/core/scoring"
import { formatInstant, formatUnits } from "@laurel/core/shared"

/** One line of a board. */
export interface StandingRow {
  /** Absent where there is no rank. */
  readonly rank?: number
  readonly participant: string
  readonly status: StandingStatus
  /** In the decimals of the rule, such as `"8123.5"`; absent where there is no score. */
  readonly score?: string
  /** The challenge's measures by name, each in the decimals of its rule; those without a value are left out. */
  readonly measures: Readonly<Record<string, string>>
  readonly division?: string
  readonly team?: string
}

/** A board as rows, and as the core gives it. */
export interface Standings {
  /** The instant of the board, ISO 8601. */
  readonly at: string
  /** Of the score; empty where the metric has none. */
  readonly unit: string
  /** Those with a rank in order, then those without. */
  readonly rows: ReadonlyArray<StandingRow>
  /** The teams, in a challenge run by teams. */
  readonly teams?: ReadonlyArray<StandingRow>
  /** SHA-256 over every standing: equal standings have equal hashes. */
  readonly standingsHash: string
  readonly board: Board
}

type Decimals = (decimals: number) => number

/** The board of a challenge with its numbers as text. */
export const standingsOf = ({ definition }: Challenge, board: Board): Standings => {
  const { program } = rulesOf(definition)
  const decimals = new Map(program.measures.map((measure) => [measure.name, measure.decimals]))
  const rowsOf = ({ ranked, unranked }: Ranking, scaled: Decimals): ReadonlyArray<StandingRow> => [
    ...ranked.map(({ standing, rank }) => ({ rank, ...rowOf(standing, scaled) })),
    ...unranked.map((standing) => rowOf(standing, scaled))
  ]
  const rowOf = (standing: Standing, scaled: Decimals): StandingRow => ({
    participant: standing.participantId,
    status: standing.status,
    ...(hasScore(standing) ? { score: formatUnits(standing.score, scaled(program.score.decimals)) } : {}),
    measures: Object.fromEntries(
      Object.entries(standing.measures).map(([name, value]) => [
        name,
        formatUnits(value, scaled(decimals.get(name) ?? 0))
      ])
    ),
    ...(standing.division === undefined ? {} : { division: standing.division }),
    ...(standing.team === undefined ? {} : { team: standing.team })
  })
  const { teams: rule } = definition
  const teams =
    board.teams === undefined || rule === undefined
      ? {}
      : { teams: rowsOf(board.teams, (own) => teamDecimals(rule.score, own)) }
  return {
    at: formatInstant(board.at),
    unit: program.score.unit,
    rows: rowsOf(board.overall, (own) => own),
    ...teams,
    standingsHash: board.standingsHash,
    board
  }
}
