import fc from "fast-check"
import type { Activity, Counted, Metric } from "../../src/activity/index.ts"
import {
  type Calendar,
  calendarOf,
  type Instant,
  Name,
  parseInstant,
  Rational,
  UserId,
  type Window,
  ZoneId
} from "../../src/shared/index.ts"

const hour = 3_600_000
const day = 24 * hour

/** A window with the zone and hour that cut it into days. */
export interface Span {
  readonly zone: ZoneId
  readonly dayStartsAt: number
  readonly window: Window
}

/** The calendar of a span. */
export const calendarOfSpan = ({ zone, dayStartsAt, window }: Span): Calendar => calendarOf(zone, dayStartsAt, window)

/** Zones at both ends of the earth, with and without summer time, and with days of odd lengths. */
const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Pacific/Kiritimati",
  "Etc/GMT+12",
  "Australia/Lord_Howe",
  "Asia/Kathmandu"
].map((zone) => ZoneId.make(zone))

const instantOf = (text: string): Instant => parseInstant(text) ?? Number.NaN

/** Starts shortly before clocks change, and one in between. */
const starts = ["2026-03-26T00:00:00Z", "2026-10-22T06:30:00Z", "2026-04-02T12:00:00Z", "2026-06-29T00:00:00Z"].map(
  instantOf
)

/** Windows of 2 to 24 days around changes of the clock, in zones from UTC-12 to UTC+14, days starting at any hour. */
export const arbitrarySpan: fc.Arbitrary<Span> = fc
  .record({
    zone: fc.constantFrom(...zones),
    dayStartsAt: fc.constantFrom(0, 0, 3, 23),
    start: fc.constantFrom(...starts),
    hours: fc.integer({ min: 48, max: 24 * 24 })
  })
  .map(({ zone, dayStartsAt, start, hours }) => ({ zone, dayStartsAt, window: { start, end: start + hours * hour } }))

const exact = (units: number, decimals: number) => Rational.rational(BigInt(units), 10n ** BigInt(decimals))

/**
 * Metrics of every kind: `steps` is a sum, `weight` a latest with one decimal, `jump` a best with two, `checkin` a plain
 * presence.
 */
export const plainMetrics: readonly [Metric, Metric, Metric, Metric] = [
  { name: Name.make("steps"), unit: "steps", decimals: 0, daily: "sum" },
  { name: Name.make("weight"), unit: "kg", decimals: 1, daily: "latest" },
  { name: Name.make("jump"), unit: "m", decimals: 2, daily: "best" },
  { name: Name.make("checkin"), unit: "", decimals: 0, daily: "sum" }
]

/** The plain metrics, `steps` at times with a source precedence or a plausible day. */
export const arbitraryMetrics: fc.Arbitrary<readonly [Metric, ...Array<Metric>]> = fc
  .record({ precedence: fc.boolean(), plausible: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }) })
  .map(({ precedence, plausible }) => {
    const [steps, ...others] = plainMetrics
    const limits = plausible === undefined ? {} : { plausible: { perDay: exact(plausible, 0) } }
    return [{ ...steps, ...(precedence ? { sources: ["watch", "phone"] as const } : {}), ...limits }, ...others]
  })

const quantity = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 40 }) },
  { weight: 2, arbitrary: fc.integer({ min: -20, max: -1 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 2 ** 52) }
)

/** Instants of a window; few distinct ones, so that activities coincide, and many at the edges of days. */
const instantIn = ({ window }: Span): fc.Arbitrary<Instant> =>
  fc.oneof(
    fc.nat(Math.floor((window.end - window.start - 1) / hour)).map((hours) => window.start + hours * hour),
    fc.nat(Math.floor((window.end - window.start - 1) / day)).map((days) => window.start + days * day + 12 * hour),
    fc.constant(window.end - 1)
  )

/** One activity of one user in a span: from several devices at once, with colliding instants and extreme quantities. */
export const arbitraryActivity = (span: Span, metrics: ReadonlyArray<Metric>): fc.Arbitrary<Activity> =>
  fc.record({
    userId: fc.constant(UserId.make("ada")),
    metric: fc.constantFrom(...metrics.map(({ name }) => name)),
    quantity,
    at: instantIn(span),
    source: fc.constantFrom("phone", "watch", "band", "app"),
    sourceKey: fc.nat(30).map((key) => `k${key}`),
    revision: fc.constant(0),
    void: fc.constant(false)
  })

const keyOf = ({ source, sourceKey }: Activity): string => `${source}|${sourceKey}`

/** Activities with distinct keys: what counts in the end, without corrections; some are released by an organiser. */
export const arbitraryActivities = (
  span: Span,
  metrics: ReadonlyArray<Metric>
): fc.Arbitrary<ReadonlyArray<Counted>> => {
  const counted = fc
    .tuple(arbitraryActivity(span, metrics), fc.nat(7))
    .map(([activity, luck]): Counted => (luck === 7 ? { ...activity, released: true } : activity))
  return fc.uniqueArray(counted, { selector: keyOf, maxLength: 40 })
}

/**
 * Activities with their corrections: for some keys revisions with another quantity or instant, for some a void. No two
 * conflict: a key and a revision stand for one content.
 */
export const arbitraryRevisions = (span: Span, metrics: ReadonlyArray<Metric>): fc.Arbitrary<ReadonlyArray<Activity>> =>
  fc
    .array(
      fc.record({
        first: arbitraryActivity(span, metrics),
        changes: fc.array(
          fc.record({
            step: fc.integer({ min: 1, max: 3 }),
            quantity,
            at: instantIn(span),
            void: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.boolean())
          }),
          { maxLength: 2 }
        )
      }),
      { maxLength: 25 }
    )
    .map((entries) => {
      const seen = new Set<string>()
      return entries.flatMap(({ first, changes }) => {
        if (seen.has(keyOf(first))) return []
        seen.add(keyOf(first))
        const revisionOf = (index: number) => changes.slice(0, index + 1).reduce((sum, { step }) => sum + step, 0)
        return [
          first,
          ...changes.map(({ step: _, ...change }, index) => ({ ...first, ...change, revision: revisionOf(index) }))
        ]
      })
    })

/** The same activities as they may arrive: in any order, some more than once, cut into batches. */
export const arbitraryArrivals = (
  activities: ReadonlyArray<Activity>
): fc.Arbitrary<ReadonlyArray<ReadonlyArray<Activity>>> => {
  const all = [...activities]
  return fc
    .tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(fc.tuple(fc.nat(Math.max(0, all.length - 1)), fc.nat(2 * all.length)), { maxLength: 8 }),
      fc.array(fc.boolean(), { minLength: all.length + 8, maxLength: all.length + 8 })
    )
    .map(([order, repeats, cuts]) => {
      const rows = [...order]
      for (const [which, where] of repeats) {
        const again = all[which]
        if (again !== undefined) rows.splice(where % (rows.length + 1), 0, again)
      }
      const batches: Array<Array<Activity>> = [[]]
      for (const [index, row] of rows.entries()) {
        if (cuts[index] === true) batches.push([])
        batches[batches.length - 1]?.push(row)
      }
      return batches
    })
}
