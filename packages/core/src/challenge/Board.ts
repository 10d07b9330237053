import type { TeamStanding } from "../prize/index.ts"
import { type Ranking, type RankOptions, rank, type Standing, standingsHash } from "../ranking/index.ts"
import type { Instant } from "../shared/index.ts"
import type { Rules } from "./Rules.ts"

/** The standings of a challenge at an instant, ranked: everybody's, and the teams' where there are teams. */
export interface Board {
  readonly at: Instant
  readonly overall: Ranking
  readonly teams?: Ranking
  /** The teams with their members, for prizes. */
  readonly teamStandings: ReadonlyArray<TeamStanding>
  /** The hash of every standing, of participants and teams: equal standings have equal hashes. */
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
  const teams =
    definition.teams === undefined
      ? {}
      : {
          teams: rank(
            definition.ranking,
            teamStandings.map(({ standing }) => standing),
            options
          )
        }
  const hash = standingsHash([...standings, ...teamStandings.map(({ standing }) => standing)])
  return { at, overall, ...teams, teamStandings, standingsHash: hash }
}

/** Every standing of a board, ranked or not. */
export const standingsOf = ({ overall }: Board): ReadonlyArray<Standing> => [
  ...overall.ranked.map(({ standing }) => standing),
  ...overall.unranked
]
