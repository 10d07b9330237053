import { ActivityReader, cellIn, type User } from "./ActivityReader.ts"
import type { Column, Columns } from "./Columns.ts"
import { isUnreadable, type Unreadable } from "./cells.ts"
import type { TakeRecord } from "./csvRecords.ts"
import type { RowSink } from "./Rows.ts"
import type { MetricTerms, Terms } from "./Terms.ts"

/** Turns the records of a file into arrivals, or into reasons why they cannot be used. */
export const decodeRows = (columns: Columns, terms: Terms, sink: RowSink): TakeRecord => {
  const { fields, count } = columns
  const reader = new ActivityReader(columns, terms)
  const perMetric = columns.metrics.map((column) => ({ column, metric: termsOf(terms, column.metric) }))

  const refuse = (line: number, column: Column | undefined, { wrong }: Unreadable): void =>
    sink.refuse(column === undefined ? { line, message: wrong } : { line, column: column.name, message: wrong })

  const take = (cells: ReadonlyArray<string>, line: number, user: User, metric: MetricTerms, from: Column): void => {
    const arrival = reader.read(cells, user, metric, from)
    if (!("activity" in arrival)) {
      refuse(line, arrival.column, arrival)
      return
    }
    if (!user.met) {
      user.met = true
      sink.meet(user.id)
    }
    sink.accept(arrival, line)
  }

  return (cells, line) => {
    const user = cells.length === count ? reader.userOf(cellIn(cells, fields.user)) : wrongLength(cells.length, count)
    if (isUnreadable(user)) {
      refuse(line, cells.length === count ? fields.user : undefined, user)
      return
    }
    if (fields.metric === undefined || fields.quantity === undefined) {
      for (const { column, metric } of perMetric)
        if (cellIn(cells, column).trim() !== "") take(cells, line, user, metric, column)
      return
    }
    const metric = reader.metricOf(cellIn(cells, fields.metric))
    if (isUnreadable(metric)) refuse(line, fields.metric, metric)
    else take(cells, line, user, metric, fields.quantity)
  }
}

const wrongLength = (found: number, expected: number): Unreadable => ({
  wrong: `has ${found} cells, the header has ${expected}`
})

const termsOf = (terms: Terms, metric: string): MetricTerms => {
  const found = terms.metrics.get(metric)
  if (found === undefined) throw new Error(`the definition has no metric ${metric}`)
  return found
}
