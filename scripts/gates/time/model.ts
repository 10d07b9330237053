import { type ChallengeDefinition, scheduleOf } from "@laurel/core/challenge"
import { calendarOf, type Day, type Instant } from "@laurel/core/shared"

/** What has come about by the latest instant that any clock showed: found by walking, not by the code that is tried. */
export interface Expected {
  readonly state: "Published" | "Running" | "Closing" | "Final"
  readonly days: ReadonlyArray<Day>
  readonly isFrozen: boolean
}

const quarter = 900_000

/** The days that are over by an instant, each once: a day is over when the next quarter of an hour is of another one. */
const daysOver = (definition: ChallengeDefinition, until: Instant): ReadonlyArray<Day> => {
  const { start, end } = scheduleOf(definition)
  const { dayOf } = calendarOf(definition.zone, definition.dayStartsAt, { start, end })
  const days: Array<Day> = []
  for (let at = start; at < end; at += quarter) {
    const next = Math.min(at + quarter, end)
    if (next <= until && (next === end || dayOf(next) !== dayOf(at))) days.push(dayOf(at))
  }
  return days
}

/** What a challenge with somebody in it has come to. */
export const expectedAt = (definition: ChallengeDefinition, latest: Instant): Expected => {
  const { start, end, graceEnds, freezeAt } = scheduleOf(definition)
  const state = latest < start ? "Published" : latest < end ? "Running" : latest < graceEnds ? "Closing" : "Final"
  return { state, days: daysOver(definition, latest), isFrozen: freezeAt !== undefined && freezeAt <= latest }
}
