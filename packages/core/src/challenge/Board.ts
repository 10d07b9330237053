import type { TeamStanding } from "../prize/index.ts"
import { type Ranking, type RankOptions, rank, type Standing } from "../ranking/index.ts"
import { canonicalJson, type Instant, sha256Hex } from "../shared/index.ts"
import type { Rules } from "./Rules.ts"

/** The standings of a challenge at an instant, ranked: everybody's, and the teams' where there are teams. */
export interface Board {
  readonly at: Instant
  readonly overall: Ranking
  readonly teams?: Ranking
  /** The teams with their members, for prizes. */
  readonly teamStandings: ReadonlyArray<TeamStanding>
  /** SHA-256 over every standing, in canonical form: equal standings have equal hashes. */
  readonly standingsHash: string
}

/** Ranks standings under the rules of a challenge. */
export const boardOf = (
  { definition, program }: Rules,
  at: Instant,
  standings: ReadonlyArray<Standing>,
  teamStandings: ReadonlyArray<TeamStanding>
): Board => {
  const options: RankOptions = { missing: program.missing }
  const overall = rank(definition.ranking, standings, options)
  const teams = definition.teams === undefined
    ? {}
    : { teams: rank(definition.ranking, teamStandings.map(({ standing }) => standing), options) }
  const board = { at, overall, ...teams, teamStandings }
  return { ...board, standingsHash: hashOf(overall, "teams" in teams ? teams.teams : undefined) }
}

/** Every standing of a board, ranked or not. */
export const standingsOf = ({ overall }: Board): ReadonlyArray<Standing> => [
  ...overall.ranked.map(({ standing }) => standing),
  ...overall.unranked
]

const hashOf = (overall: Ranking, teams: Ranking | undefined): string =>
  sha256Hex(canonicalJson({ _v: 1, overall: rowsOf(overall), ...(teams === undefined ? {} : { teams: rowsOf(teams) }) }))

const rowsOf = ({ ranked, unranked }: Ranking) => [
  ...ranked.map(({ standing, rank }) => [String(rank), ...rowOf(standing)]),
  ...unranked.map((standing) => ["", ...rowOf(standing)])
]

const rowOf = ({ participantId, status, score, tieBreak, measures, division, team }: Standing) => [
  participantId,
  status,
  score,
  tieBreak,
  measures,
  division ?? null,
  team ?? null
]
