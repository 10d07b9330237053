import { finished } from "node:stream/promises"
import { type InfoRecord, type Parser, parse } from "csv-parse"
import { Problem } from "../io/Problem.ts"
import type { ByteSource } from "./ByteSource.ts"
import { maxLineBytes, wholeLines } from "./wholeLines.ts"

/** Takes one record: its cells and the line on which it starts. */
export type TakeRecord = (cells: ReadonlyArray<string>, line: number) => void

/** Chooses the delimiter from the first line of a file, and given the header says who takes the records. */
export interface CsvReader {
  readonly delimiterFor: (firstLine: string) => string
  readonly open: (header: ReadonlyArray<string>) => TakeRecord
}

/** Enough of a file to see how its header is delimited; a header that is longer is still read as a whole. */
const headerBytes = 64 * 1024

const firstLineOf = (piece: Buffer): string =>
  piece
    .toString("utf8", 0, headerBytes)
    .split(/\r\n|\n|\r/)
    .find((line) => line.trim() !== "") ?? ""

const carriageReturnsIn = (cells: ReadonlyArray<string>): number =>
  cells.reduce((count, cell) => count + cell.split("\r\n").length - 1, 0)

const unreadableCsv = (name: string, line: number, error: unknown): Problem => {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : ""
  if (code === "CSV_MAX_RECORD_SIZE" || code === "CSV_QUOTE_NOT_CLOSED")
    return new Problem({
      exit: "badInput",
      code: code === "CSV_QUOTE_NOT_CLOSED" ? "quote-not-closed" : "line-too-long",
      title:
        code === "CSV_QUOTE_NOT_CLOSED"
          ? `a quote is opened and never closed, up to line ${line}`
          : `the row that ends at line ${line} is longer than 1 MB`,
      where: `${name}:${line}`,
      remedy: 'close the quote; a quote inside a quoted cell is written twice ("")'
    })
  return new Problem({
    exit: "badInput",
    code: "not-csv",
    title: `line ${line} is not CSV: ${error instanceof Error ? error.message : String(error)}`,
    where: `${name}:${line}`,
    remedy: "correct the line, or save the file as CSV again"
  })
}

/**
 * Reads CSV (RFC 4180) record by record in bounded memory. Yields the bytes read so far after every piece, so that the
 * caller can work off what was taken before more is read.
 *
 * **Details**: blank lines are skipped; a record may be shorter or longer than the header (whoever takes it decides); a
 * quote that is never closed is a problem (exit 65).
 */
export async function* csvRecords(source: ByteSource, reader: CsvReader): AsyncGenerator<number> {
  let parser: Parser | undefined
  let failure: unknown
  let take: TakeRecord | undefined
  let lines = 0
  let twice = 0
  let empty = 0
  let bytes = 0

  const onRecord = (cells: ReadonlyArray<string>, { lines: end, empty_lines }: InfoRecord): null => {
    const start = lines + 1 + (empty_lines - empty)
    // The parser counts a line break of two characters inside quotes twice.
    if (end - twice > start) twice += carriageReturnsIn(cells)
    lines = end - twice
    empty = empty_lines
    if (take === undefined) take = reader.open(cells)
    else take(cells, start)
    return null
  }

  const open = (delimiter: string): Parser => {
    const opened = parse({
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: maxLineBytes,
      on_record: onRecord
    })
    opened.on("error", (error) => {
      failure = error instanceof Problem ? error : unreadableCsv(source.name, opened.info.lines, error)
    })
    return opened
  }

  for await (const piece of wholeLines(source)) {
    parser ??= open(reader.delimiterFor(firstLineOf(piece)))
    parser.write(piece)
    bytes += piece.length
    if (failure !== undefined) throw failure
    yield bytes
  }
  if (parser === undefined) return
  parser.resume()
  parser.end()
  await finished(parser).catch(() => undefined)
  if (failure !== undefined) throw failure
  yield bytes
}
