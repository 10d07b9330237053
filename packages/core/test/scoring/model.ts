import type { Counted, Metric } from "../../src/activity/index.ts"
import type { Limits, ScoringRule } from "../../src/scoring/index.ts"
import { type Calendar, type Day, fromUnits, Rational } from "../../src/shared/index.ts"

/**
 * Scoring as docs/concepts/scoring.md says it, in the plainest way there is: everything from the facts, everything a fraction, nothing
 * incremental. The tests hold the real thing against it.
 */
export interface ModelWorld {
  readonly calendar: Calendar
  readonly metrics: ReadonlyArray<Metric>
  readonly handicap: Rational.Rational | undefined
  readonly asOf: Day
  readonly start: number
}

/** Which values are better. */
export type Better = "highest" | "lowest"
const bestOf = (values: ReadonlyArray<Rational.Rational>, better: Better): Rational.Rational =>
  values.reduce(better === "highest" ? Rational.max : Rational.min)
/** A negative weight turns round what is better. */
const turned = (better: Better, weight: Rational.Rational): Better =>
  Rational.compare(weight, Rational.zero) >= 0 ? better : better === "highest" ? "lowest" : "highest"

type Value = Rational.Rational
const { compare } = Rational
const integer = (value: number): Value => Rational.rational(BigInt(value))
const largest = integer(Number.MAX_SAFE_INTEGER)
const clamp = (value: Value, most: Value): Value => Rational.max(Rational.min(value, most), Rational.negate(most))

const inOrder = (activities: ReadonlyArray<Counted>): ReadonlyArray<Counted> =>
  activities.toSorted(
    (a, b) => a.at - b.at || (a.source < b.source ? -1 : a.source > b.source ? 1 : a.sourceKey < b.sourceKey ? -1 : 1)
  )

const within = (limits: Limits | undefined, value: Value): Value | undefined => {
  if (limits?.min !== undefined && compare(value, limits.min) < 0)
    return limits.below === "drop" ? undefined : limits.min
  return limits?.max !== undefined && compare(value, limits.max) > 0 ? limits.max : value
}

/** Which activities of a metric count on a day. */
export const countedOnDay = (world: ModelWorld, metric: Metric, day: Day, activities: ReadonlyArray<Counted>) => {
  const all = inOrder(activities.filter((one) => one.metric === metric.name && world.calendar.dayOf(one.at) === day))
  const precedence = metric.sources
  const rankOf = (source: string) => {
    const listed = precedence?.indexOf(source) ?? -1
    return `${listed < 0 ? 9 : listed}${source}`
  }
  const best = all.map(({ source }) => source).toSorted((a, b) => (rankOf(a) < rankOf(b) ? -1 : 1))[0]
  const ofBest = precedence === undefined ? all : all.filter(({ source }) => source === best)
  const limit = metric.plausible?.perDay
  let sum = Rational.zero
  return ofBest.filter(({ quantity, released }) => {
    const next = Rational.add(sum, fromUnits(quantity, metric.decimals))
    if (limit !== undefined && quantity > 0 && released !== true && compare(next, limit) > 0) return false
    sum = next
    return true
  })
}

const quantities = (world: ModelWorld, name: string, day: Day, activities: ReadonlyArray<Counted>, limits?: Limits) => {
  const metric = world.metrics.find((one) => one.name === name)!
  return countedOnDay(world, metric, day, activities).flatMap(
    ({ quantity }) => within(limits, fromUnits(quantity, metric.decimals)) ?? []
  )
}

const dayValue = (
  world: ModelWorld,
  name: string,
  day: Day,
  activities: ReadonlyArray<Counted>,
  better: Better,
  limits?: Limits
) => {
  const metric = world.metrics.find((one) => one.name === name)!
  const values = quantities(world, name, day, activities, limits)
  if (values.length === 0) return undefined
  if (metric.daily === "latest") return values.at(-1)
  if (metric.daily === "best") return bestOf(values, metric.direction ?? better)
  return clamp(Rational.sum(values), Rational.divide(largest, integer(10 ** metric.decimals)))
}

type DayValues = ReadonlyArray<{ readonly day: Day; readonly value: Value }>

const daysOf = (world: ModelWorld): ReadonlyArray<Day> =>
  Array.from({ length: world.calendar.last - world.calendar.first + 1 }, (_, index) => world.calendar.first + index)

const perDay = (world: ModelWorld, limits: Limits | undefined, of: (day: Day) => Value | undefined): DayValues =>
  daysOf(world).flatMap((day) => {
    const raw = of(day)
    const value = raw === undefined ? undefined : within(limits, raw)
    return value === undefined ? [] : [{ day, value }]
  })

/** Monday's number identifies a week; 1970-01-05 was a Monday. */
const mondayOf = (day: Day): Day => day - ((((day - 4) % 7) + 7) % 7)

const weeks = (days: DayValues, limits: Limits | undefined): ReadonlyArray<Value> =>
  [...new Set(days.map(({ day }) => mondayOf(day)))].flatMap(
    (monday) =>
      within(limits, Rational.sum(days.filter(({ day }) => mondayOf(day) === monday).map(({ value }) => value))) ?? []
  )

const total = (days: DayValues, perWeek: Limits | undefined): Value => Rational.sum(weeks(days, perWeek))

const streak = (rule: Extract<ScoringRule, { _tag: "Streak" }>, hits: ReadonlySet<Day>, world: ModelWorld): number => {
  const over = world.asOf - 1
  let best = 0
  for (const from of hits) {
    for (const to of rule.run === "current" ? [Math.max(over, ...hits)] : hits) {
      if (to < from) continue
      let [length, missed] = [0, 0]
      for (let day = from; day <= to; day++) {
        if (hits.has(day)) length++
        else missed++
      }
      if (missed <= rule.gaps) best = Math.max(best, length)
    }
  }
  return best
}

