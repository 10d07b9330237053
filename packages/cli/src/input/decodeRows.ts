import type { Arrival } from "@laurel/core/activity"
import { type Name, sha256Hex, type UserId, type ZoneId } from "@laurel/core/shared"
import type { Column, Columns } from "./Columns.ts"
import {
  isUnreadable,
  readKey,
  readMetricName,
  readQuantity,
  readRemarks,
  readRevision,
  readSource,
  readUser,
  readVoid,
  type Unreadable
} from "./cells.ts"
import type { TakeRecord } from "./csvRecords.ts"
import type { RowSink } from "./Rows.ts"
import type { MetricTerms, Terms } from "./Terms.ts"

/** The source of activities from a file that names none. */
const defaultSource = "file"

/** The longest key there is; a default key beyond it is replaced by its hash. */
const longestKey = 200

interface User {
  readonly id: UserId
  readonly zone: ZoneId
  /** Whether an activity of the user was accepted before. */
  met: boolean
}

/** Why a row cannot be used, and the column that is to blame. */
interface Spoilt extends Unreadable {
  readonly column: Column | undefined
}

/** Answers a text by reading it once; texts such as users and metrics repeat. */
const remembering = <A>(read: (text: string) => A): ((text: string) => A) => {
  const known = new Map<string, A>()
  return (text) => {
    const answer = known.get(text)
    if (answer !== undefined) return answer
    const fresh = read(text)
    known.set(text, fresh)
    return fresh
  }
}

/**
 * Turns the records of a file into arrivals, or into reasons why they cannot be used.
 *
 * **Details**: each distinct user, metric, source and date text is checked once against the rules of the core. The key
 * of an activity is by default (no column, or an empty cell) the row's metric, date text and user, so that the same
 * person and day twice is a duplicate, or with other content a conflict. It is by default received at the instant itself.
 */
export const decodeRows = (columns: Columns, terms: Terms, sink: RowSink): TakeRecord => {
  const { fields, count } = columns
  const perMetric = columns.metrics.map((column) => ({ column, terms: termsOf(terms, column.metric) }))
  let line = 0

  const refuse = (column: Column | undefined, { wrong }: Unreadable): void =>
    sink.refuse(column === undefined ? { line, message: wrong } : { line, column: column.name, message: wrong })

  const userOf = remembering((text: string): User | Unreadable => {
    const id = readUser(text.trim())
    return isUnreadable(id) ? id : { id, zone: terms.zoneOf(id), met: false }
  })
  const metricOf = remembering((text: string): MetricTerms | Unreadable => {
    const name = readMetricName(text.trim())
    // A metric that the challenge does not measure is for the challenge to refuse; its decimals do not matter.
    return isUnreadable(name) ? name : (terms.metrics.get(name) ?? { name, decimals: 0 })
  })
  const sourceOf = remembering((text: string) => (text === "" ? defaultSource : readSource(text)))

  const cell = (cells: ReadonlyArray<string>, column: Column | undefined): string =>
    column === undefined ? "" : (cells[column.at] ?? "")
  const date = (cells: ReadonlyArray<string>, column: Column | undefined, zone: ZoneId): number | Unreadable => {
    const instant = terms.readDate(cell(cells, column), zone)
    return typeof instant === "string" ? { wrong: instant } : instant
  }
  const keyOf = (cells: ReadonlyArray<string>, metric: Name, user: UserId): string | Unreadable => {
    const given = cell(cells, fields.key)
    if (given !== "") return readKey(given)
    const key = `${metric}|${cell(cells, fields.at)}|${user}`
    return key.length <= longestKey ? key : sha256Hex(key)
  }

  /** One activity of a row, or the column that spoils it. */
  const read = (cells: ReadonlyArray<string>, user: User, metric: MetricTerms, from: Column): Arrival | Spoilt => {
    const at = date(cells, fields.at, user.zone)
    if (isUnreadable(at)) return { column: fields.at, ...at }
    const receivedAt = cell(cells, fields.receivedAt) === "" ? at : date(cells, fields.receivedAt, user.zone)
    if (isUnreadable(receivedAt)) return { column: fields.receivedAt, ...receivedAt }
    const isVoid = fields.void === undefined ? false : readVoid(cell(cells, fields.void).trim())
    if (isUnreadable(isVoid)) return { column: fields.void, ...isVoid }
    const text = cell(cells, from)
    const quantity = isVoid && text.trim() === "" ? 0 : readQuantity(text, metric.decimals)
    if (isUnreadable(quantity)) return { column: from, ...quantity }
    const source = fields.source === undefined ? defaultSource : sourceOf(cell(cells, fields.source))
    if (isUnreadable(source)) return { column: fields.source, ...source }
    const revision = fields.revision === undefined ? 0 : readRevision(cell(cells, fields.revision).trim())
    if (isUnreadable(revision)) return { column: fields.revision, ...revision }
    const sourceKey = keyOf(cells, metric.name, user.id)
    if (isUnreadable(sourceKey)) return { column: fields.key, ...sourceKey }
    const activity = { userId: user.id, metric: metric.name, quantity, at, source, sourceKey, revision, void: isVoid }
    if (fields.note === undefined && fields.evidence === undefined) return { activity, receivedAt }
    const remarks = readRemarks(cell(cells, fields.note), cell(cells, fields.evidence).trim())
    if (isUnreadable(remarks)) return { column: fields.evidence ?? fields.note, ...remarks }
    return { activity: { ...activity, ...remarks }, receivedAt }
  }
  const take = (cells: ReadonlyArray<string>, user: User, metric: MetricTerms, from: Column): void => {
    const arrival = read(cells, user, metric, from)
    if (!("activity" in arrival)) {
      refuse(arrival.column, arrival)
      return
    }
    if (!user.met) {
      user.met = true
      sink.meet(user.id)
    }
    sink.accept(arrival, line)
  }

  return (cells, startLine) => {
    line = startLine
    const user = cells.length === count ? userOf(cell(cells, fields.user)) : wrongLength(cells.length, count)
    if (isUnreadable(user)) {
      refuse(cells.length === count ? fields.user : undefined, user)
      return
    }
    if (fields.metric === undefined || fields.quantity === undefined) {
      for (const { column, terms: metric } of perMetric)
        if (cell(cells, column).trim() !== "") take(cells, user, metric, column)
      return
    }
    const metric = metricOf(cell(cells, fields.metric))
    if (isUnreadable(metric)) refuse(fields.metric, metric)
    else take(cells, user, metric, fields.quantity)
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
