import type { Activity, Counted } from "../activity/index.ts"
import type { Calendar, Day, Instant } from "../shared/index.ts"
import { absent, addTo, clear } from "./Lane.ts"
import type { MetricProgram, Program } from "./Program.ts"
import { cellsOf, type ScoreState } from "./ScoreState.ts"
import { compareCodes, sourceCode } from "./sources.ts"

/** A state with activities folded in, and the days that adding could not do: `refoldDay` does them from their facts. */
export interface Folded {
  readonly state: ScoreState
  readonly refold: ReadonlyArray<Day>
}

/**
 * Folds further activities into a participant's state, in any order. `removed` are activities that counted before and do
 * no more (replaced or voided).
 *
 * **Details**: each added activity costs the same whatever came before; the state is copied once per call. A day is
 * named in `refold` where an activity was removed, where the sum of a day may pass its plausible limit or leaves the
 * safe range, and where two activities claim to be the latest. Until it is folded again such a day has no meaning.
 */
export const fold = (
  program: Program,
  calendar: Calendar,
  state: ScoreState,
  added: ReadonlyArray<Counted>,
  removed: ReadonlyArray<Activity> = []
): Folded => {
  const { stride, metrics } = program
  const cells = cellsOf(
    program,
    state,
    added.length === 0 ? 0 : (calendar.dayOf(latest(added)) - calendar.first + 1) * stride
  )
  const sources = [...state.sources]
  let refold: Set<Day> | undefined
  for (const activity of added) {
    const metric = metrics.get(activity.metric)
    if (metric === undefined || activity.void) continue
    const day = calendar.dayOf(activity.at)
    if (addActivity(metric, cells, (day - calendar.first) * stride, activity, sources)) continue
    refold ??= new Set()
    refold.add(day)
  }
  for (const { metric, at } of removed) {
    if (!metrics.has(metric)) continue
    refold ??= new Set()
    refold.add(calendar.dayOf(at))
  }
  return {
    state: { stride, cells, sources: sources.length === state.sources.length ? state.sources : sources },
    refold: refold === undefined ? none : [...refold].sort((a, b) => a - b)
  }
}

const none: ReadonlyArray<Day> = []

const latest = (activities: ReadonlyArray<Activity>): Instant => {
  let instant = Number.NEGATIVE_INFINITY
  for (const { at } of activities) if (at > instant) instant = at
  return instant
}

const addActivity = (
  metric: MetricProgram,
  cells: Array<number>,
  base: number,
  activity: Counted,
  sources: Array<string>
): boolean => {
  if (metric.precedence !== undefined) {
    const cell = base + metric.sourceCell
    const held = cells[cell] ?? absent
    const code = sourceCode(metric.precedence, sources, activity.source)
    const order = held === absent ? -1 : compareCodes(metric.precedence, sources, code, held)
    if (order > 0) return true
    if (order < 0) {
      cells[cell] = code
      if (metric.positivesCell >= 0) cells[base + metric.positivesCell] = absent
      for (const lane of metric.lanes) clear(lane, cells, base)
    }
  }
  if (metric.positivesCell >= 0) {
    // While all positive quantities together stay within the limit, no order of them passes it.
    const cell = base + metric.positivesCell
    const held = cells[cell] ?? absent
    const positives = (held === absent ? 0 : held) + Math.max(activity.quantity, 0)
    cells[cell] = Math.min(positives, Number.MAX_SAFE_INTEGER)
    if (positives > metric.plausible) return false
  }
  let added = true
  for (const lane of metric.lanes) added = addTo(lane, cells, base, activity.quantity, activity.at) && added
  return added
}
