import { Schema } from "effect"
import type { Instant, Window } from "./Instant.ts"

/** A local calendar date, as the number of days since 1970-01-01. */
export type Day = number

const dayMillis = 86_400_000

/** An IANA time zone that this runtime knows, such as `Europe/Berlin`. */
export const ZoneId = Schema.String.check(
  Schema.makeFilter((zone: string) => isZone(zone) || `"${zone.slice(0, 40)}" is not a time zone such as Europe/Berlin`)
).pipe(Schema.brand("ZoneId"))
export type ZoneId = typeof ZoneId.Type

const formatters = new Map<string, Intl.DateTimeFormat>()

const formatterOf = (zone: string): Intl.DateTimeFormat => {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit"
  })
  formatters.set(zone, formatter)
  return formatter
}

const isZone = (zone: string): boolean => {
  try {
    formatterOf(zone)
    return true
  } catch {
    return false
  }
}

/**
 * So many instants are remembered, a year of days in a few dozen zones, with what the clocks show at them: the same ends of days are
 * asked for with every batch, and asking costs as much as recording several activities.
 */
const rememberedInstants = 50_000
const wallClocks = new Map<string, Map<Instant, number>>()
let remembered = 0

/** What a clock on the wall shows at the instant, to the second, as if it were UTC. */
export const wallClock = (zone: string, instant: Instant): number => {
  const known = wallClocks.get(zone)?.get(instant)
  if (known !== undefined) return known
  if (++remembered > rememberedInstants) {
    wallClocks.clear()
    remembered = 1
  }
  const shown = readWallClock(zone, instant)
  const instants = wallClocks.get(zone) ?? new Map<Instant, number>()
  wallClocks.set(zone, instants.set(instant, shown))
  return shown
}

const readWallClock = (zone: string, instant: Instant): number => {
  const part = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 }
  for (const { type, value } of formatterOf(zone).formatToParts(instant)) {
    if (
      type === "year" ||
      type === "month" ||
      type === "day" ||
      type === "hour" ||
      type === "minute" ||
      type === "second"
    ) {
      part[type] = Number(value)
    }
  }
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second)
}

/**
 * The first instant at which the wall clock of the zone shows `wall` or later. Where the clock shows it twice (it is put
 * back) the earlier counts; where it never does (it is put forward) the instant of the change counts.
 */
export const firstInstantOf = (zone: string, wall: number): Instant => {
  let low = wall - 2 * dayMillis
  let high = wall + 2 * dayMillis
  const offsets = [wallClock(zone, low) - low, wallClock(zone, high) - high]
  const hits = offsets.map((offset) => wall - offset).filter((instant) => wallClock(zone, instant) === wall)
  if (hits.length > 0) return Math.min(...hits)
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (wallClock(zone, middle) >= wall) high = middle
    else low = middle
  }
  return high
}

/** The instant at which a local day begins: the given hour of its date on the wall clock of the zone. */
export const startOfDay = (zone: ZoneId, startHour: number, day: Day): Instant =>
  firstInstantOf(zone, day * dayMillis + startHour * 3_600_000)

/** The local day of an instant, days beginning at the given hour. */
export const localDay = (zone: ZoneId, startHour: number, instant: Instant): Day =>
  Math.floor((wallClock(zone, instant) - startHour * 3_600_000) / dayMillis)

/**
 * The days of a window in one zone.
 *
 * **Details**: day boundaries are computed once, so `dayOf` is a binary search among them. Days of 23, 24 and 25 hours
 * are each one day; a date that the zone skips has no instants.
 */
export interface Calendar {
  /** First and last day that the window touches. */
  readonly first: Day
  readonly last: Day
  /** The local day of an instant; instants outside the window fall on the nearest day. */
  readonly dayOf: (instant: Instant) => Day
}

/** The calendar of a window in a zone, its days starting at `startHour` (0 to 23) o'clock local time. */
export const calendarOf = (zone: ZoneId, startHour: number, window: Window): Calendar => {
  const first = localDay(zone, startHour, window.start)
  const last = localDay(zone, startHour, window.end - 1)
  const starts = Float64Array.from({ length: last - first }, (_, index) =>
    startOfDay(zone, startHour, first + index + 1)
  )
  const dayOf = (instant: Instant): Day => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? Number.POSITIVE_INFINITY) <= instant) low = middle + 1
      else high = middle
    }
    return first + low
  }
  return { first, last, dayOf }
}

/** The week of a day: weeks begin on Monday. */
export const weekOf = (day: Day): number => Math.floor((day + 3) / 7)

/** The day as a date, `2026-01-31`. */
export const formatDay = (day: Day): string => new Date(day * dayMillis).toISOString().slice(0, 10)

/** The day of a date such as `2026-01-31`; `undefined` where it is none. */
export const parseDay = (text: string): Day | undefined => {
  const millis = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  const day = millis / dayMillis
  return Number.isNaN(millis) || formatDay(day) !== text ? undefined : day
}
