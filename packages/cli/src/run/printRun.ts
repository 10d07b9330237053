import { formatAmount } from "@laurel/core/shared"
import { describeAward } from "../describe/describeAward.ts"
import type { Io } from "../Io.ts"
import { jsonText } from "../output/jsonText.ts"
import { renderTable } from "../output/renderTable.ts"
import { type Style, styleOf } from "../output/style.ts"
import { type BoardRow, type BoardShape, boardRows, boardShape } from "./BoardRow.ts"
import type { RunResult } from "./compute.ts"
import { poolLines } from "./poolLines.ts"
import { prizesOf } from "./prizesOf.ts"
import { reportOf } from "./report.ts"
import { rowText } from "./Tally.ts"

/** How a result is shown. */
export interface Showing {
  /** Rows of the board to print. */
  readonly top: number
  readonly json: boolean
  /** The name of the file of activities. */
  readonly activities: string
  /** The folder that was written. */
  readonly out?: string
}

/** At most this many awards and rows that did not count are printed; the files have all of them. */
const shownAwards = 30
const shownRows = 10

/** Prints the result of a run: tables for people, or one JSON document. */
export const printRun = (result: RunResult, showing: Showing, io: Io): void => {
  if (showing.json) {
    io.stdout.write(jsonText(documentOf(result, showing)))
    return
  }
  const style = styleOf(io, io.isTTY.out)
  io.stdout.write(
    [
      headline(result, style),
      boardTable(result, "participants", showing, style),
      ...(result.board.teams === undefined ? [] : [boardTable(result, "teams", showing, style)]),
      ...(result.settled.plan === undefined
        ? []
        : [awardsTable(result.settled.plan, showing, style), poolTable(result.settled.plan, style)])
    ].join("\n")
  )
  io.stderr.write(`\n${rowsText(result, showing)}`)
}

const boardJson = (
  shape: BoardShape,
  ranking: RunResult["board"]["overall"],
  prizeOf: (participant: string) => string
) =>
  [...boardRows(shape, ranking)].map(({ tieBreaks, measures, division, team, ...row }) => ({
    ...row,
    tieBreaks: Object.fromEntries(shape.tieBreaks.map(({ name }, at) => [name, tieBreaks[at]])),
    measures: Object.fromEntries(shape.measures.map(({ name }, at) => [name, measures[at]])),
    ...(division === "" ? {} : { division }),
    ...(team === "" ? {} : { team }),
    ...(prizeOf(row.participant) === "" ? {} : { prize: prizeOf(row.participant) })
  }))

const documentOf = (result: RunResult, { out }: Showing) => {
  const {
    definition,
    board,
    settled: { plan }
  } = result
  const shape = boardShape(definition, "participants")
  return {
    ...reportOf(result),
    ...(out === undefined ? {} : { out }),
    board: { unit: shape.unit, rows: boardJson(shape, board.overall, prizesOf(plan)) },
    ...(board.teams === undefined
      ? {}
      : { teams: { unit: shape.unit, rows: boardJson(boardShape(definition, "teams"), board.teams, () => "") } }),
    ...(plan === undefined
      ? {}
      : {
          awards: plan.prizes.awards.map((award) => ({
            participant: award.participantId,
            amount: formatAmount(award.minorUnits, plan.currency),
            minorUnits: award.minorUnits,
            stage: award.stage,
            place: award.place,
            tied: award.tied,
            reason: describeAward(award, plan.currency)
          })),
          items: plan.prizes.items.map(({ participantId, stage, place, item }) => ({
            participant: participantId,
            stage,
            place,
            item
          }))
        })
  }
}

const headline = (
  { definition, challenge, entered, rows, settled: { refunded } }: RunResult,
  { bold }: Style
): string => {
  const state = challenge._tag === "Cancelled" ? `cancelled: ${challenge.reason}` : challenge._tag.toLowerCase()
  const back =
    refunded === undefined
      ? ""
      : `; ${formatAmount(refunded.minorUnits, definition.currency ?? "")} ${definition.currency} go back to ${refunded.payers} who paid`
  return `${bold(definition.name)} (${definition.id}): ${state}${back}; ${entered} participants, ${rows} activities\n`
}

const boardTable = (
  { definition, board, settled }: RunResult,
  of: "participants" | "teams",
  { top, out }: Showing,
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

type Plan = NonNullable<RunResult["settled"]["plan"]>

const awardsTable = ({ prizes, currency }: Plan, { out }: Showing, style: Style): string => {
  const rows = [
    ...prizes.awards.map((award) => [
      award.participantId,
      `${formatAmount(award.minorUnits, currency)} ${currency}`,
      describeAward(award, currency)
    ]),
    ...prizes.items.map(({ participantId, item, place, stage }) => [participantId, item, `place ${place} in ${stage}`])
  ]
  if (rows.length === 0) return "no prizes\n"
  const columns = [{ head: "winner" }, { head: "prize", align: "right" as const }, { head: "why" }]
  const more =
    rows.length > shownAwards
      ? `… and ${rows.length - shownAwards} more${out === undefined ? "" : ` in ${out}/awards.csv`}\n`
      : ""
  return `${renderTable(columns, rows.slice(0, shownAwards), style)}${more}`
}

const poolTable = (plan: Plan, style: Style): string => {
  const lines = poolLines(plan)
  const rows = lines.map(({ label, side, minorUnits }) => [
    label,
    side === "source" ? "" : "-",
    formatAmount(minorUnits, plan.currency)
  ])
  return renderTable([{ head: "pool" }, { head: "" }, { head: plan.currency, align: "right" }], rows, style)
}

const rowsText = ({ tally, rows, refusedEntries }: RunResult, { activities, out }: Showing): string => {
  const counts = [...tally.counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${kindText(kind)}`)
  const shown = tally.reports.slice(0, shownRows)
  const more = tally.refused - shown.length
  return (
    [
      `${activities}: ${rows} activities: ${counts.join(", ")}`,
      ...refusedEntries
        .slice(0, shownRows)
        .map(
          ({ line, participant, reason }) =>
            `  entry of ${participant}${line === undefined ? "" : ` (line ${line})`} refused: ${reason}`
        ),
      ...shown.map((row) => `  line ${row.line}: ${rowText(row)}`),
      ...(more <= 0 ? [] : [`  … and ${more} more${out === undefined ? "" : ` in ${out}/report.json`}`]),
      ...(out === undefined ? [] : [`written to ${out}; check it with: laurel verify ${out}`])
    ].join("\n") + "\n"
  )
}

const kindText = (kind: string): string => {
  const [tag = kind, reason] = kind.split(".")
  const words = (reason ?? tag).replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase()
  return reason === undefined ? words : `refused (${words})`
}
