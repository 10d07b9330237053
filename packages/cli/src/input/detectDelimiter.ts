import { parse } from "csv-parse/sync"
import { Schema } from "effect"

/** The delimiters that are tried, in this order. */
const candidates = [",", ";", "\t"] as const

const readRecords = Schema.decodeUnknownSync(Schema.Array(Schema.Array(Schema.String)))

/** The cells of a header line under a delimiter. */
const cellsOf = (line: string, delimiter: string): ReadonlyArray<string> => {
  try {
    return readRecords(parse(line, { delimiter, relax_quotes: true, relax_column_count: true, to: 1 }))[0] ?? []
  } catch {
    return [line]
  }
}

/**
 * The delimiter of a file, seen from its header: the first of comma, semicolon and tab under which the needed columns
 * are found; if none is, the one that gives most columns, so that a message can list them.
 */
export const detectDelimiter = (firstLine: string, fits: (header: ReadonlyArray<string>) => boolean): string => {
  const headers = candidates.map((delimiter) => ({ delimiter, header: cellsOf(firstLine, delimiter) }))
  const fitting = headers.find(({ header }) => fits(header))
  if (fitting !== undefined) return fitting.delimiter
  return headers.reduce((best, other) => (other.header.length > best.header.length ? other : best)).delimiter
}
