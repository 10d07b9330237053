import { Effect, Schema, SchemaIssue, SchemaTransformation } from "effect"

/** A UTC instant in whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

const iso = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})$/

/** Reads an ISO 8601 instant with `Z` or an offset; `undefined` when it is none or the date does not exist. */
export const parseInstant = (text: string): Instant | undefined => {
  const match = iso.exec(text)
  if (match === null) return undefined
  const [year, month, day, hour, minute] = [match[1], match[2], match[3], match[4], match[5]].map(Number)
  const second = Number(match[6] ?? "0")
  if (year === undefined || month === undefined || day === undefined || hour === undefined || minute === undefined)
    return undefined
  if (!dateExists(year, month, day) || !timeExists(hour, minute) || second > 59) return undefined
  const offset = offsetOf(match[8] ?? "Z")
  if (offset === undefined) return undefined
  const millis = Number((match[7] ?? "").padEnd(3, "0").slice(0, 3))
  return Date.UTC(year, month - 1, day, hour, minute, second, millis) - offset
}

const timeExists = (hour: number, minute: number): boolean => hour <= 23 && minute <= 59

/** In milliseconds; none where hours or minutes are more than a time of day has (RFC 3339, section 5.6). */
const offsetOf = (zone: string): number | undefined => {
  if (zone === "Z") return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))]
  if (!timeExists(hours, minutes)) return undefined
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes) * 60_000
}

/** Whether the calendar has this date (proleptic Gregorian; month and day count from 1). */
export const dateExists = (year: number, month: number, day: number): boolean => {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** The instant as ISO 8601 text in UTC with milliseconds. */
export const formatInstant = (instant: Instant): string => new Date(instant).toISOString()

/** An instant, written as ISO 8601 text with `Z` or an offset. */
export const InstantFromText = Schema.String.pipe(
  Schema.decodeTo(
    Schema.Int,
    SchemaTransformation.transformEffect({
      decode: (text: string) => {
        const instant = parseInstant(text)
        return instant === undefined
          ? Effect.fail(
              new SchemaIssue.InvalidValue({ message: "must be an instant with a zone, such as 2026-01-31T08:00:00Z" })
            )
          : Effect.succeed(instant)
      },
      encode: (instant: number) => Effect.succeed(formatInstant(instant))
    })
  )
)

/** A window of time: from `start` (inclusive) to `end` (exclusive). */
export const Window = Schema.Struct({ start: InstantFromText, end: InstantFromText }).check(
  Schema.makeFilter(({ start, end }) => start < end || "`start` must be before `end`")
)
export type Window = typeof Window.Type
