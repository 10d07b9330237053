import { renderTable } from "../../output/renderTable.ts"
import type { Style } from "../../output/style.ts"
import { type BoardRow, type BoardShape, boardRows, boardShape } from "../../run/BoardRow.ts"
import { prizesOf } from "../../run/prizesOf.ts"
import type { Contest } from "../../run/RunResult.ts"
import type { Showing } from "./Showing.ts"

/** The first lines of a board, of participants or of teams, for people. */
export const boardTable = (
  { definition, board, settled }: Contest,
  of: "participants" | "teams",
  { top, out }: Pick<Showing, "top" | "out">,
  style: Style
): string => {
  const shape = boardShape(definition, of)
  const ranking = of === "teams" ? (board.teams ?? board.overall) : board.overall
  const prizeOf = prizesOf(of === "teams" ? undefined : settled.plan)
  const all = ranking.ranked.length + ranking.unranked.length
  const rows = [...boardRows(shape, ranking).take(top)]
  const columns = columnsOf(shape, rows, of, prizeOf)
  const table = renderTable(
    columns,
    rows.map((row) => columns.map(({ cell }) => cell(row))),
    style
  )
  const file = of === "teams" ? "teams.csv" : "standings.csv"
  const more =
    all > rows.length
      ? `… and ${all - rows.length} more${out === undefined ? " (--top shows more)" : ` in ${out}/${file}`}\n`
      : ""
  return `${table}${more}`
}

interface BoardColumn {
  readonly head: string
  readonly align?: "right"
  readonly cell: (row: BoardRow) => string
}

const columnsOf = (
  shape: BoardShape,
  rows: ReadonlyArray<BoardRow>,
  of: "participants" | "teams",
  prizeOf: (participant: string) => string
): ReadonlyArray<BoardColumn> => {
  const some = (cell: (row: BoardRow) => string): boolean => rows.some((row) => cell(row) !== "")
  const optional = (head: string, cell: (row: BoardRow) => string, align?: "right"): ReadonlyArray<BoardColumn> =>
    some(cell) ? [{ head, cell, ...(align === undefined ? {} : { align }) }] : []
  const unit = shape.unit === "" ? "" : ` (${shape.unit})`
  return [
    { head: "rank", align: "right", cell: ({ rank }) => (rank === "" ? "-" : rank) },
    { head: of === "teams" ? "team" : "participant", cell: ({ participant }) => participant },
    {
      head: `score${unit}`,
      align: "right",
      cell: ({ score, status }) => (status === "Scored" ? score : `${score} ${status.toLowerCase()}`.trim())
    },
    ...shape.tieBreaks.map(
      ({ name }, at): BoardColumn => ({ head: name, cell: ({ tieBreaks }) => tieBreaks[at] ?? "" })
    ),
    ...shape.measures.map(
      ({ name }, at): BoardColumn => ({ head: name, align: "right", cell: ({ measures }) => measures[at] ?? "" })
    ),
    ...optional("division", ({ division }) => division),
    ...(of === "teams" ? [] : optional("team", ({ team }) => team)),
    ...optional("prize", ({ participant }) => prizeOf(participant), "right")
  ]
}
