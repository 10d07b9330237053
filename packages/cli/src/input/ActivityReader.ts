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
import { remembering } from "./remembering.ts"
import type { MetricTerms, Terms } from "./Terms.ts"

/** The source of activities from a file that names none. */
const defaultSource = "file"

/** The longest key there is; a default key beyond it is replaced by its hash. */
const longestKey = 200

/** A user of the file. */
export interface User {
  readonly id: UserId
  readonly zone: ZoneId
  /** Whether an activity of the user was accepted before. */
  met: boolean
}

/** Why a row cannot be used, and the column that is to blame. */
export interface Spoilt extends Unreadable {
  readonly column: Column | undefined
}

type Cells = ReadonlyArray<string>

/** The text of a column in a record; empty where there is no such column. */
export const cellIn = (cells: Cells, column: Column | undefined): string =>
  column === undefined ? "" : (cells[column.at] ?? "")

/**
 * Reads the activities of records.
 *
 * **Details**: each distinct user, metric, source and date text is checked once against the rules of the core. The key
 * of an activity is by default (no column, or an empty cell) the row's metric, date text and user, so that the same
 * person and day twice is a duplicate, or with other content a conflict. It is by default received at the instant itself.
 */
export class ActivityReader {
  private readonly fields: Columns["fields"]
  private readonly readDate: Terms["readDate"]
  /** The user that a text names. */
  readonly userOf: (text: string) => User | Unreadable
  /** The metric that a text names, whether or not the challenge measures it. */
  readonly metricOf: (text: string) => MetricTerms | Unreadable
  private readonly sourceOf: (text: string) => string | Unreadable

  constructor({ fields }: Columns, terms: Terms) {
    this.fields = fields
    this.readDate = terms.readDate
    this.userOf = remembering((text) => {
      const id = readUser(text.trim())
      return isUnreadable(id) ? id : { id, zone: terms.zoneOf(id), met: false }
    })
    this.metricOf = remembering((text) => {
      const name = readMetricName(text.trim())
      // A metric that the challenge does not measure is for the challenge to refuse; its decimals do not matter.
      return isUnreadable(name) ? name : (terms.metrics.get(name) ?? { name, decimals: 0 })
    })
    this.sourceOf = remembering((text) => (text === "" ? defaultSource : readSource(text)))
  }

  /** The activity of one metric in a record, or the column that spoils it. */
  read(cells: Cells, user: User, metric: MetricTerms, from: Column): Arrival | Spoilt {
    const { fields } = this
    const at = this.date(cells, fields.at, user.zone)
    if (isUnreadable(at)) return { column: fields.at, ...at }
    const receivedAt = cellIn(cells, fields.receivedAt) === "" ? at : this.date(cells, fields.receivedAt, user.zone)
    if (isUnreadable(receivedAt)) return { column: fields.receivedAt, ...receivedAt }
    const isVoid = fields.void === undefined ? false : readVoid(cellIn(cells, fields.void).trim())
    if (isUnreadable(isVoid)) return { column: fields.void, ...isVoid }
    const text = cellIn(cells, from)
    const quantity = isVoid && text.trim() === "" ? 0 : readQuantity(text, metric.decimals)
    if (isUnreadable(quantity)) return { column: from, ...quantity }
    const source = fields.source === undefined ? defaultSource : this.sourceOf(cellIn(cells, fields.source))
    if (isUnreadable(source)) return { column: fields.source, ...source }
    const revision = fields.revision === undefined ? 0 : readRevision(cellIn(cells, fields.revision).trim())
    if (isUnreadable(revision)) return { column: fields.revision, ...revision }
    const sourceKey = this.keyOf(cells, metric.name, user.id)
    if (isUnreadable(sourceKey)) return { column: fields.key, ...sourceKey }
    const activity = { userId: user.id, metric: metric.name, quantity, at, source, sourceKey, revision, void: isVoid }
    if (fields.note === undefined && fields.evidence === undefined) return { activity, receivedAt }
    const remarks = readRemarks(cellIn(cells, fields.note), cellIn(cells, fields.evidence).trim())
    if (isUnreadable(remarks)) return { column: fields.evidence ?? fields.note, ...remarks }
    return { activity: { ...activity, ...remarks }, receivedAt }
  }

  private date(cells: Cells, column: Column | undefined, zone: ZoneId): number | Unreadable {
    const instant = this.readDate(cellIn(cells, column), zone)
    return typeof instant === "string" ? { wrong: instant } : instant
  }

  private keyOf(cells: Cells, metric: Name, user: UserId): string | Unreadable {
    const given = cellIn(cells, this.fields.key)
    if (given !== "") return readKey(given)
    const key = `${metric}|${cellIn(cells, this.fields.at)}|${user}`
    return key.length <= longestKey ? key : sha256Hex(key)
  }
}
