import { type Activity, isKeepable, Source, SourceKey } from "@laurel/core/activity"
import { Name, parseUnits, UserId } from "@laurel/core/shared"
import { Result, Schema } from "effect"

/** A cell that cannot be used: `wrong` completes a sentence that begins with the column. */
export interface Unreadable {
  readonly wrong: string
}

/** Whether a cell could not be read. */
export const isUnreadable = (value: unknown): value is Unreadable =>
  typeof value === "object" && value !== null && "wrong" in value

const decodeUser = Schema.decodeUnknownResult(UserId)
const decodeName = Schema.decodeUnknownResult(Name)
const isSource = Schema.is(Source)
const isKey = Schema.is(SourceKey)
const latestRevision = 2 ** 31 - 1
const longestNote = 2000
const isEmpty: Unreadable = { wrong: "is empty" }

const quote = (text: string): string => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`

/** The user of a row. */
export const readUser = (text: string): UserId | Unreadable => {
  if (text === "") return isEmpty
  const user = decodeUser(text)
  return Result.isSuccess(user)
    ? user.success
    : { wrong: `${quote(text)} is no user: 1 to 128 characters without control characters or emoji` }
}

/** The name of a metric, whether or not the challenge measures it. */
export const readMetricName = (text: string): Name | Unreadable => {
  const name = decodeName(text)
  return Result.isSuccess(name) ? name.success : text === "" ? isEmpty : { wrong: `${quote(text)} is no metric` }
}

/** So many digits are exact in a number whatever they are. */
const exactDigits = 15

/** A text of digits alone as a number; -1 for every other text. Most quantities are such, and this is the short way. */
const digitsOf = (text: string): number => {
  const { length } = text
  if (length === 0 || length > exactDigits) return -1
  let value = 0
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/** A quantity at the metric's decimals. */
export const readQuantity = (cell: string, decimals: number): number | Unreadable => {
  const whole = decimals === 0 ? digitsOf(cell) : -1
  if (whole >= 0) return whole
  const text = cell.trim()
  if (text === "") return isEmpty
  const units = parseUnits(text, decimals)
  if (Result.isSuccess(units)) return units.success
  const comma = /^[+-]?\d+,\d+$/.test(text) ? "; write decimals with a point" : ""
  return { wrong: `${units.failure}${comma}` }
}

/** The source of an activity. */
export const readSource = (text: string): string | Unreadable =>
  isSource(text) ? text : { wrong: `${quote(text)} is no source: 1 to 64 characters without control characters` }

/** The key of an activity within its source. */
export const readKey = (text: string): string | Unreadable =>
  isKey(text) ? text : { wrong: `${quote(text)} is no key: 1 to 200 characters without control characters` }

/** The revision of an activity; 0 where the cell is empty. */
export const readRevision = (text: string): number | Unreadable => {
  const revision = text === "" ? 0 : /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  return revision <= latestRevision ? revision : { wrong: `${quote(text)} is no revision: a whole number from 0` }
}

const voidTexts: ReadonlyMap<string, boolean> = new Map([
  ["", false],
  ["0", false],
  ["false", false],
  ["no", false],
  ["1", true],
  ["true", true],
  ["yes", true]
])

/** Whether the activity is void; not, where the cell is empty. */
export const readVoid = (text: string): boolean | Unreadable =>
  voidTexts.get(text.toLowerCase()) ?? { wrong: `${quote(text)} is neither true nor false` }

/** The note and the address of evidence, where there are any. */
export const readRemarks = (note: string, evidence: string): Pick<Activity, "note" | "evidence"> | Unreadable => {
  if (note.length > longestNote) return { wrong: `has a note of more than ${longestNote} characters` }
  if (!isKeepable(note) || !isKeepable(evidence))
    return { wrong: "has a note or an address that is no well-formed text, or holds the character zero" }
  if (evidence.length > longestNote || (evidence !== "" && !/^https?:\/\/\S+$/.test(evidence)))
    return { wrong: `${quote(evidence)} is no web address` }
  return { ...(note === "" ? {} : { note }), ...(evidence === "" ? {} : { evidence }) }
}
