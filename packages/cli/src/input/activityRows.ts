import type { UserId } from "@laurel/core/shared"
import { Problem } from "../io/Problem.ts"
import type { ByteSource } from "./ByteSource.ts"
import type { Columns } from "./Columns.ts"
import { csvRecords } from "./csvRecords.ts"
import { decodeRows } from "./decodeRows.ts"
import { detectDelimiter } from "./detectDelimiter.ts"
import { cellOf, jsonRecords } from "./jsonRecords.ts"
import { fields, type Mapping } from "./Mapping.ts"
import type { RowBatch, RowSink, UnusableRow } from "./Rows.ts"
import { resolveColumns } from "./resolveColumns.ts"
import type { Terms } from "./Terms.ts"

/** Rows handed on at once: large enough that a batch costs little, small enough that memory stays flat. */
export const batchRows = 2_000

/** How a file is written. */
export type FileFormat = "csv" | "jsonl"

/** How the file of activities is to be read. */
export interface ReadingOptions {
  readonly format: FileFormat
  readonly mapping: Mapping
  /** The delimiter; without it comma, semicolon and tab are tried. */
  readonly delimiter?: string
}

/** Rows and how far the reading has come. */
export interface Read extends RowBatch {
  /** Bytes of the file read so far. */
  readonly bytes: number
}

/** What was decoded and waits to be handed on. */
class Waiting {
  private arrivals: Array<RowBatch["arrivals"][number]> = []
  private lines: Array<number> = []
  private unusable: Array<UnusableRow> = []
  private newUsers: Array<UserId> = []
  readonly sink: RowSink = {
    accept: (arrival, line) => {
      this.arrivals.push(arrival)
      this.lines.push(line)
    },
    meet: (userId) => void this.newUsers.push(userId),
    refuse: (row) => void this.unusable.push(row)
  }

  isFull(): boolean {
    return this.arrivals.length >= batchRows || this.unusable.length >= batchRows
  }

  /** Takes out one batch: the first rows, whether they can be used or not. */
  take(): RowBatch {
    const nextLine = this.lines[batchRows] ?? Number.POSITIVE_INFINITY
    const later = this.unusable.findIndex(({ line }) => line >= nextLine)
    const unusable = later < 0 ? this.unusable : this.unusable.slice(0, later)
    const batch = {
      arrivals: this.arrivals.slice(0, batchRows),
      lines: this.lines.slice(0, batchRows),
      unusable,
      newUsers: this.newUsers
    }
    this.arrivals = this.arrivals.slice(batchRows)
    this.lines = this.lines.slice(batchRows)
    this.unusable = this.unusable.slice(unusable.length)
    this.newUsers = []
    return batch
  }
}

/**
 * The activities of a file in batches of `batchRows`, in bounded memory. A file without rows is a problem (exit 65);
 * single rows that cannot be read are reported with their line and never stop the others.
 */
export async function* activityRows(source: ByteSource, terms: Terms, options: ReadingOptions): AsyncGenerator<Read> {
  const waiting = new Waiting()
  let rows = 0
  let read = 0
  const count = (): void => void rows++
  const records = options.format === "csv" ? csv : jsonLines
  for await (const bytes of records(source, terms, options, waiting.sink, count)) {
    read = bytes
    while (waiting.isFull()) yield { bytes, ...waiting.take() }
  }
  if (rows === 0) throw emptyFile(source.name, read)
  yield { bytes: read, ...waiting.take() }
}

type Reader = (
  source: ByteSource,
  terms: Terms,
  options: ReadingOptions,
  sink: RowSink,
  count: () => void
) => AsyncGenerator<number>

const csv: Reader = (source, terms, options, sink, count) => {
  const metrics = [...terms.metrics.keys()]
  const columnsOf = (cells: ReadonlyArray<string>): Columns =>
    resolveColumns({ file: source.name, header: cells.map((cell) => cell.trim()), mapping: options.mapping, metrics })
  const fits = (header: ReadonlyArray<string>): boolean => {
    try {
      return columnsOf(header).count > 0
    } catch {
      return false
    }
  }
  return csvRecords(source, {
    delimiterFor: (firstLine) => options.delimiter ?? detectDelimiter(firstLine, fits),
    open: (header) => {
      const take = decodeRows(columnsOf(header), terms, sink)
      return (cells, line) => {
        count()
        take(cells, line)
      }
    }
  })
}

const jsonLines: Reader = (source, terms, options, sink, count) => {
  // Every object may have other keys, so the header is made of all keys that can be asked for.
  const metrics = [...terms.metrics.keys()]
  const isWide = metrics.some((metric) => options.mapping.has(metric))
  const header = [...new Set([...fields, ...(isWide ? metrics : []), ...options.mapping.values()])]
  const columns = resolveColumns({ file: source.name, header, mapping: options.mapping, metrics })
  const take = decodeRows(columns, terms, sink)
  return jsonRecords(
    source,
    (object, line) => {
      count()
      take(
        header.map((key) => cellOf(object, key)),
        line
      )
    },
    (line) => {
      count()
      sink.refuse({ line, message: "is no JSON object" })
    }
  )
}

const emptyFile = (name: string, bytes: number): Problem =>
  new Problem({
    exit: "badInput",
    code: "empty-file",
    title: bytes === 0 ? `${name} is empty` : `${name} has no rows`,
    where: name,
    remedy: "check that this is the file you mean; it needs a header line and at least one row"
  })
