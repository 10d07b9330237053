import { Schema } from "effect"
import { dateExists, type Instant, parseInstant, startOfDay, type ZoneId } from "../shared/index.ts"

const date = /^(\d{4})-(\d{2})-(\d{2})$/

/** The day that a moment names as a date; nothing for an instant. */
export const dayOfDate = (text: string): number | undefined => {
  const match = date.exec(text)
  if (match === null) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return dateExists(year, month, day) ? Date.UTC(year, month - 1, day) / 86_400_000 : undefined
}

/**
 * A moment in a definition: an instant with a zone (`2026-01-31T08:00:00Z`), or a date (`2026-01-31`), which stands for
 * the start of that day in the challenge's zone.
 */
export const Moment = Schema.String.check(
  Schema.makeFilter(
    (text: string) =>
      parseInstant(text) !== undefined ||
      dayOfDate(text) !== undefined ||
      "must be an instant such as 2026-01-31T08:00:00Z or a date such as 2026-01-31"
  )
).pipe(Schema.brand("Moment"))
export type Moment = typeof Moment.Type

/** The instant of a moment, dates taken in the zone with days that start at `startHour` o'clock. */
export const instantOf = (moment: Moment, zone: ZoneId, startHour: number): Instant => {
  const day = dayOfDate(moment)
  return day === undefined ? (parseInstant(moment) ?? Number.NaN) : startOfDay(zone, startHour, day)
}
