import { byHappening, type Counted, type Metric } from "../../src/activity/index.ts"
import type { Limits, Scored, Scoring, ScoringRule } from "../../src/scoring/index.ts"
import { type Calendar, type Day, type Instant, maxMagnitude, Rational as R, weekOf } from "../../src/shared/index.ts"

/** What a score is made from, besides the activities. */
export interface ScoreModelTerms extends Scoring {
  readonly calendar: Calendar
  readonly handicap?: R.Rational
  /** The day under way. */
  readonly asOf: Day
}

/** An exact value and whether it reaches the minimum. */
interface Value {
  readonly exact: R.Rational
  readonly qualified: boolean
}

interface DayValue {
  readonly day: Day
  readonly value: R.Rational
}

/**
 * The score of a participant, straight from the words of the rules: every day from its activities, every rule from its
 * days, all of it again for each question, in fractions. It shares nothing with the real thing but the calendar.
 */
export const scoredByModel = (terms: ScoreModelTerms, activities: ReadonlyArray<Counted>): Scored => {
  const counted = sieve(terms, activities)
  const activeDays = activeDaysOf(terms, terms.rule, counted)
  const best = terms.direction ?? "highest"
  const value = activeDays.length === 0 ? undefined : valueOf(terms, terms.rule, counted, best)
  const score = value === undefined ? 0 : shown(terms, terms.rule, value.exact)
  const measures: Record<string, number> = {}
  for (const [name, rule] of Object.entries(terms.measures ?? {})) {
    const measure = valueOf(terms, rule, counted, terms.measureDirections?.get(name) ?? best)
    if (measure?.qualified === true) measures[name] = shown(terms, rule, measure.exact)
  }
  const status = value === undefined ? "Missing" : value.qualified ? "Scored" : "Unqualified"
  const scored = { status, score, measures, activeDays: activeDays.length } as const
  if (terms.needsReachedAt !== true || status !== "Scored") return scored
  const reachedAt = reachedAtOf(terms, counted, activeDays, score)
  return reachedAt === undefined ? scored : { ...scored, reachedAt }
}

const metricNamed = ({ metrics }: ScoreModelTerms, name: string): Metric | undefined =>
  metrics.find((metric) => metric.name === name)

const exactly = (units: number | bigint, metric: Metric | undefined): R.Rational =>
  R.rational(BigInt(units), 10n ** BigInt(metric?.decimals ?? 0))

/** The activities that count after source precedence and the plausible sum of a day, in the order of happening. */
const sieve = (terms: ScoreModelTerms, activities: ReadonlyArray<Counted>): ReadonlyArray<Counted> => {
  const groups = new Map<string, Array<Counted>>()
  for (const activity of activities.filter((one) => !one.void).toSorted(byHappening)) {
    const key = `${activity.metric} ${terms.calendar.dayOf(activity.at)}`
    groups.set(key, [...(groups.get(key) ?? []), activity])
  }
  return [...groups.values()].flatMap((group) => plausibleOf(terms, ofBestSource(terms, group))).sort(byHappening)
}

const ofBestSource = (terms: ScoreModelTerms, group: ReadonlyArray<Counted>): ReadonlyArray<Counted> => {
  const sources = metricNamed(terms, group[0]?.metric ?? "")?.sources
  if (sources === undefined) return group
  const best = [...sources, ...group.map(({ source }) => source).sort()].find((source) =>
    group.some((activity) => activity.source === source)
  )
  return group.filter(({ source }) => source === best)
}

const plausibleOf = (terms: ScoreModelTerms, group: ReadonlyArray<Counted>): ReadonlyArray<Counted> => {
  const metric = metricNamed(terms, group[0]?.metric ?? "")
  const limit = metric?.plausible?.perDay
  if (limit === undefined) return group
  let sum = R.zero
  return group.filter(({ quantity, released }) => {
    const next = R.add(sum, exactly(quantity, metric))
    if (R.compare(next, limit) > 0 && quantity > 0 && released !== true) return false
    sum = next
    return true
  })
}

const limit = (limits: Limits | undefined, value: R.Rational): R.Rational | undefined => {
  if (limits?.min !== undefined && R.compare(value, limits.min) < 0)
    return limits.below === "drop" ? undefined : limits.min
  return limits?.max === undefined ? value : R.min(value, limits.max)
}

