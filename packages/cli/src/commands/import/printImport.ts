import { plural } from "../../output/plural.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import { rowText } from "../../run/Tally.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import type { Imported } from "./importRows.ts"

/** At most this many rows that did not count are printed; `--report` has all of them. */
const shownRows = 10

/** Outcomes that changed what counts. */
const added: ReadonlyArray<string> = ["Accepted", "Replaced", "Voided"]

/** Prints what became of the rows of an import. */
export const printImport = (
  session: Session,
  challenge: string,
  file: string,
  { rows, tally, entered, refusedEntries }: Imported,
  report: string | undefined
): void => {
  const count = (kind: string): number => tally.counts.get(kind) ?? 0
  const changed = added.reduce((sum, kind) => sum + count(kind), 0)
  show(
    session,
    {
      challenge,
      file,
      rows,
      changed,
      outcomes: Object.fromEntries([...tally.counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
      entered,
      ...(refusedEntries.length === 0 ? {} : { refusedEntries }),
      notCounted: { total: tally.refused, unusable: tally.unusable, listed: tally.reports.length, rows: tally.reports }
    },
    () => {
      const shown = tally.reports.slice(0, shownRows)
      const more = tally.refused - shown.length
      const counts = [...tally.counts].toSorted(([, a], [, b]) => b - a)
      return [
        changed === 0
          ? `Nothing changed: ${plural(count("Duplicate"), "activity was", "activities were")} there already.`
          : `${plural(changed, "activity", "activities")} of ${file} recorded in ${challenge}.`,
        `  ${plural(rows, "row")}: ${counts.map(([kind, times]) => `${times} ${kindText(kind)}`).join(", ")}`,
        ...(entered === 0 ? [] : [`  ${plural(entered, "participant")} entered`]),
        ...refusedEntries
          .slice(0, shownRows)
          .map(({ participant, reason }) => `  entry of ${participant} refused: ${wordsOf(reason)}`),
        ...shown.map((row) => `  line ${row.line}: ${rowText(row)}`),
        ...(more <= 0
          ? []
          : [`  … and ${more} more${report === undefined ? " (--report FILE has all)" : ` in ${report}`}`]),
        ""
      ].join("\n")
    }
  )
}

const kindText = (kind: string): string => {
  const [tag = kind, reason] = kind.split(".")
  return reason === undefined ? wordsOf(tag) : `refused (${wordsOf(reason)})`
}
