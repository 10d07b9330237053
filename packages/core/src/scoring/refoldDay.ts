import { byHappening, type Counted } from "../activity/index.ts"
import type { Calendar, Day } from "../shared/index.ts"
import { absent, addInOrder, type Lane, trimmed } from "./Lane.ts"
import type { MetricProgram, Program } from "./Program.ts"
import { cellsOf, type ScoreState } from "./ScoreState.ts"
import { sieve } from "./sieve.ts"
import { sourceCode } from "./sources.ts"
import { plus, saturated, type Whole } from "./Whole.ts"

/**
 * Folds one day of a participant anew, from all activities that count on it; those of other days are ignored. What
 * comes out is a function of the set of activities: this is the definition that adding has to agree with (I33).
 */
export const refoldDay = (
  program: Program,
  calendar: Calendar,
  state: ScoreState,
  day: Day,
  activities: ReadonlyArray<Counted>
): ScoreState => {
  const base = (day - calendar.first) * program.stride
  const byMetric = activitiesByMetric(
    program,
    activities.filter(({ at }) => calendar.dayOf(at) === day)
  )
  const cells = cellsOf(program, state, byMetric.size === 0 ? 0 : base + program.stride)
  const sources = [...state.sources]
  for (let cell = base; cell < base + program.stride && cell < cells.length; cell++) cells[cell] = absent
  for (const [metric, ofMetric] of byMetric) writeDay(metric, cells, base, ofMetric, sources)
  return { stride: program.stride, cells, sources: sources.length === state.sources.length ? state.sources : sources }
}

/** The activities of each metric that the program uses, in the order of `byHappening`. */
export const activitiesByMetric = (
  program: Program,
  activities: ReadonlyArray<Counted>
): ReadonlyMap<MetricProgram, ReadonlyArray<Counted>> => {
  const byMetric = new Map<MetricProgram, Array<Counted>>()
  for (const activity of activities) {
    const metric = program.metrics.get(activity.metric)
    if (metric === undefined || activity.void) continue
    const known = byMetric.get(metric)
    if (known === undefined) byMetric.set(metric, [activity])
    else known.push(activity)
  }
  for (const ofMetric of byMetric.values()) ofMetric.sort(byHappening)
  return byMetric
}

const writeDay = (
  metric: MetricProgram,
  cells: Array<number>,
  base: number,
  activities: ReadonlyArray<Counted>,
  sources: Array<string>
): void => {
  const { counted, source, positives } = sieve(metric, activities)
  if (metric.precedence !== undefined && source !== undefined) {
    cells[base + metric.sourceCell] = sourceCode(metric.precedence, sources, source)
  }
  if (metric.positivesCell >= 0) cells[base + metric.positivesCell] = saturated(positives)
  for (const lane of metric.lanes) {
    if (lane.kind === "sum") cells[base + lane.cell] = sumOf(lane, counted)
    else for (const { quantity, at } of counted) addInOrder(lane, cells, base, quantity, at)
  }
}

/** The exact sum of a day, then saturated, so that the order in which it is added up does not matter. */
const sumOf = (lane: Lane, counted: ReadonlyArray<Counted>): number => {
  let sum: Whole = 0
  let some = false
  for (const { quantity } of counted) {
    const value = lane.trim === undefined ? quantity : trimmed(lane.trim, quantity)
    if (value === absent) continue
    sum = plus(sum, value)
    some = true
  }
  return some ? saturated(sum) : absent
}
