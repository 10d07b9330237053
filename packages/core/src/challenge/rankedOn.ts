import { type LiveBoard, type RankedRow, rankRows } from "../board/index.ts"
import type { Standing } from "../ranking/index.ts"
import { type Board, standingsOf } from "./Board.ts"
import { positionOf, standingsIn } from "./boardRows.ts"
import type { Rules } from "./Rules.ts"

/** The rows that one of the boards kept for a challenge has when its standings are these. */
export const rankedOn = (rules: Rules, { scope, rule }: LiveBoard, board: Board): ReadonlyArray<RankedRow> => {
  const standings: ReadonlyArray<Standing> =
    scope._tag === "Teams"
      ? board.teamStandings.map(({ standing }) => standing)
      : standingsIn(scope, standingsOf(board))
  return rankRows(
    rule,
    standings.flatMap((standing) => {
      const position = positionOf(rules, standing)
      return position === undefined ? [] : [{ participantId: standing.participantId, ...position }]
    })
  )
}
