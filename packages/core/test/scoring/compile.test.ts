import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { plainMetrics } from "../../simulation/arbitraries/activities.ts"
import { arbitraryScoringRule } from "../../simulation/arbitraries/scoringRule.ts"
import { compile, InvalidScoring, ScoringRule } from "../../src/scoring/index.ts"
import { metric, metrics, rule, window } from "./pinned.ts"

const { start } = window

/** The flaws of a rule, as `path: message`. */
const flaws = (json: unknown, measures: Readonly<Record<string, unknown>> = {}, of = metrics): ReadonlyArray<string> =>
  Result.match(
    compile({
      rule: rule(json),
      metrics: of,
      start,
      measures: Object.fromEntries(Object.entries(measures).map(([name, one]) => [name, rule(one)]))
    }),
    {
      onSuccess: () => [],
      onFailure: (error) =>
        error.message
          .split("\n")
          .slice(1)
          .map((line) => line.trim())
    }
  )

const total = { _tag: "Total", metric: "steps" }

describe("compiling scoring rules", () => {
  it("takes every rule that the arbitrary makes", () => {
    fc.assert(
      fc.property(arbitraryScoringRule(plainMetrics), (one) => {
        assert.isTrue(Result.isSuccess(compile({ rule: one, metrics: plainMetrics, start })))
      }),
      { numRuns: 300 }
    )
  })

  it("names every flaw with its path at once", () => {
    const json = {
      _tag: "Combine",
      terms: [
        { weight: 1, rule: { _tag: "Total", metric: "naps", perDay: { max: 8 } } },
        { weight: 1, rule: { _tag: "ActiveDays", metric: "steps", atLeast: 0.5 } },
        { weight: 1, rule: { _tag: "Latest", metric: "weight", perWeek: { max: 8 } } }
      ]
    }
    assert.deepStrictEqual(flaws(json, { more: { _tag: "Count", metric: "naps" } }), [
      'score.terms[0].rule.metric: there is no metric "naps"; the challenge measures steps, distance, minutes, weight, jump, checkin',
      "score.terms[1].rule.atLeast: 1/2 cannot be reached exactly: values have no decimals here",
      "score.terms[2].rule.perWeek: has no meaning for Latest; it takes perActivity, perDay",
      'measures.more.metric: there is no metric "naps"; the challenge measures steps, distance, minutes, weight, jump, checkin'
    ])
  })

  it("refuses thresholds that no value can meet exactly", () => {
    assert.deepStrictEqual(flaws({ _tag: "Streak", metric: "weight", atLeast: "80.05" }), [
      "score.atLeast: 1601/20 cannot be reached exactly: values have 1 decimal here"
    ])
    assert.lengthOf(flaws({ _tag: "TimeToTarget", metric: "distance", target: "1/3" }), 1)
    assert.lengthOf(flaws({ ...total, perActivity: { max: 0.5 } }), 1)
    assert.lengthOf(flaws({ ...total, perDay: { min: 0.5, below: "drop" } }), 1)
    assert.lengthOf(flaws({ _tag: "Count", metric: "distance", perWeek: { max: 0.5 } }), 1)
    assert.lengthOf(flaws({ _tag: "Points", terms: [{ metric: "steps", points: 1, per: 0.5, whole: true }] }), 1)
    assert.deepStrictEqual(
      flaws({ _tag: "Points", terms: [{ metric: "steps", points: 1, per: 0.5 }], perDay: { max: "1/3" } }),
      []
    )
    assert.deepStrictEqual(flaws({ ...total, perActivity: { max: "9007199254740992" } }), [
      "score.perActivity.max: is larger than 2^53 - 1 at 0 decimals"
    ])
  })

  it("refuses limits where they have no meaning (every rule and limit)", () => {
    const kinds: Readonly<Record<string, readonly [json: object, takes: string]>> = {
      Total: [total, "ADW"],
      BestActivity: [{ _tag: "Best", metric: "steps" }, "A"],
      BestDay: [{ _tag: "Best", metric: "steps", of: "day" }, "AD"],
      BestWeek: [{ _tag: "Best", metric: "steps", of: "week" }, "ADW"],
      Latest: [{ _tag: "Latest", metric: "steps" }, "AD"],
      Average: [{ _tag: "Average", metric: "steps" }, "AD"],
      Count: [{ _tag: "Count", metric: "steps" }, "ADW"],
      ActiveDays: [{ _tag: "ActiveDays", metric: "steps", atLeast: 1 }, "AW"],
      Streak: [{ _tag: "Streak", metric: "steps", atLeast: 1 }, "A"],
      PercentChange: [{ _tag: "PercentChange", metric: "steps", direction: "gain" }, "AD"],
      TimeToTarget: [{ _tag: "TimeToTarget", metric: "steps", target: 1 }, "ADW"],
      TimeToBest: [{ _tag: "TimeToTarget", metric: "jump", target: 1 }, "AD"],
      Points: [{ _tag: "Points", terms: [{ metric: "steps", points: 1 }] }, "DW"],
      Combine: [{ _tag: "Combine", terms: [{ weight: 1, rule: total }] }, ""]
    }
    for (const [kind, [json, takes]] of Object.entries(kinds)) {
      for (const [name, letter] of [
        ["perActivity", "A"],
        ["perDay", "D"],
        ["perWeek", "W"]
      ] as const) {
        const found = flaws({ ...json, [name]: { max: 5 } })
        assert.deepStrictEqual(
          found.map((flaw) => flaw.split(":")[0]),
          takes.includes(letter) ? [] : [`score.${name}`],
          kind
        )
      }
    }
    assert.include(flaws({ ...kinds.Combine![0], perDay: { max: 5 } })[0], "put limits on the rules inside")
    assert.include(flaws({ ...kinds.BestActivity![0], perDay: { max: 5 } })[0], "Best of activity")
  })

  it("refuses limits that contradict themselves or say nothing", () => {
    assert.deepStrictEqual(flaws({ ...total, perDay: {} }), ["score.perDay: limits nothing: give `min`, `max` or both"])
    assert.deepStrictEqual(flaws({ ...total, perDay: { min: 5 } }), [
      'score.perDay.below: say what happens below `min`: "raise" or "drop"'
    ])
    assert.deepStrictEqual(flaws({ ...total, perDay: { min: 5, max: 4, below: "drop" } }), [
      "score.perDay.min: must not be above `max`"
    ])
    assert.deepStrictEqual(flaws({ ...total, perDay: { min: 5, max: 5, below: "drop" } }), [])
  })

  it("refuses what makes no sense of a metric", () => {
    assert.deepStrictEqual(flaws({ _tag: "TimeToTarget", metric: "steps", target: 0 }), [
      "score.target: must be above zero, where everyone starts"
    ])
    assert.match(
      flaws({ _tag: "TimeToTarget", metric: "weight", target: 70 })[0]!,
      /^score\.metric: "weight" keeps the latest value/
    )
    assert.deepStrictEqual(flaws({ _tag: "Points", terms: [{ metric: "steps", points: 1, per: 0 }] }), [
      "score.terms[0].per: must be above zero"
    ])
    assert.deepStrictEqual(flaws({ _tag: "Points", terms: [{ metric: "steps", points: 1, per: -1, whole: true }] }), [
      "score.terms[0].per: must be above zero"
    ])
  })

  it("takes the policy for missing scores only where the ranking is decided", () => {
    const missing = "belongs to the rule that decides the ranking, at `score`"
    const last = { ...total, missing: "Last" }
    assert.deepStrictEqual(flaws(last), [])
    assert.deepStrictEqual(flaws(total, { score: last }), [`measures.score.missing: ${missing}`])
    assert.deepStrictEqual(flaws({ _tag: "Combine", terms: [{ weight: 1, rule: last }] }), [
      `score.terms[0].rule.missing: ${missing}`
    ])
    const policies = [total, last].map(
      (json) => Result.getOrThrow(compile({ rule: rule(json), metrics, start })).missing
    )
    assert.deepStrictEqual(policies, ["Excluded", "Last"])
  })

  it("refuses rules that nest or spread too far", () => {
    const nested = (depth: number): unknown =>
      depth === 0 ? total : { _tag: "Combine", terms: [{ weight: 1, rule: nested(depth - 1) }] }
    assert.deepStrictEqual(flaws(nested(8)), [])
    assert.match(flaws(nested(9))[0]!, /rules nest at most 8 deep$/)
    const terms = (count: number) => Array.from({ length: count }, () => ({ metric: "steps", points: 1 }))
    assert.deepStrictEqual(flaws({ _tag: "Points", terms: terms(64) }), [])
    assert.deepStrictEqual(flaws({ _tag: "Points", terms: terms(65) }), ["score.terms: at most 64 terms"])
    const rules = terms(65).map(() => ({ weight: 1, rule: total }))
    assert.deepStrictEqual(flaws({ _tag: "Combine", terms: rules }), ["score.terms: at most 64 terms"])
  })

  it("refuses metrics that contradict themselves", () => {
    const wrong = [
      metric({ name: "steps", min: 5, max: 4 }),
      metric({ name: "steps", sources: ["watch", "phone", "watch"] }),
      metric({ name: "weight", daily: "latest", plausible: { perDay: 5 } }),
      metric({ name: "walk", direction: "lowest" })
    ]
    assert.deepStrictEqual(flaws(total, {}, wrong), [
      "metrics[0].min: must not be above `max`",
      'metrics[1].name: a second metric is called "steps"',
      "metrics[1].sources: names a source twice",
      'metrics[2].plausible.perDay: limits the sum of a day, but the day of "weight" is its latest; use `perActivity`',
      'metrics[3].direction: says which of a day is its best, but the day of "walk" is its sum'
    ])
  })

  it("says in its message what is wrong where", () => {
    const error = new InvalidScoring({
      flaws: [
        { path: ["score", "terms", 0], message: "no" },
        { path: ["metrics", 1], message: "nor" }
      ]
    })
    assert.strictEqual(error.message, "The scoring cannot be computed:\n  score.terms[0]: no\n  metrics[1]: nor")
  })

  it("refuses a target for a metric whose best is its lowest", () => {
    const lap = metric({ name: "lap", daily: "best", direction: "lowest" })
    assert.deepStrictEqual(flaws({ _tag: "TimeToTarget", metric: "lap", target: 5 }, {}, [lap]), [
      'score.metric: the best of "lap" is its lowest, which runs towards no target; choose a metric whose day is a sum or a highest'
    ])
  })

  it("shares lanes between rules that need the same", () => {
    const strideOf = (json: unknown, measures: Readonly<Record<string, unknown>> = {}) =>
      Result.getOrThrow(
        compile({
          rule: rule(json),
          metrics,
          start,
          measures: Object.fromEntries(Object.entries(measures).map(([name, one]) => [name, rule(one)]))
        })
      ).stride
    const same = {
      best: { _tag: "Best", metric: "steps", of: "day" },
      streak: { _tag: "Streak", metric: "steps", atLeast: 5 }
    }
    assert.strictEqual(strideOf(total), 1)
    assert.strictEqual(strideOf(total, same), 1)
    assert.strictEqual(strideOf({ ...total, perActivity: { max: 5 } }, same), 2)
    assert.strictEqual(
      strideOf(
        { ...total, perActivity: { max: 5 } },
        { other: { ...total, perActivity: { max: 6 } }, again: { ...total, perActivity: { max: 5 } } }
      ),
      2
    )
    assert.strictEqual(strideOf({ _tag: "Latest", metric: "weight" }), 2)
  })

  it("says at which decimals and in which unit scores are", () => {
    const shown = (json: unknown) => {
      const { decimals, unit } = Result.getOrThrow(compile({ rule: rule(json), metrics, start })).score
      return `${decimals} ${unit}`
    }
    assert.deepStrictEqual(
      [
        total,
        { _tag: "Best", metric: "jump" },
        { _tag: "Latest", metric: "weight" },
        { _tag: "Average", metric: "weight", decimals: 3 },
        { _tag: "Count", metric: "steps" },
        { _tag: "ActiveDays", metric: "steps", atLeast: 1 },
        { _tag: "Streak", metric: "steps", atLeast: 1 },
        { _tag: "PercentChange", metric: "weight", direction: "loss" },
        { _tag: "TimeToTarget", metric: "steps", target: 1 },
        { _tag: "Points", terms: [{ metric: "steps", points: 1 }], decimals: 4 },
        { _tag: "Combine", terms: [{ weight: 1, rule: total }], decimals: 5 }
      ].map(shown),
      ["0 steps", "2 m", "1 kg", "3 kg", "0 ", "0 days", "0 days", "2 %", "3 s", "4 points", "5 "]
    )
  })
})