/** The quantities of a metric within the limits of an activity, day by day. */
const quantitiesByDay = (
  terms: ScoreModelTerms,
  name: string,
  perActivity: Limits | undefined,
  counted: ReadonlyArray<Counted>
): ReadonlyMap<Day, ReadonlyArray<R.Rational>> => {
  const metric = metricNamed(terms, name)
  const days = new Map<Day, Array<R.Rational>>()
  for (const activity of counted) {
    const value = activity.metric === name ? limit(perActivity, exactly(activity.quantity, metric)) : undefined
    if (value === undefined) continue
    const day = terms.calendar.dayOf(activity.at)
    days.set(day, [...(days.get(day) ?? []), value])
  }
  return days
}

type Best = "highest" | "lowest"

const bestOf = (values: ReadonlyArray<R.Rational>, best: Best): R.Rational =>
  values.reduce((a, b) => (best === "highest" ? R.max(a, b) : R.min(a, b)))

/** What a part with this weight has to be for the whole to be better. */
const weighed = (best: Best, weight: R.Rational): Best =>
  weight.numerator >= 0n ? best : best === "highest" ? "lowest" : "highest"

/** What a day of a metric comes to: the sum, the latest or the best; beyond what can be stored it is the most there is. */
const dayOf = (metric: Metric | undefined, values: ReadonlyArray<R.Rational>, best: Best): R.Rational => {
  if (metric?.daily === "latest") return values[values.length - 1] ?? R.zero
  if (metric?.daily === "best") return bestOf(values, metric.direction ?? best)
  const [most, least] = [exactly(maxMagnitude, metric), exactly(-maxMagnitude, metric)]
  return R.max(least, R.min(most, R.sum(values)))
}

/** Thresholds and targets are reached from below, and so is what a change is measured from. */
const bestDayOf = (rule: ScoringRule, best: Best): Best => {
  if (rule._tag === "Best") return rule.direction ?? best
  return rule._tag === "ActiveDays" || rule._tag === "Streak" || rule._tag === "PercentChange" ? "highest" : best
}

/** The rule's value of each day on which something counts, before limits. */
const rawDays = (
  terms: ScoreModelTerms,
  rule: ScoringRule,
  counted: ReadonlyArray<Counted>,
  best: Best
): ReadonlyArray<DayValue> => {
  if (rule._tag === "Combine") return []
  if (rule._tag === "Points") return pointsByDay(terms, rule, counted, best)
  const metric = metricNamed(terms, rule.metric)
  const ofDay = (values: ReadonlyArray<R.Rational>): R.Rational => {
    if (rule._tag === "Count") return R.rational(BigInt(values.length))
    if (rule._tag === "Best" && rule.of === "activity") return bestOf(values, rule.direction ?? best)
    const value = dayOf(metric, values, bestDayOf(rule, best))
    if (rule._tag !== "ActiveDays" && rule._tag !== "Streak") return value
    return R.compare(value, rule.atLeast) >= 0 ? R.one : R.zero
  }
  return inOrder(
    [...quantitiesByDay(terms, rule.metric, rule.perActivity, counted)].map(([day, values]) => ({
      day,
      value: ofDay(values)
    }))
  )
}

const inOrder = (days: ReadonlyArray<DayValue>): ReadonlyArray<DayValue> => days.toSorted((a, b) => a.day - b.day)

const pointsByDay = (
  terms: ScoreModelTerms,
  rule: Extract<ScoringRule, { readonly _tag: "Points" }>,
  counted: ReadonlyArray<Counted>,
  best: Best
): ReadonlyArray<DayValue> => {
  const points = new Map<Day, R.Rational>()
  for (const term of rule.terms) {
    for (const [day, values] of quantitiesByDay(terms, term.metric, undefined, counted)) {
      const times = R.divide(dayOf(metricNamed(terms, term.metric), values, weighed(best, term.points)), term.per)
      // What does not fill a whole gives nothing, on either side of zero.
      const full = times.numerator / times.denominator
      const gave = R.multiply(term.points, term.whole ? R.rational(full) : times)
      points.set(day, R.add(points.get(day) ?? R.zero, gave))
    }
  }
  return inOrder([...points].map(([day, value]) => ({ day, value })))
}

/** The days after the limits of a day. */
const daysOf = (
  terms: ScoreModelTerms,
  rule: ScoringRule,
  counted: ReadonlyArray<Counted>,
  best: Best
): ReadonlyArray<DayValue> =>
  rawDays(terms, rule, counted, best).flatMap(({ day, value }) => {
    const within = limit(rule.perDay, value)
    return within === undefined ? [] : [{ day, value: within }]
  })

/** The sums of weeks after the limits of a week; with `whole` false a week is a day. */
const weeksOf = (rule: ScoringRule, days: ReadonlyArray<DayValue>, whole: boolean): ReadonlyArray<R.Rational> => {
  const weeks = new Map<number, R.Rational>()
  for (const { day, value } of days) {
    const week = whole ? weekOf(day) : day
    weeks.set(week, R.add(weeks.get(week) ?? R.zero, value))
  }
  return [...weeks.values()].flatMap((sum) => limit(rule.perWeek, sum) ?? [])
}

