import { Result, Schema } from "effect"
import { type Counted, Metric } from "../../src/activity/index.ts"
import { compile, replay, type Scored, type Scoring, ScoringRule } from "../../src/scoring/index.ts"
import { type Calendar, calendarOf, Name, parseInstant, Rational, UserId, ZoneId } from "../../src/shared/index.ts"

/** An instant from text; a typo is a defect. */
export const instant = (text: string): number => {
  const at = parseInstant(text)
  if (at === undefined) throw new RangeError(text)
  return at
}

// Monday 1 June to Sunday 14 June 2026: two whole weeks.
export const window = { start: instant("2026-06-01T00:00:00Z"), end: instant("2026-06-15T00:00:00Z") }
export const calendar: Calendar = calendarOf(ZoneId.make("UTC"), 0, window)

export const rule = Schema.decodeUnknownSync(ScoringRule)
export const metric = Schema.decodeUnknownSync(Metric)
export const exact = (text: string): Rational.Rational => Result.getOrThrow(Rational.parseRational(text))

export const metrics: Scoring["metrics"] = [
  metric({ name: "steps", unit: "steps" }),
  metric({ name: "distance", unit: "km", decimals: 2 }),
  metric({ name: "minutes", unit: "min" }),
  metric({ name: "weight", unit: "kg", decimals: 1, daily: "latest" }),
  metric({ name: "jump", unit: "m", decimals: 2, daily: "best" }),
  metric({ name: "checkin" })
]

let keys = 0

/** An activity on 1 to 14 June 2026, at noon unless said otherwise; the quantity is an integer at the metric's decimals. */
export const did = (
  name: string,
  day: number,
  quantity: number,
  time = "12:00",
  fields: Partial<Counted> = {}
): Counted => ({
  userId: UserId.make("ada"),
  metric: Name.make(name),
  quantity,
  at: instant(`2026-06-${String(day).padStart(2, "0")}T${time}:00Z`),
  source: "watch",
  sourceKey: `k${keys++}`,
  revision: 0,
  void: false,
  ...fields
})

/** One activity a day from 1 June on; `undefined` is a day without. */
export const daily = (name: string, ...quantities: ReadonlyArray<number | undefined>): ReadonlyArray<Counted> =>
  quantities.flatMap((quantity, index) => (quantity === undefined ? [] : [did(name, index + 1, quantity)]))

interface Options {
  readonly handicap?: string
  /** The day of June under way; without it the window is over. */
  readonly today?: number
  readonly metrics?: Scoring["metrics"]
  readonly measures?: Readonly<Record<string, unknown>>
  readonly direction?: Scoring["direction"]
  readonly measureDirections?: Scoring["measureDirections"]
}

/** The program of a rule written as JSON. */
export const programOf = (json: unknown, options: Options = {}) =>
  Result.getOrThrow(
    compile({
      rule: rule(json),
      measures: Object.fromEntries(Object.entries(options.measures ?? {}).map(([name, one]) => [name, rule(one)])),
      metrics: options.metrics ?? metrics,
      ...(options.direction === undefined ? {} : { direction: options.direction }),
      ...(options.measureDirections === undefined ? {} : { measureDirections: options.measureDirections }),
      needsReachedAt: true,
      start: window.start
    })
  )

export const contextOf = ({ handicap, today }: Options = {}) => ({
  ...(handicap === undefined ? {} : { handicap: exact(handicap) }),
  asOf: today === undefined ? calendar.last + 1 : calendar.first + today - 1
})

/** What activities come to under a rule written as JSON. */
export const scored = (json: unknown, activities: ReadonlyArray<Counted>, options: Options = {}): Scored =>
  replay(programOf(json, options), calendar, activities, contextOf(options))

/** Just the score, or the status where there is none. */
export const points = (json: unknown, activities: ReadonlyArray<Counted>, options: Options = {}): number | string => {
  const { status, score } = scored(json, activities, options)
  return status === "Scored" ? score : status
}
