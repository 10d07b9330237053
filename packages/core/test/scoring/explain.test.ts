import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { arbitraryActivities, arbitraryMetrics, arbitrarySpan, calendarOfSpan, plainMetrics } from "../../simulation/arbitraries/activities.ts"
import { arbitraryHandicap, arbitraryScoringRule } from "../../simulation/arbitraries/scoringRule.ts"
import { compile, explain } from "../../src/scoring/index.ts"
import { fromUnits, Rational } from "../../src/shared/index.ts"

const rules = arbitraryScoringRule(plainMetrics)

describe("explaining a score", () => {
  it("the contributions sum to the score, for every rule and modifier", () => {
    fc.assert(
      fc.property(
        fc.record({ span: arbitrarySpan, metrics: arbitraryMetrics }).chain(({ span, metrics }) =>
          fc.record({
            span: fc.constant(span), metrics: fc.constant(metrics), rule: rules,
            activities: arbitraryActivities(span, metrics), handicap: arbitraryHandicap, beforeEnd: fc.nat(4)
          })),
        ({ span, metrics, rule, activities, handicap, beforeEnd }) => {
          const calendar = calendarOfSpan(span)
          const program = Result.getOrThrow(compile({ rule, metrics, start: span.window.start }))
          const context = { ...(handicap === undefined ? {} : { handicap }), asOf: calendar.last + 1 - beforeEnd }
          const explanation = explain(program, calendar, activities, context)
          const gave = Rational.sum(explanation.contributions.map((one) => one.gave))
          assert.deepStrictEqual(gave, fromUnits(explanation.scored.score, explanation.decimals))
          const rounding = explanation.contributions.find((one) => one._tag === "Rounding")
          if (rounding !== undefined && Math.abs(explanation.scored.score) < Number.MAX_SAFE_INTEGER) {
            const half = Rational.rational(1n, 2n * 10n ** BigInt(explanation.decimals))
            assert.isAtMost(Rational.compare(Rational.max(rounding.gave, Rational.negate(rounding.gave)), half), 0)
          }
        }
      ),
      { numRuns: 500 }
    )
  })
})
