import { Result } from "effect"
import fc from "fast-check"
import {
  arbitraryMetrics,
  arbitrarySpan,
  calendarOfSpan,
  plainMetrics
} from "../../simulation/arbitraries/activities.ts"
import { arbitraryHandicap, arbitraryScoringRule } from "../../simulation/arbitraries/scoringRule.ts"
import { compile } from "../../src/scoring/index.ts"

// Rules speak of metrics by name and decimals only, so one arbitrary serves all variants of the metrics.
const rules = arbitraryScoringRule(plainMetrics)

/** Everything about a participant but the activities: a challenge, a program, a calendar, a handicap. */
export const arbitraryWorld = fc
  .record({
    span: arbitrarySpan,
    metrics: arbitraryMetrics,
    rule: rules,
    measure: rules,
    handicap: arbitraryHandicap,
    beforeEnd: fc.nat(4),
    direction: fc.constantFrom("highest", "lowest"),
    second: fc.constantFrom("highest", "lowest")
  })
  .map(({ span, metrics, rule, measure, handicap, beforeEnd, direction, second }) => {
    const calendar = calendarOfSpan(span)
    const { start } = span.window
    const better = { direction, measureDirections: new Map([["second", second]]) }
    const scoring = { rule, measures: { second: measure }, metrics, ...better, needsReachedAt: true, start }
    const program = Result.getOrThrow(compile(scoring))
    const context = { ...(handicap === undefined ? {} : { handicap }), asOf: calendar.last + 1 - beforeEnd }
    return { span, metrics, rule, measure, handicap, calendar, program, context, start, direction, second }
  })
