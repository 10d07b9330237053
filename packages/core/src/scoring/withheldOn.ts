import type { Counted } from "../activity/index.ts"
import type { Calendar, Day } from "../shared/index.ts"
import type { Program } from "./Program.ts"
import { activitiesByMetric } from "./refoldDay.ts"
import { sieve } from "./sieve.ts"

/** The activities of a day that its plausible limit withholds: in quarantine until an organiser decides. */
export const withheldOn = (
  program: Program,
  calendar: Calendar,
  day: Day,
  activities: ReadonlyArray<Counted>
): ReadonlyArray<Counted> => {
  const ofDay = activities.filter(({ at }) => calendar.dayOf(at) === day)
  return [...activitiesByMetric(program, ofDay)].flatMap(([metric, ofMetric]) =>
    sieve(metric, ofMetric).withheld.flatMap(({ activity, why }) => (why === "AbovePlausibleDay" ? [activity] : []))
  )
}
