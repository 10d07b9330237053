import type { Counted } from "../activity/index.ts"
import type { MetricProgram } from "./Program.ts"
import { compareSources } from "./sources.ts"
import { plus, type Whole } from "./Whole.ts"

/** An activity that does not count on its day, and why. */
export interface Withheld {
  readonly activity: Counted
  readonly why: "AnotherSourceCounts" | "AbovePlausibleDay"
}

/** Which activities of a metric count on a day. */
export interface Sieved {
  readonly counted: ReadonlyArray<Counted>
  readonly withheld: ReadonlyArray<Withheld>
  /** The source that counts, where a precedence is declared. */
  readonly source: string | undefined
  /** The sum of the positive quantities of that source, withheld or not. */
  readonly positives: Whole
}

/**
 * Decides which activities of one metric and day count, as a function of the set: those of the best source that
 * reported; of these, in the order of `byHappening`, each that does not push the sum past the plausible limit of a day,
 * and each that an organiser released. `activities` are in that order.
 */
export const sieve = (metric: MetricProgram, activities: ReadonlyArray<Counted>): Sieved => {
  if (metric.precedence === undefined && metric.positivesCell < 0) {
    return { counted: activities, withheld: [], source: undefined, positives: 0 }
  }
  const counted: Array<Counted> = []
  const withheld: Array<Withheld> = []
  const best = bestSource(metric, activities)
  let sum: Whole = 0
  let positives: Whole = 0
  for (const activity of activities) {
    if (best !== undefined && activity.source !== best) {
      withheld.push({ activity, why: "AnotherSourceCounts" })
      continue
    }
    if (activity.quantity > 0) positives = plus(positives, activity.quantity)
    const next = plus(sum, activity.quantity)
    if (metric.positivesCell >= 0 && next > metric.plausible && activity.quantity > 0 && activity.released !== true) {
      withheld.push({ activity, why: "AbovePlausibleDay" })
      continue
    }
    sum = next
    counted.push(activity)
  }
  return { counted, withheld, source: best, positives }
}

const bestSource = (metric: MetricProgram, activities: ReadonlyArray<Counted>): string | undefined => {
  if (metric.precedence === undefined) return undefined
  let best: string | undefined
  for (const { source } of activities) {
    if (best === undefined || compareSources(metric, source, best) < 0) best = source
  }
  return best
}
