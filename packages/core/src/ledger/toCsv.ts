import { csvCell, formatAmount, formatInstant } from "../shared/index.ts"
import { accountName } from "./AccountName.ts"
import type { Entry } from "./Entry.ts"

const columns = ["entry", "at", "challenge", "kind", "memo", "corrects", "account", "currency", "amount", "minor_units"]

const row = (cells: ReadonlyArray<string>): string => `${cells.map(csvCell).join(",")}\r\n`

/** The entries as CSV (RFC 4180), one record per posting after a heading, record by record, each with its line end. */
export function* toCsv(entries: Iterable<Entry>): Generator<string, void, undefined> {
  yield row(columns)
  for (const { id, at, challengeId, kind, memo, corrects, currency, postings } of entries) {
    const heading = [id, formatInstant(at), challengeId, kind, memo, corrects ?? ""]
    for (const { account, minorUnits } of postings) {
      yield row([...heading, accountName(account), currency, formatAmount(minorUnits, currency), `${minorUnits}`])
    }
  }
}
