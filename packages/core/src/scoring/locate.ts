import { byHappening, type Counted } from "../activity/index.ts"
import type { Calendar, Day, Instant } from "../shared/index.ts"
import { absent, addInOrder } from "./Lane.ts"
import type { Entry, Meter } from "./meters/Meter.ts"
import { meterOf } from "./meters/meterOf.ts"
import { hasReached, towards } from "./meters/TargetMeter.ts"
import { isActive, type Program, powerOf, type TargetNode } from "./Program.ts"
import { activitiesByMetric } from "./refoldDay.ts"
import type { ScoreState } from "./ScoreState.ts"
import { sieve } from "./sieve.ts"
import { unitsOf } from "./Whole.ts"

/** Where the activities that count of one day are looked up. */
export type FactsOf = (day: Day) => ReadonlyArray<Counted>

/**
 * The instant at which the score took its final value: the day after which it never changed again is found from the
 * state; within it the activities are folded one by one, as far as they count in the end.
 */
export const locateChange = (
  program: Program,
  calendar: Calendar,
  state: ScoreState,
  entry: Entry,
  score: number,
  factsOf: FactsOf
): Instant | undefined => {
  const { node } = program.score
  const power = powerOf(program.score)
  const differs = (meter: Meter) => {
    const reading = meter.read()
    return reading === undefined || unitsOf(reading, power) !== score
  }
  const offset = lastChange(program, state, meterOf(node, entry), differs)
  const before = meterOf(node, entry)
  pushDays(program, state, before, offset)
  let reachedAt: Instant | undefined
  let changed = true
  for (const { activity, cells } of stepThrough(program, calendar, calendar.first + offset, factsOf)) {
    // Before something counts for the score there is none, whatever counts for a measure.
    if (!isActive(program.activeCells, cells, 0)) continue
    const meter = before.fork()
    meter.push(offset, cells, 0)
    const still = differs(meter)
    if (changed && !still) reachedAt = activity.at
    changed = still
  }
  return reachedAt
}

/** The last active day that changed the score. */
const lastChange = (program: Program, state: ScoreState, meter: Meter, differs: (meter: Meter) => boolean): number => {
  const { stride, activeCells } = program
  let last = 0
  let differed = true
  for (let base = 0, offset = 0; base < state.cells.length; base += stride, offset++) {
    meter.push(offset, state.cells, base)
    if (!isActive(activeCells, state.cells, base)) continue
    if (differed) last = offset
    differed = differs(meter)
  }
  return last
}

/** The instant, on a day on which the target was reached, of the activity that reached it. */
export const locateTarget = (
  program: Program,
  calendar: Calendar,
  state: ScoreState,
  node: TargetNode,
  offset: number,
  factsOf: FactsOf
): Instant => {
  const before = towards(node, { firstDay: calendar.first })
  pushDays(program, state, before, offset)
  for (const { activity, cells } of stepThrough(program, calendar, calendar.first + offset, factsOf)) {
    const meter = before.fork()
    meter.push(offset, cells, 0)
    if (hasReached(node, meter)) return activity.at
  }
  throw new RangeError(`the activities given for day ${calendar.first + offset} are not those that were folded`)
}

/** Takes a meter through the first `until` days of a state. */
export const pushDays = (program: Program, state: ScoreState, meter: Pick<Meter, "push">, until: number): void => {
  for (let offset = 0; offset < until; offset++) meter.push(offset, state.cells, offset * program.stride)
}

/** The activities that count on a day, one after the other, each with the cells of the day as they are then. */
function* stepThrough(program: Program, calendar: Calendar, day: Day, factsOf: FactsOf) {
  const cells = Array.from({ length: program.stride }, () => absent)
  for (const activity of countedOn(program, calendar, day, factsOf(day))) {
    for (const lane of program.metrics.get(activity.metric)?.lanes ?? []) {
      addInOrder(lane, cells, 0, activity.quantity, activity.at)
    }
    yield { activity, cells }
  }
}

const countedOn = (
  program: Program,
  calendar: Calendar,
  day: Day,
  activities: ReadonlyArray<Counted>
): ReadonlyArray<Counted> => {
  const byMetric = activitiesByMetric(
    program,
    activities.filter(({ at }) => calendar.dayOf(at) === day)
  )
  return [...byMetric].flatMap(([metric, ofMetric]) => sieve(metric, ofMetric).counted).sort(byHappening)
}
