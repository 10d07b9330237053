import type { TeamStanding } from "../prize/index.ts"
import { type Direction, type Standing, tieBreakValues } from "../ranking/index.ts"
import { type Scored, teamScore } from "../scoring/index.ts"
import { compareIds, type ParticipantId } from "../shared/index.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import type { Entry } from "./Entry.ts"
import type { Rules } from "./Rules.ts"
import { measureDirections } from "./scoringOf.ts"

/** A participant with the score: what a team's standing is made of. */
export interface Member {
  readonly entry: Entry
  readonly standing: Standing
  readonly scored: Scored
  /** How far towards what the rule asks for, as `progressOf` says. */
  readonly progress?: number
}

type Teams = NonNullable<ChallengeDefinition["teams"]>

/**
 * The standings of the teams, by team id, each with its scored members.
 *
 * **Details**: a team scores by its members that have a score; without any it is missing, and with fewer members than
 * the challenge asks it does not qualify. It has reached its score when the last of its members has; its active days are
 * the members' together; its measures are made like its score, each of the members that are best in it; it entered when
 * its last member did.
 */
export const teamStandings = (rules: Rules, members: ReadonlyArray<Member>): ReadonlyArray<TeamStanding> => {
  const { teams } = rules.definition
  if (teams === undefined) return []
  const byTeam = new Map<ParticipantId, Array<Member>>()
  for (const member of members) {
    const { team, status } = member.entry
    if (team === undefined || status !== "Active") continue
    const known = byTeam.get(team)
    if (known === undefined) byTeam.set(team, [member])
    else known.push(member)
  }
  const directions = measureDirections(rules.definition)
  return [...byTeam.keys()]
    .sort(compareIds)
    .map((team) => teamStanding(rules, teams, directions, team, byTeam.get(team) ?? []))
}

const teamStanding = (
  { definition, program }: Rules,
  teams: Teams,
  directions: ReadonlyMap<string, Direction>,
  team: ParticipantId,
  members: ReadonlyArray<Member>
): TeamStanding => {
  const scoring = members.filter(({ standing }) => standing.status === "Scored")
  const { direction } = definition.ranking
  const combined = (values: ReadonlyArray<number>, decimals: number, better: Direction) =>
    teamScore(teams.score, values, decimals, better)
  const measures: Record<string, number> = {}
  for (const { name, decimals } of program.measures) {
    const values = scoring.flatMap(({ scored }) => scored.measures[name] ?? [])
    const value = combined(values, decimals, directions.get(name) ?? direction)
    if (value !== undefined) measures[name] = value
  }
  const score = combined(
    scoring.map(({ standing }) => standing.score),
    program.score.decimals,
    direction
  )
  const reached = scoring.flatMap(({ scored }) => scored.reachedAt ?? [])
  const standing: Standing = {
    participantId: team,
    status: members.length < teams.minimum ? "Unqualified" : score === undefined ? "Missing" : "Scored",
    score: score ?? 0,
    tieBreak: tieBreakValues(definition.ranking, {
      ...(reached.length === 0 ? {} : { reachedAt: latest(reached) }),
      activeDays: scoring.reduce((days, { scored }) => days + scored.activeDays, 0),
      measures,
      enteredAt: latest(members.map(({ entry }) => entry.enteredAt))
    }),
    measures
  }
  return {
    standing,
    members: scoring.map(({ standing: { participantId, score } }) => ({ participantId, score }))
  }
}

const latest = (instants: ReadonlyArray<number>): number =>
  instants.reduce((a, b) => Math.max(a, b), Number.MIN_SAFE_INTEGER)
