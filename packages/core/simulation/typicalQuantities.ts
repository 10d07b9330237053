import type { Metric } from "../src/activity/index.ts"
import type { ChallengeDefinition } from "../src/challenge/index.ts"
import type { ScoringRule } from "../src/scoring/index.ts"
import { maxMagnitude, Rational } from "../src/shared/index.ts"
import { rulesWithin } from "./rulesWithin.ts"

/** What a day of a metric usually comes to, and what it may come to, in the metric's units. */
export interface TypicalQuantity {
  readonly metric: Metric
  readonly typical: number
  readonly least: number
  readonly most: number
  /** Above this an activity or a day is implausible, where there is such a limit. */
  readonly plausible: number | undefined
}

/** A few of these can be added up and multiplied without leaving the range of quantities. */
const largestTypical = 2 ** 40

/** Where a definition says nothing about a metric. */
const ordinary = 100n

/**
 * Quantities that fit a definition: around its thresholds, targets and caps, so that people reach them, miss them by one,
 * and hit them exactly.
 */
export const typicalQuantities = (
  definition: ChallengeDefinition,
  days: number
): ReadonlyMap<string, TypicalQuantity> => {
  const rules = [definition.score, ...Object.values(definition.measures)].flatMap(rulesWithin)
  return new Map(definition.metrics.map((metric) => [metric.name, typicalOf(metric, rules, days)]))
}

const typicalOf = (metric: Metric, rules: ReadonlyArray<ScoringRule>, days: number): TypicalQuantity => {
  const units = (value: Rational.Rational): number => {
    const scaled = Rational.floor(Rational.multiply(value, Rational.rational(10n ** BigInt(metric.decimals))))
    return Math.max(-maxMagnitude, Math.min(maxMagnitude, Number(scaled)))
  }
  const { perActivity, perDay } = metric.plausible ?? {}
  const limits = [perActivity, perDay].flatMap((limit) => (limit === undefined ? [] : [units(limit)]))
  const plausible = limits.length === 0 ? undefined : Math.min(...limits)
  const most = metric.max === undefined ? maxMagnitude : units(metric.max)
  const least = metric.min === undefined ? 0 : units(metric.min)
  const hinted = rules.flatMap((rule) => hintsOf(rule, metric.name, days)).filter(({ numerator }) => numerator > 0n)
  const hint = hinted.length === 0 ? undefined : units(hinted.reduce((a, b) => Rational.max(a, b)))
  const usual = hint ?? middle(least, Math.min(most, plausible ?? maxMagnitude), units(Rational.rational(ordinary)))
  return { metric, typical: Math.max(1, Math.min(usual, most, largestTypical)), least, most, plausible }
}

/** Half of what is possible, where that is known; otherwise the ordinary. */
const middle = (least: number, most: number, otherwise: number): number =>
  most === maxMagnitude ? Math.max(otherwise, least) : Math.floor(least / 2 + most / 2)

/** What a rule says that a day of the metric should come to. */
const hintsOf = (rule: ScoringRule, metric: string, days: number): ReadonlyArray<Rational.Rational> => {
  if (rule._tag === "Combine") return []
  if (rule._tag === "Points") {
    return rule.terms
      .filter((term) => term.metric === metric)
      .map(({ per }) => Rational.multiply(per, Rational.rational(5n)))
  }
  if (rule.metric !== metric) return []
  const caps = [
    rule.perActivity?.max,
    rule._tag === "Count" || rule._tag === "ActiveDays" ? undefined : rule.perDay?.max
  ]
  const known = caps.flatMap((cap) => (cap === undefined ? [] : [cap]))
  if (rule._tag === "ActiveDays" || rule._tag === "Streak") return [...known, rule.atLeast]
  if (rule._tag !== "TimeToTarget") return known
  // Two thirds of the days are enough for the target, so that some reach it and some do not.
  return [...known, Rational.multiply(rule.target, Rational.rational(3n, 2n * BigInt(days)))]
}