describe("a scoring rule as JSON", () => {
  it("encoded and decoded is the same rule", () => {
    const [encode, decode] = [Schema.encodeSync(ScoringRule), Schema.decodeUnknownSync(ScoringRule)]
    fc.assert(
      fc.property(arbitraryScoringRule(plainMetrics), (one) => {
        assert.deepStrictEqual(decode(JSON.parse(JSON.stringify(encode(one)))), one)
      }),
      { numRuns: 200 }
    )
  })

  it("has defaults", () => {
    assert.deepStrictEqual(
      rule({ _tag: "Best", metric: "steps" }),
      rule({ _tag: "Best", metric: "steps", of: "activity" })
    )
    assert.deepStrictEqual(
      rule({ _tag: "Average", metric: "steps" }),
      rule({ _tag: "Average", metric: "steps", decimals: 2 })
    )
    assert.deepStrictEqual(
      rule({ _tag: "Streak", metric: "steps", atLeast: 1 }),
      rule({ _tag: "Streak", metric: "steps", atLeast: 1, run: "longest", gaps: 0 })
    )
    assert.deepStrictEqual(
      rule({ _tag: "PercentChange", metric: "steps", direction: "loss" }),
      rule({ _tag: "PercentChange", metric: "steps", direction: "loss", days: 1, decimals: 2 })
    )
    assert.deepStrictEqual(
      rule({ _tag: "Points", terms: [{ metric: "steps", points: 1 }] }),
      rule({ _tag: "Points", terms: [{ metric: "steps", points: 1, per: 1, whole: false }], decimals: 0 })
    )
  })
})
