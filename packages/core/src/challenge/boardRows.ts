import type { BoardRow, BoardScope, Position } from "../board/index.ts"
import type { Standing } from "../ranking/index.ts"
import type { Rules } from "./Rules.ts"

const missing: Position = { status: "Missing", score: 0, tieBreak: [] }

/** What a standing is ranked by on a board; nothing for who is not ranked under the rules. */
export const positionOf = ({ program }: Rules, { status, score, tieBreak }: Standing): Position | undefined => {
  if (status === "Scored") return { status, score, tieBreak }
  return status === "Missing" && program.missing === "Last" ? missing : undefined
}

/** The row of a standing, as new as a version of the board. */
export const boardRow = (rules: Rules, standing: Standing, revision: number): BoardRow => {
  const position = positionOf(rules, standing)
  const { participantId } = standing
  return position === undefined ? { participantId, revision } : { participantId, revision, position }
}

/** Of the standings of participants, those whom a board is about. */
export const standingsIn = (scope: BoardScope, standings: ReadonlyArray<Standing>): ReadonlyArray<Standing> =>
  scope._tag === "Division" ? standings.filter(({ division }) => division === scope.division) : standings