const totalOf = (rule: ScoringRule, days: ReadonlyArray<DayValue>): R.Rational =>
  R.sum(weeksOf(rule, days, rule.perWeek !== undefined))

const peakOf = (
  rule: ScoringRule,
  days: ReadonlyArray<DayValue>,
  whole: boolean,
  best: Best
): R.Rational | undefined => {
  const values = weeksOf(rule, days, whole)
  return values.length === 0 ? undefined : bestOf(values, best)
}

/** The value of a rule with its handicap, and whether it reaches the minimum. */
const valueOf = (
  terms: ScoreModelTerms,
  rule: ScoringRule,
  counted: ReadonlyArray<Counted>,
  best: Best
): Value | undefined => {
  const plain = rule._tag === "Combine" ? combined(terms, rule, counted, best) : plainValue(terms, rule, counted, best)
  if (plain === undefined) return undefined
  const { handicap } = terms
  const exact =
    handicap === undefined || rule.handicap === undefined
      ? plain.exact
      : rule.handicap === "Scale"
        ? R.multiply(plain.exact, handicap)
        : R.add(plain.exact, handicap)
  return { exact, qualified: plain.qualified && (rule.minimum === undefined || R.compare(exact, rule.minimum) >= 0) }
}

const combined = (
  terms: ScoreModelTerms,
  rule: Extract<ScoringRule, { readonly _tag: "Combine" }>,
  counted: ReadonlyArray<Counted>,
  best: Best
): Value | undefined => {
  const values = rule.terms.map((term) => ({
    weight: term.weight,
    value: valueOf(terms, term.rule, counted, weighed(best, term.weight))
  }))
  if (values.some(({ value }) => value === undefined)) return undefined
  return {
    exact: R.sum(values.map(({ weight, value }) => R.multiply(weight, value?.exact ?? R.zero))),
    qualified: values.every(({ value }) => value?.qualified === true)
  }
}

type PlainRule = Exclude<ScoringRule, { readonly _tag: "Combine" }>

const plainValue = (
  terms: ScoreModelTerms,
  rule: PlainRule,
  counted: ReadonlyArray<Counted>,
  best: Best
): Value | undefined => {
  const exact = exactValue(terms, rule, counted, best)
  return exact === undefined ? undefined : { exact, qualified: true }
}

const exactValue = (
  terms: ScoreModelTerms,
  rule: PlainRule,
  counted: ReadonlyArray<Counted>,
  best: Best
): R.Rational | undefined => {
  const days = daysOf(terms, rule, counted, best)
  const values = days.map(({ value }) => value)
  switch (rule._tag) {
    case "Total":
    case "Count":
    case "ActiveDays":
    case "Points":
      return totalOf(rule, days)
    case "Best":
      return peakOf(rule, days, rule.of === "week", rule.direction ?? best)
    case "Latest":
      return values[values.length - 1]
    case "Average":
      return values.length === 0 ? undefined : R.divide(R.sum(values), R.rational(BigInt(values.length)))
    case "Streak":
      return R.rational(BigInt(streakOf(terms, rule, rawDays(terms, rule, counted, best))))
    case "PercentChange": {
      const first = R.sum(values.slice(0, rule.days))
      if (values.length <= rule.days || R.compare(first, R.zero) <= 0) return undefined
      const change = R.subtract(R.sum(values.slice(-rule.days)), first)
      return R.divide(R.multiply(change, R.rational(rule.direction === "gain" ? 100n : -100n)), first)
    }
    case "TimeToTarget": {
      const reached = targetReachedAt(terms, rule, counted)
      return reached === undefined ? undefined : R.rational(BigInt(reached - terms.start), 1000n)
    }
  }
}

/** The most hits among days in a row with at most so many misses: in any row, or in the one that reaches the present. */
const streakOf = (
  { calendar, asOf }: ScoreModelTerms,
  { gaps, run }: Extract<ScoringRule, { readonly _tag: "Streak" }>,
  days: ReadonlyArray<DayValue>
): number => {
  const hits = new Set(days.filter(({ value }) => R.equals(value, R.one)).map(({ day }) => day))
  // The day under way is not missed yet, unless something was done after it.
  const last = Math.max(asOf - 1, ...hits)
  const row: Array<boolean> = []
  for (let day = calendar.first; day <= last; day++) row.push(hits.has(day))
  const ends = run === "current" ? [row.length] : row.map((_, index) => index + 1)
  return Math.max(0, ...ends.map((end) => hitsUpTo(row, end, gaps)))
}

