import type { BoardRow, LiveBoard } from "../board/index.ts"
import type { ParticipantId } from "../shared/index.ts"
import { boardRow, standingsIn } from "./boardRows.ts"
import type { Entry } from "./Entry.ts"
import type { Rules } from "./Rules.ts"
import { type Member, teamStandings } from "./teamStandings.ts"

/** Participants as their scores are, and the rows of the teams that they are in. */
export interface Changed {
  readonly members: ReadonlyArray<Member>
  readonly teams: ReadonlyArray<BoardRow>
}

/** The teams of these entries, each once. */
export const teamsOf = (entries: ReadonlyArray<Entry>): ReadonlyArray<ParticipantId> => [
  ...new Set(entries.flatMap(({ team }) => team ?? []))
]

/** The rows that are of a board. */
export const rowsOn = (rules: Rules, { scope }: LiveBoard, { members, teams }: Changed, version: number) =>
  scope._tag === "Teams"
    ? teams
    : standingsIn(
        scope,
        members.map(({ standing }) => standing)
      ).map((standing) => boardRow(rules, standing, version))

/** The rows of teams with these members. A team that nobody is left in stands nowhere. */
export const teamRows = (
  rules: Rules,
  teams: ReadonlyArray<ParticipantId>,
  members: ReadonlyArray<Member>,
  revision: number
): ReadonlyArray<BoardRow> => {
  const standings = new Map(
    teamStandings(rules, members).map(({ standing }) => [standing.participantId, standing] as const)
  )
  return teams.map((participantId) => {
    const standing = standings.get(participantId)
    return standing === undefined ? { participantId, revision } : boardRow(rules, standing, revision)
  })
}
