import { needsDay } from "../scoring/index.ts"
import { type Instant, localDay, startOfDay } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { rulesOf } from "./Rules.ts"

/** The clocks of all zones agree on the quarters of an hour. */
const quarter = 900_000

/**
 * When everybody's score may next be another although nothing arrived: at the end of the day under way, where scores change with the
 * days; nothing where they do not, or once the window is over. Where days are taken in the participants' own zones some day may end with
 * every quarter of an hour.
 */
export const refreshDue = (challenge: Challenge, now: Instant): Instant | undefined => {
  const { definition, schedule, program, hasZones } = rulesOf(challenge.definition)
  if (!needsDay(program) || now >= schedule.end) return undefined
  const from = Math.max(now, schedule.start)
  const next = hasZones
    ? (Math.floor(from / quarter) + 1) * quarter
    : startOfDay(definition.zone, definition.dayStartsAt, localDay(definition.zone, definition.dayStartsAt, from) + 1)
  return Math.min(next, schedule.end)
}