const hitsUpTo = (row: ReadonlyArray<boolean>, end: number, gaps: number): number => {
  let [hits, misses] = [0, 0]
  for (let at = end - 1; at >= 0; at--) {
    if (row[at] === true) hits++
    else if (++misses > gaps) break
  }
  return hits
}

type TargetRule = Extract<ScoringRule, { readonly _tag: "TimeToTarget" }>

const targetReachedAt = (
  terms: ScoreModelTerms,
  rule: TargetRule,
  counted: ReadonlyArray<Counted>
): Instant | undefined => {
  const isThere = (activities: ReadonlyArray<Counted>): boolean => {
    const days = daysOf(terms, rule, activities, "highest")
    const isPeak = metricNamed(terms, rule.metric)?.daily === "best"
    const value = isPeak ? peakOf(rule, days, false, "highest") : totalOf(rule, days)
    return value !== undefined && R.compare(value, rule.target) >= 0
  }
  for (const day of daysWith(terms, counted)) {
    if (isThere(until(terms, counted, day)))
      return prefixes(terms, counted, day)
        .find((prefix) => isThere(prefix))
        ?.at(-1)?.at
  }
  return undefined
}

const daysWith = ({ calendar }: ScoreModelTerms, counted: ReadonlyArray<Counted>): ReadonlyArray<Day> =>
  [...new Set(counted.map(({ at }) => calendar.dayOf(at)))].sort((a, b) => a - b)

const until = ({ calendar }: ScoreModelTerms, counted: ReadonlyArray<Counted>, day: Day): ReadonlyArray<Counted> =>
  counted.filter(({ at }) => calendar.dayOf(at) <= day)

/** What had happened after each activity of a day. */
const prefixes = (
  terms: ScoreModelTerms,
  counted: ReadonlyArray<Counted>,
  day: Day
): ReadonlyArray<ReadonlyArray<Counted>> => {
  const before = until(terms, counted, day - 1)
  const ofDay = until(terms, counted, day).slice(before.length)
  return ofDay.map((_, index) => [...before, ...ofDay.slice(0, index + 1)])
}

/** The days on which something counts for the rule. */
const activeDaysOf = (
  terms: ScoreModelTerms,
  rule: ScoringRule,
  counted: ReadonlyArray<Counted>
): ReadonlyArray<Day> => {
  const days =
    rule._tag === "Combine"
      ? rule.terms.flatMap((term) => activeDaysOf(terms, term.rule, counted))
      : rawDays(terms, rule, counted, "highest").map(({ day }) => day)
  return [...new Set(days)].sort((a, b) => a - b)
}

/** The instant of the activity with which the score became what it is in the end. */
const reachedAtOf = (
  terms: ScoreModelTerms,
  counted: ReadonlyArray<Counted>,
  activeDays: ReadonlyArray<Day>,
  score: number
): Instant | undefined => {
  const isFinal = (activities: ReadonlyArray<Counted>): boolean => {
    // Before anything counts for the score there is none, whatever else was done.
    const value =
      activeDaysOf(terms, terms.rule, activities).length === 0
        ? undefined
        : valueOf(terms, terms.rule, activities, terms.direction ?? "highest")
    return value !== undefined && shown(terms, terms.rule, value.exact) === score
  }
  let decisive = activeDays.length - 1
  while (decisive > 0 && isFinal(until(terms, counted, activeDays[decisive - 1] ?? 0))) decisive--
  const steps = prefixes(terms, counted, activeDays[decisive] ?? 0)
  let reachedAt: Instant | undefined
  let wasFinal = false
  for (const step of steps) {
    const is = isFinal(step)
    if (is && !wasFinal) reachedAt = step.at(-1)?.at
    wasFinal = is
  }
  return reachedAt
}

const decimalsOf = (terms: ScoreModelTerms, rule: ScoringRule): number => {
  switch (rule._tag) {
    case "Total":
    case "Best":
    case "Latest":
      return metricNamed(terms, rule.metric)?.decimals ?? 0
    case "Count":
    case "ActiveDays":
    case "Streak":
      return 0
    case "TimeToTarget":
      return 3
    default:
      return rule.decimals
  }
}

/** An exact value at the decimals of its rule, rounded half to even, once. */
const shown = (terms: ScoreModelTerms, rule: ScoringRule, exact: R.Rational): number => {
  const units = R.roundHalfEven(R.multiply(exact, R.rational(10n ** BigInt(decimalsOf(terms, rule)))))
  return Math.max(-maxMagnitude, Math.min(maxMagnitude, Number(units)))
}
