import { formatUnits } from "@laurel/core/shared"
import type { Io } from "../../io/Io.ts"
import { jsonText } from "../../output/jsonText.ts"
import { renderTable } from "../../output/renderTable.ts"
import { styleOf } from "../../output/style.ts"
import { boardRows, boardShape } from "../../run/BoardRow.ts"
import type { Contest } from "../../run/RunResult.ts"

/** Prints where a team's score comes from: its members with their scores; each member explains itself. */
export const printTeam = (team: string, { definition, board }: Contest, json: boolean, io: Io): void => {
  const row = [...boardRows(boardShape(definition, "teams"), board.teams ?? board.overall)].find(
    ({ participant }) => participant === team
  )
  const { decimals, unit } = boardShape(definition, "participants")
  const members = (board.teamStandings.find(({ standing }) => standing.participantId === team)?.members ?? []).map(
    ({ participantId, score }) => ({ participant: participantId, score: formatUnits(score, decimals) })
  )
  const rule = definition.teams?.score._tag ?? "Sum"
  if (json) {
    io.stdout.write(
      jsonText({
        _v: 1,
        challenge: definition.id,
        team,
        rank: row?.rank ?? "",
        score: row?.score ?? "",
        unit,
        rule,
        members
      })
    )
    return
  }
  const style = styleOf(io, io.isTTY.out)
  const place =
    row === undefined || row.rank === "" ? "not ranked" : `rank ${row.rank} of ${board.teams?.ranked.length ?? 0}`
  io.stdout.write(
    `${style.bold(team)} in ${definition.name}: ${place}; score ${row?.score ?? ""} ${unit} (${rule.toLowerCase()} of the members)\n\n`
  )
  io.stdout.write(
    renderTable(
      [{ head: "member" }, { head: "score", align: "right" }],
      members.map(({ participant, score }) => [participant, score]),
      style
    )
  )
}
