import { formatAmount } from "@laurel/core/shared"
import type { Io } from "../../io/Io.ts"
import { jsonText } from "../../output/jsonText.ts"
import { plural } from "../../output/plural.ts"
import { type Style, styleOf } from "../../output/style.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import type { RunResult } from "../../run/RunResult.ts"
import { rowText } from "../../run/Tally.ts"
import { boardTable } from "./boardTable.ts"
import { awardsTable, poolTable } from "./moneyTables.ts"
import { runJson } from "./runJson.ts"
import type { Showing } from "./Showing.ts"

/** At most this many rows that did not count are printed; the report has all of them. */
const shownRows = 10

/** Prints the result of a run: tables for people, or one JSON document. */
export const printRun = (result: RunResult, showing: Showing, io: Io): void => {
  if (showing.json) {
    io.stdout.write(jsonText(runJson(result, showing)))
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

const headline = (
  { definition, challenge, entered, rows, settled: { refunded } }: RunResult,
  { bold }: Style
): string => {
  const state = challenge._tag === "Cancelled" ? `cancelled: ${challenge.reason}` : challenge._tag.toLowerCase()
  const back =
    refunded === undefined
      ? ""
      : `; ${formatAmount(refunded.minorUnits, definition.currency ?? "")} ${definition.currency} go back to ${refunded.payers} who paid`
  return `${bold(definition.name)} (${definition.id}): ${state}${back}; ${plural(entered, "participant")}, ${plural(rows, "activity", "activities")}\n`
}

const rowsText = ({ tally, rows, refusedEntries }: RunResult, { activities, out }: Showing): string => {
  const counts = [...tally.counts]
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${count} ${kindText(kind)}`)
  const shown = tally.reports.slice(0, shownRows)
  const more = tally.refused - shown.length
  return (
    [
      `${activities}: ${plural(rows, "activity", "activities")}: ${counts.join(", ")}`,
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
  const words = wordsOf(reason ?? tag)
  return reason === undefined ? words : `refused (${words})`
}
