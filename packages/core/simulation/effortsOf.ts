import type { Instant, Name, ZoneId } from "../src/shared/index.ts"
import type { Habit } from "./History.ts"
import type { Random } from "./Random.ts"
import type { Setting } from "./Setting.ts"
import type { TypicalQuantity } from "./typicalQuantities.ts"

const minute = 60_000
const hour = 60 * minute

/** Something that somebody did: the truth, before any device reports it. */
export interface Effort {
  readonly metric: Name
  readonly quantity: number
  readonly at: Instant
  /** Days since the first of the window, and which effort of the metric it was on that day. */
  readonly day: number
  readonly number: number
}

/** The efforts of a person of this habit from an instant on, in their order: a function of the stream. */
export const effortsOf = (
  setting: Setting,
  habit: Habit,
  random: Random,
  zone: ZoneId,
  from: Instant
): ReadonlyArray<Effort> => {
  const { start, end } = setting.rules.schedule
  const starts = setting.dayStartsOf(zone)
  const firstDay = setting.calendarIn(zone).first
  const isActive = rhythmOf(habit, random, starts.length)
  const forms = formsOf(setting, random)
  const efforts: Array<Effort> = []
  for (let day = 0; day < starts.length; day++) {
    // Drawn also for days on which nothing is done, so that whoever enters later is the same person.
    const active = isActive(day, weekdayOf(firstDay + day))
    const opens = Math.max(start, starts[day] ?? end)
    const closes = Math.min(end, starts[day + 1] ?? end)
    if (closes <= opens) continue
    for (const form of forms) {
      if (!active || !random.chance(form.of100, 100)) continue
      for (const [number, quantity] of partsOf(form, random, day).entries()) {
        const at = opens + instantIn(random, closes - opens)
        if (at >= from) efforts.push({ metric: form.of.metric.name, quantity, at, day, number })
      }
    }
  }
  return efforts.sort((a, b) => a.at - b.at)
}

/** Monday is 0; day 0 of the calendar was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

type Rhythm = (day: number, weekday: number) => boolean

const rhythmOf = (habit: Habit, random: Random, days: number): Rhythm => {
  if (habit === "Weekend") return (_, weekday) => random.chance(weekday >= 5 ? 95 : 10, 100)
  if (habit === "Idle") {
    const only = random.chance(1, 2) ? random.below(days) : -1
    return (day) => day === only
  }
  if (habit !== "Streaky") return () => random.chance(90, 100)
  let [left, isOn] = [random.between(1, 9), random.chance(2, 3)]
  return () => {
    if (left === 0) {
      isOn = !isOn
      left = isOn ? random.between(2, 9) : random.between(1, 3)
    }
    left--
    return isOn
  }
}

/** How good a person is at one metric. */
interface Form {
  readonly of: TypicalQuantity
  readonly of100: number
  /** Quarters of the typical quantity, for measures of a state its twentieths. */
  readonly level: number
  /** What a day changes, in units. */
  readonly trend: number
}

const formsOf = ({ typical, definition }: Setting, random: Random): ReadonlyArray<Form> =>
  definition.metrics.flatMap((metric, index): ReadonlyArray<Form> => {
    const of = typical.get(metric.name)
    const of100 = index === 0 || random.chance(7, 10) ? random.pick([100, 85]) : 0
    const level = metric.daily === "latest" ? random.between(17, 24) : random.pick([2, 3, 4, 4, 4, 5, 6])
    const trend = random.between(-2, 1) * Math.floor((of?.typical ?? 0) / 400)
    return of === undefined || of100 === 0 ? [] : [{ of, of100, level, trend }]
  })

const partsOf = ({ of, level, trend }: Form, random: Random, day: number): ReadonlyArray<number> => {
  const { typical, metric } = of
  if (metric.daily === "latest")
    return [within(of, Math.floor((typical * level) / 20) + trend * day + random.between(-1, 1))]
  // Whole quarters make ties and hit thresholds exactly; one unit beside them misses by the least there is.
  const around = random.pick([0, 0, 0, -1, 1, random.between(-Math.floor(typical / 10), Math.floor(typical / 10))])
  const quantity = within(of, Math.floor((typical * level) / 4) + around)
  if (metric.daily === "best" || quantity < 3 || !random.chance(1, 4)) return [quantity]
  const part = random.between(1, quantity - 1)
  return [within(of, part), within(of, quantity - part)]
}

const within = ({ least, most, plausible }: TypicalQuantity, quantity: number): number =>
  Math.max(least, Math.min(quantity, most, plausible ?? most))

/** Often on the hour, so that instants coincide; seldom the very first or last. */
const instantIn = (random: Random, length: number): number => {
  if (random.chance(1, 20)) return random.pick([0, length - 1])
  const step = random.pick([hour, minute, 1])
  return step * random.below(Math.max(1, Math.floor(length / step)))
}