const plainValue = (
  rule: ScoringRule,
  activities: ReadonlyArray<Counted>,
  world: ModelWorld,
  direction: Better
): Value | undefined => {
  if (rule._tag === "Combine") {
    const terms = rule.terms.map((term) => ({
      weight: term.weight,
      value: valueOf(term.rule, activities, world, turned(direction, term.weight))?.value
    }))
    if (terms.some(({ value }) => value === undefined)) return undefined
    return Rational.sum(terms.map(({ weight, value }) => Rational.multiply(weight, value ?? Rational.zero)))
  }
  if (rule._tag === "Points") {
    const points = (day: Day) => {
      const given = rule.terms.flatMap((term) => {
        const value = dayValue(world, term.metric, day, activities, turned(direction, term.points))
        if (value === undefined) return []
        const times = Rational.divide(value, term.per)
        const full =
          compare(times, Rational.zero) < 0
            ? Rational.negate(Rational.rational(Rational.floor(Rational.negate(times))))
            : Rational.rational(Rational.floor(times))
        return [Rational.multiply(term.points, term.whole ? full : times)]
      })
      return given.length === 0 ? undefined : Rational.sum(given)
    }
    return total(perDay(world, rule.perDay, points), rule.perWeek)
  }
  // Thresholds and targets are reached from below.
  const upwards = ["ActiveDays", "Streak", "PercentChange", "TimeToTarget"].includes(rule._tag)
  const better = upwards ? "highest" : rule._tag === "Best" ? (rule.direction ?? direction) : direction
  const ofMetric = perDay(world, rule.perDay, (day) =>
    dayValue(world, rule.metric, day, activities, better, rule.perActivity)
  )
  switch (rule._tag) {
    case "Total":
      return total(ofMetric, rule.perWeek)
    case "Count":
      return total(
        perDay(world, rule.perDay, (day) => {
          const count = quantities(world, rule.metric, day, activities, rule.perActivity).length
          return count === 0 ? undefined : integer(count)
        }),
        rule.perWeek
      )
    case "ActiveDays":
      return total(
        ofMetric.map(({ day, value }) => ({ day, value: integer(compare(value, rule.atLeast) >= 0 ? 1 : 0) })),
        rule.perWeek
      )
    case "Streak":
      return integer(
        streak(
          rule,
          new Set(ofMetric.flatMap(({ day, value }) => (compare(value, rule.atLeast) >= 0 ? [day] : []))),
          world
        )
      )
    case "Best": {
      const values =
        rule.of === "activity"
          ? daysOf(world).flatMap((day) => quantities(world, rule.metric, day, activities, rule.perActivity))
          : rule.of === "day"
            ? ofMetric.map(({ value }) => value)
            : weeks(ofMetric, rule.perWeek)
      return values.length === 0 ? undefined : bestOf(values, better)
    }
    case "Latest":
      return ofMetric.at(-1)?.value
    case "Average":
      return ofMetric.length === 0
        ? undefined
        : Rational.divide(Rational.sum(ofMetric.map(({ value }) => value)), integer(ofMetric.length))
    case "PercentChange": {
      const mean = (days: DayValues) =>
        Rational.divide(Rational.sum(days.map(({ value }) => value)), integer(rule.days))
      const [first, last] = [mean(ofMetric.slice(0, rule.days)), mean(ofMetric.slice(-rule.days))]
      if (ofMetric.length <= rule.days || compare(first, Rational.zero) <= 0) return undefined
      const change = Rational.multiply(Rational.divide(Rational.subtract(last, first), first), integer(100))
      return rule.direction === "gain" ? change : Rational.negate(change)
    }
    case "TimeToTarget": {
      const metric = world.metrics.find(({ name }) => name === rule.metric)!
      const { metric: _, target, ...limits } = rule
      const runs: ScoringRule =
        metric.daily === "best"
          ? { ...limits, _tag: "Best", metric: rule.metric, of: "day" }
          : { ...limits, _tag: "Total", metric: rule.metric }
      const reaches = (some: ReadonlyArray<Counted>) =>
        compare(plainValue(runs, some, world, "highest") ?? Rational.negate(largest), target) >= 0
      const day = daysOf(world).find((one) => reaches(activities.filter(({ at }) => world.calendar.dayOf(at) <= one)))
      if (day === undefined) return undefined
      const before = activities.filter(({ at }) => world.calendar.dayOf(at) < day)
      const onDay = countedOnDay(world, metric, day, activities)
      const decider = onDay.find((_one, index) => reaches([...before, ...onDay.slice(0, index + 1)]))!
      return Rational.divide(integer(decider.at - world.start), integer(1000))
    }
  }
}

/** The exact value of a rule and whether it reaches its minimum; `undefined` where it has none. */
export const valueOf = (
  rule: ScoringRule,
  activities: ReadonlyArray<Counted>,
  world: ModelWorld,
  better: Better
): { readonly value: Value; readonly qualified: boolean } | undefined => {
  const plain = plainValue(rule, activities, world, better)
  if (plain === undefined) return undefined
  const { handicap } = world
  const value =
    handicap === undefined || rule.handicap === undefined
      ? plain
      : rule.handicap === "Add"
        ? Rational.add(plain, handicap)
        : Rational.multiply(plain, handicap)
  const inside =
    rule._tag !== "Combine" ||
    rule.terms.every((term) => valueOf(term.rule, activities, world, turned(better, term.weight))?.qualified ?? true)
  return { value, qualified: inside && (rule.minimum === undefined || compare(value, rule.minimum) >= 0) }
}
