import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { arbitraryActivities } from "../../simulation/arbitraries/activities.ts"
import type { Counted } from "../../src/activity/index.ts"
import { explain } from "../../src/scoring/index.ts"
import { formatDay, fromUnits, Rational } from "../../src/shared/index.ts"
import { calendar, contextOf, daily, did, metric, metrics, programOf } from "./pinned.ts"
import { arbitraryWorld } from "./worlds.ts"

const { formatRational } = Rational

/** The parts of a score, as text: day and time, what it gave, and what limits changed. */
const parts = (
  json: unknown,
  activities: ReadonlyArray<Counted>,
  options: Parameters<typeof programOf>[1] = {}
): ReadonlyArray<string> =>
  explain(programOf(json, options), calendar, activities, contextOf(options)).contributions.map((part) => {
    if (part._tag !== "Activity") return `${part._tag} ${formatRational(part.gave)}`
    const trimmed = part.trimmed.map(({ limit, by }) => ` ${limit} ${formatRational(by)}`).join("")
    return `${formatDay(part.day).slice(8)} ${part.activity.quantity}: ${formatRational(part.gave)}${trimmed}`
  })

describe("a score explains itself", () => {
  it("the contributions sum to the score, for every rule and modifier", () => {
    const cases = arbitraryWorld.chain((world) =>
      fc.record({ world: fc.constant(world), activities: arbitraryActivities(world.span, world.metrics) })
    )
    fc.assert(
      fc.property(cases, ({ world: { program, calendar: days, context }, activities }) => {
        const { contributions, scored, decimals } = explain(program, days, activities, context)
        assert.deepStrictEqual(Rational.sum(contributions.map((one) => one.gave)), fromUnits(scored.score, decimals))
        const rounding = contributions.find((one) => one._tag === "Rounding")
        if (rounding === undefined || Math.abs(scored.score) === Number.MAX_SAFE_INTEGER) return
        const half = Rational.rational(1n, 2n * 10n ** BigInt(decimals))
        assert.isAtMost(Rational.compare(Rational.max(rounding.gave, Rational.negate(rounding.gave)), half), 0)
      }),
      { numRuns: 250 }
    )
  })

  it("each activity once for each rule that looks at it, without what was left out", () => {
    const cases = arbitraryWorld.chain((world) =>
      fc.record({ world: fc.constant(world), activities: arbitraryActivities(world.span, world.metrics) })
    )
    fc.assert(
      fc.property(cases, ({ world: { program, calendar: days, context }, activities }) => {
        const { contributions, excluded } = explain(program, days, activities, context)
        const seen = contributions.flatMap((one) =>
          one._tag === "Activity" ? [`${one.path.join(".")} ${one.activity.source} ${one.activity.sourceKey}`] : []
        )
        assert.lengthOf(new Set(seen), seen.length)
        const left = new Set(excluded.map((one) => one.activity))
        for (const one of contributions) if (one._tag === "Activity") assert.isFalse(left.has(one.activity))
      }),
      { numRuns: 100 }
    )
  })

  it("says which cap trimmed what", () => {
    const activities = [
      did("distance", 1, 500, "08:00"),
      did("distance", 1, 900, "09:00"),
      did("distance", 1, 300, "10:00"),
      did("distance", 2, 700)
    ]
    const rule = {
      _tag: "Total",
      metric: "distance",
      perActivity: { max: 6 },
      perDay: { max: 8 },
      perWeek: { max: 14 }
    }
    assert.deepStrictEqual(parts(rule, activities), [
      "01 500: 5",
      "01 900: 3 perActivity -3 perDay -3",
      "01 300: 0 perDay -3",
      "02 700: 6 perActivity -1"
    ])
    assert.deepStrictEqual(
      parts({ ...rule, perWeek: { max: 10 } }, activities).at(-1),
      "02 700: 2 perActivity -1 perWeek -4"
    )
  })

  it("says what a floor dropped or raised", () => {
    const days = [did("steps", 1, 30), did("steps", 1, 10, "13:00"), did("steps", 2, 60), did("steps", 3, 3)]
    assert.deepStrictEqual(parts({ _tag: "Total", metric: "steps", perDay: { min: 50, below: "drop" } }, days), [
      "01 30: 0 perDay -30",
      "01 10: 0 perDay -10",
      "02 60: 60",
      "03 3: 0 perDay -3"
    ])
    assert.deepStrictEqual(parts({ _tag: "Total", metric: "steps", perDay: { min: 50, below: "raise" } }, days), [
      "01 30: 30",
      "01 10: 20 perDay 10",
      "02 60: 60",
      "03 3: 50 perDay 47"
    ])
    assert.deepStrictEqual(
      parts({ _tag: "Count", metric: "steps", perActivity: { min: 5, below: "drop" } }, days).at(-1),
      "03 3: 0 perActivity -1"
    )
  })

  it("shows the best, the latest and the run that made the score", () => {
    const days = daily("steps", 10, 30, 5, 30, 40)
    assert.deepStrictEqual(parts({ _tag: "Best", metric: "steps", of: "day" }, days.slice(0, 4)), [
      "01 10: 0",
      "02 30: 30",
      "03 5: 0",
      "04 30: 0"
    ])
    assert.deepStrictEqual(parts({ _tag: "Latest", metric: "steps" }, days.slice(0, 2)), ["01 10: 0", "02 30: 30"])
    assert.deepStrictEqual(parts({ _tag: "Streak", metric: "steps", atLeast: 10 }, days), [
      "01 10: 1",
      "02 30: 1",
      "03 5: 0",
      "04 30: 0",
      "05 40: 0"
    ])
    assert.deepStrictEqual(
      parts({ _tag: "Streak", metric: "steps", atLeast: 10, run: "current" }, days, { today: 5 }),
      ["01 10: 0", "02 30: 0", "03 5: 0", "04 30: 1", "05 40: 1"]
    )
    assert.deepStrictEqual(
      parts({ _tag: "ActiveDays", metric: "steps", atLeast: 10 }, [
        did("steps", 1, 6, "08:00"),
        did("steps", 1, 4),
        did("steps", 1, 9, "13:00")
      ]),
      ["01 6: 0", "01 4: 1", "01 9: 0"]
    )
  })

  it("of several activities of a day shows the best alone where the day is its best", () => {
    const jumps = [did("jump", 1, 210, "08:00"), did("jump", 1, 250, "09:00"), did("jump", 1, 240, "10:00")]
    assert.deepStrictEqual(parts({ _tag: "Best", metric: "jump" }, jumps), ["01 210: 0", "01 250: 5/2", "01 240: 0"])
  })

  it("shows the current run without the days that its gaps no longer reach", () => {
    const days = daily("steps", 10, undefined, 10, 10)
    const current = { _tag: "Streak", metric: "steps", atLeast: 10, run: "current", gaps: 1 }
    assert.deepStrictEqual(parts(current, days, { today: 5 }), ["01 10: 1", "03 10: 1", "04 10: 1"])
    assert.deepStrictEqual(parts(current, days, { today: 6 }), ["01 10: 0", "03 10: 1", "04 10: 1"])
    assert.deepStrictEqual(parts(current, days, { today: 7 }), ["01 10: 0", "03 10: 0", "04 10: 0"])
  })

  it("cancels a day that is in both means of a change", () => {
    const change = { _tag: "PercentChange", metric: "steps", direction: "gain", days: 2 }
    assert.deepStrictEqual(parts(change, daily("steps", 10, 30, 20)), ["01 10: -25", "02 30: 0", "03 20: 50"])
  })

  it("shares out means and changes", () => {
    assert.deepStrictEqual(parts({ _tag: "Average", metric: "steps", decimals: 0 }, daily("steps", 1, 1, 2)), [
      "01 1: 1/3",
      "02 1: 1/3",
      "03 2: 2/3",
      "Rounding -1/3"
    ])
    assert.deepStrictEqual(
      parts({ _tag: "PercentChange", metric: "weight", direction: "loss" }, daily("weight", 800, 790, 760)),
      ["01 800: 100", "02 790: 0", "03 760: -95"]
    )
  })

  it("names the activity that reached the target", () => {
    assert.deepStrictEqual(parts({ _tag: "TimeToTarget", metric: "steps", target: 15 }, daily("steps", 10, 10, 10)), [
      "01 10: 0",
      "02 10: 129600",
      "03 10: 0"
    ])
  })

  it("shows points by activity, handicaps and weights", () => {
    const rule = {
      _tag: "Points",
      terms: [
        { metric: "steps", points: 1, per: 1000, whole: true },
        { metric: "minutes", points: 2 }
      ],
      handicap: "Scale"
    }
    const activities = [did("steps", 1, 700, "08:00"), did("minutes", 1, 3, "09:00"), did("steps", 1, 400, "10:00")]
    assert.deepStrictEqual(parts(rule, activities, { handicap: "1.5" }), [
      "01 700: 0",
      "01 3: 6",
      "01 400: 1",
      "Handicap 7/2",
      "Rounding -1/2"
    ])
    const combined = { _tag: "Combine", terms: [{ weight: "1/2", rule: { ...rule, handicap: "Add" } }], decimals: 1 }
    assert.deepStrictEqual(parts(combined, activities, { handicap: "1" }), [
      "01 700: 0",
      "01 3: 3",
      "01 400: 1/2",
      "Handicap 1/2"
    ])
  })

  it("says which activities were left out and why", () => {
    const [steps, ...others] = metrics
    assert.strictEqual(steps?.name, "steps")
    const limited = metric({ name: "steps", sources: ["watch"], plausible: { perDay: 10 } })
    const activities = [
      did("steps", 1, 9),
      did("steps", 1, 8, "13:00"),
      did("steps", 1, 7, "13:00", { source: "phone" })
    ]
    const program = programOf({ _tag: "Total", metric: "steps" }, { metrics: [limited, ...others] })
    const { excluded, scored } = explain(program, calendar, activities, contextOf())
    assert.strictEqual(scored.score, 9)
    assert.deepStrictEqual(
      excluded.map(({ activity, why }) => [activity.quantity, why]),
      [
        [7, "AnotherSourceCounts"],
        [8, "AbovePlausibleDay"]
      ]
    )
  })

  it("of a score that is missing there is nothing to explain", () => {
    assert.deepStrictEqual(
      parts({ _tag: "PercentChange", metric: "weight", direction: "loss" }, daily("weight", 800)),
      []
    )
  })
})
