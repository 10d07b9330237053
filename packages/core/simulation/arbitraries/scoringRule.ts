import { Schema } from "effect"
import fc from "fast-check"
import type { Metric } from "../../src/activity/index.ts"
import { ScoringRule } from "../../src/scoring/index.ts"
import { formatUnits, Rational as R } from "../../src/shared/index.ts"

type Json = string | number | boolean | ReadonlyArray<Json> | { readonly [key: string]: Json | undefined }
type JsonArbitrary = fc.Arbitrary<Json | undefined>

const decode = Schema.decodeUnknownSync(ScoringRule)

const number = (decimals: number, min = 0, max = 60): fc.Arbitrary<string> =>
  fc.integer({ min, max }).map((units) => formatUnits(units, decimals))

const seldom = (arbitrary: JsonArbitrary): JsonArbitrary => fc.option(arbitrary, { freq: 2, nil: undefined })

/** A cap, a floor, or both with the floor below the cap. */
const limits = (decimals: number): JsonArbitrary => {
  const below = fc.constantFrom("raise", "drop")
  return fc.oneof(
    number(decimals).map((max) => ({ max })),
    fc.record({ min: number(decimals), below }),
    fc.record({ min: number(decimals, 0, 20), max: number(decimals, 20, 60), below })
  )
}

/** The limits that mean something for each kind of rule, and at which decimals. */
const modifiers = (kinds: {
  readonly perActivity?: number
  readonly perDay?: number
  readonly perWeek?: number
}): Readonly<Record<string, JsonArbitrary>> => ({
  ...Object.fromEntries(Object.entries(kinds).map(([name, decimals]) => [name, seldom(limits(decimals))])),
  handicap: seldom(fc.constantFrom("Add", "Scale")),
  minimum: seldom(number(1, -10, 100))
})

const rule = (tag: string, fields: Readonly<Record<string, JsonArbitrary>>): JsonArbitrary =>
  fc.record({ _tag: fc.constant(tag), ...fields })

const best = (of: string, fields: Readonly<Record<string, JsonArbitrary>>): JsonArbitrary =>
  rule("Best", { of: fc.constant(of), direction: seldom(fc.constantFrom("highest", "lowest")), ...fields })

const plainRules = (metric: Metric): ReadonlyArray<JsonArbitrary> => {
  const d = metric.decimals
  const name = { metric: fc.constant(metric.name) }
  const atLeast = { ...name, atLeast: number(d, 0, 40) }
  const [ofActivity, ofDays, all] = [
    { perActivity: d },
    { perActivity: d, perDay: d },
    { perActivity: d, perDay: d, perWeek: d }
  ]
  const decimals = fc.nat(4)
  return [
    rule("Total", { ...name, ...modifiers(all) }),
    best("activity", { ...name, ...modifiers(ofActivity) }),
    best("day", { ...name, ...modifiers(ofDays) }),
    best("week", { ...name, ...modifiers(all) }),
    rule("Latest", { ...name, ...modifiers(ofDays) }),
    rule("Average", { ...name, decimals, ...modifiers(ofDays) }),
    rule("Count", { ...name, ...modifiers({ perActivity: d, perDay: 0, perWeek: 0 }) }),
    rule("ActiveDays", { ...atLeast, ...modifiers({ perActivity: d, perWeek: 0 }) }),
    rule("Streak", {
      ...atLeast,
      run: fc.constantFrom("longest", "current"),
      gaps: fc.nat(3),
      ...modifiers(ofActivity)
    }),
    rule("PercentChange", {
      ...name,
      direction: fc.constantFrom("loss", "gain"),
      days: fc.integer({ min: 1, max: 3 }),
      decimals,
      ...modifiers(ofDays)
    }),
    ...(metric.daily === "sum"
      ? [rule("TimeToTarget", { ...name, target: number(d, 1, 150), ...modifiers(all) })]
      : []),
    ...(metric.daily === "best"
      ? [rule("TimeToTarget", { ...name, target: number(d, 1, 40), ...modifiers(ofDays) })]
      : [])
  ]
}

const points = (metrics: ReadonlyArray<Metric>): JsonArbitrary => {
  const term = fc.constantFrom(...metrics).chain((metric) =>
    fc.record({
      metric: fc.constant(metric.name),
      points: fc.constantFrom("1", "2", "0.5", "1/3", "-1"),
      per: number(metric.decimals, 1, 30),
      whole: fc.boolean()
    })
  )
  return rule("Points", {
    terms: fc.array(term, { minLength: 1, maxLength: 3 }),
    decimals: fc.nat(3),
    ...modifiers({ perDay: 1, perWeek: 0 })
  })
}

const anyRule = (metrics: ReadonlyArray<Metric>, depth: number): JsonArbitrary => {
  const plain = [...metrics.flatMap(plainRules), points(metrics)]
  if (depth === 0) return fc.oneof(...plain)
  const term = fc.record({ weight: fc.constantFrom("1", "0.5", "1/3", "-2"), rule: anyRule(metrics, depth - 1) })
  const combine = rule("Combine", {
    terms: fc.array(term, { minLength: 1, maxLength: 3 }),
    decimals: fc.nat(6),
    ...modifiers({})
  })
  return fc.oneof({ weight: 4, arbitrary: fc.oneof(...plain) }, { weight: 1, arbitrary: combine })
}

const withoutAbsent = (value: Json | undefined): unknown => JSON.parse(JSON.stringify(value))

/** Any rule that compiles over the metrics: every kind, with every modifier that means something, and combinations. */
export const arbitraryScoringRule = (metrics: ReadonlyArray<Metric>): fc.Arbitrary<ScoringRule> =>
  anyRule(metrics, 2).map((json) => decode(withoutAbsent(json)))

/** The handicap of an entry: none, or a small exact number on either side of zero. */
export const arbitraryHandicap: fc.Arbitrary<R.Rational | undefined> = fc.option(
  fc
    .record({ n: fc.integer({ min: -9, max: 9 }), d: fc.integer({ min: 1, max: 4 }) })
    .map(({ n, d }) => R.rational(BigInt(n), BigInt(d))),
  { nil: undefined }
)
