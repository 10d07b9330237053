import type { Counted } from "../activity/index.ts"
import type { Calendar, Day } from "../shared/index.ts"
import { evaluate, type Scored, type ScoringContext } from "./evaluate.ts"
import { fold } from "./fold.ts"
import type { Program } from "./Program.ts"
import { refoldDay } from "./refoldDay.ts"
import { empty, type ScoreState } from "./ScoreState.ts"

const none: ReadonlyArray<Counted> = []

/** The activities of each day, in the order given. */
export const byDay = (
  calendar: Calendar,
  activities: ReadonlyArray<Counted>
): ReadonlyMap<Day, ReadonlyArray<Counted>> => {
  const days = new Map<Day, Array<Counted>>()
  for (const activity of activities) {
    const day = calendar.dayOf(activity.at)
    const known = days.get(day)
    if (known === undefined) days.set(day, [activity])
    else known.push(activity)
  }
  return days
}

/** The state from nothing: all activities of a participant that count, in any order, without duplicates. */
export const rebuild = (program: Program, calendar: Calendar, activities: ReadonlyArray<Counted>): ScoreState => {
  const { state, refold } = fold(program, calendar, empty(program), activities)
  if (refold.length === 0) return state
  const days = byDay(calendar, activities)
  return refold.reduce((folded, day) => refoldDay(program, calendar, folded, day, days.get(day) ?? none), state)
}

/** Scores from nothing. Folding the same activities bit by bit and evaluating gives the same (I33). */
export const replay = (
  program: Program,
  calendar: Calendar,
  activities: ReadonlyArray<Counted>,
  context: ScoringContext
): Scored => {
  let days: ReadonlyMap<Day, ReadonlyArray<Counted>> | undefined
  const factsOf = (day: Day) => {
    days ??= byDay(calendar, activities)
    return days.get(day) ?? none
  }
  return evaluate(program, calendar, rebuild(program, calendar, activities), { ...context, factsOf })
}
