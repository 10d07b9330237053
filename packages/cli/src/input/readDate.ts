import { type Day, dateExists, type Instant, parseInstant, startOfDay, type ZoneId } from "@laurel/core/shared"
import { DateTime, Option } from "effect"
import { type LocalTime, type ReadLocal, readIsoLocal } from "./datePattern.ts"

const dayMillis = 86_400_000
const hourMillis = 3_600_000

/** Texts kept per zone: a month by the minute. Beyond it the cache starts anew, so that memory stays bounded. */
const cachedTexts = 50_000

/** Turns a date text into an instant, or into a sentence that says why it is none. */
export type ReadDate = (text: string, zone: ZoneId) => Instant | string

const dayOf = ({ year, month, day }: LocalTime): Day => Date.UTC(year, month - 1, day) / dayMillis

const timeExists = ({ time }: LocalTime): boolean =>
  time === undefined || (time.hour <= 23 && time.minute <= 59 && time.second <= 59)

/**
 * The instant at which the clocks of the zone show a local time: the earlier one where they show it twice, as far
 * behind the change as the time is behind the gap where they never do.
 */
const instantOfLocal = (zone: ZoneId, local: LocalTime, time: NonNullable<LocalTime["time"]>): Instant => {
  const start = startOfDay(zone, time.hour, dayOf(local))
  const next = startOfDay(zone, time.hour === 23 ? 0 : time.hour + 1, dayOf(local) + (time.hour === 23 ? 1 : 0))
  const within = time.minute * 60_000 + time.second * 1000 + time.milli
  if (next - start === hourMillis) return start + within
  const wall = Date.UTC(local.year, local.month - 1, local.day, time.hour) + within
  const zoned = DateTime.makeZoned(wall, { timeZone: zone, adjustForTimeZone: true, disambiguation: "compatible" })
  return Option.match(zoned, { onNone: () => start + within, onSome: DateTime.toEpochMillis })
}

/** What a date text may look like, for messages. */
const expected = "an instant such as 2026-01-31T08:00:00Z or a date such as 2026-01-31"

/**
 * A reader of date texts: instants with a zone or an offset, local dates (the start of that local day) and local times.
 * With a pattern, texts of its shape are read by it first. Texts repeat, so answers are kept.
 */
export const makeReadDate = (options: {
  readonly dayStartsAt: number
  readonly pattern?: { readonly text: string; readonly read: ReadLocal }
}): ReadDate => {
  const { dayStartsAt, pattern } = options
  const byZone = new Map<ZoneId, Map<string, Instant | string>>()

  const read = (text: string, zone: ZoneId): Instant | string => {
    const local = pattern?.read(text) ?? readIsoLocal(text)
    if (local === undefined) {
      const instant = parseInstant(text)
      if (instant !== undefined) return instant
      return text === ""
        ? "is empty"
        : `"${text.slice(0, 40)}" is not ${pattern === undefined ? expected : `a date written as ${pattern.text}, nor ${expected}`}`
    }
    if (!dateExists(local.year, local.month, local.day)) return `"${text}" is a date that does not exist`
    if (!timeExists(local)) return `"${text}" has a time that does not exist`
    return local.time === undefined
      ? startOfDay(zone, dayStartsAt, dayOf(local))
      : instantOfLocal(zone, local, local.time)
  }

  const openZone = (zone: ZoneId): Map<string, Instant | string> => {
    const known = new Map<string, Instant | string>()
    byZone.set(zone, known)
    return known
  }

  const remembered: ReadDate = (text, zone) => {
    const known = byZone.get(zone) ?? openZone(zone)
    const cached = known.get(text)
    if (cached !== undefined) return cached
    if (known.size >= cachedTexts) known.clear()
    const answer = read(text.trim(), zone)
    known.set(text, answer)
    return answer
  }
  // Most files go day by day: comparing with the text before is quicker than looking it up.
  let last: { readonly text: string; readonly zone: ZoneId; readonly answer: Instant | string } | undefined
  return (text, zone) => {
    if (last === undefined || last.text !== text || last.zone !== zone)
      last = { text, zone, answer: remembered(text, zone) }
    return last.answer
  }
}
