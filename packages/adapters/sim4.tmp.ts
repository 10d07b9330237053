import { Result } from "effect"
import fc from "fast-check"
import { arbitraryActivities, arbitraryHandicap, arbitraryMetrics, arbitraryScoringRule, arbitrarySpan, calendarOfSpan, scoredByModel } from "@laurel/core/simulation"
import { compile, replay } from "@laurel/core/scoring"
const world = fc.record({ span: arbitrarySpan, metrics: arbitraryMetrics }).chain(({ span, metrics }) =>
  fc.record({ span: fc.constant(span), metrics: fc.constant(metrics), rule: arbitraryScoringRule(metrics), measure: arbitraryScoringRule(metrics),
    activities: arbitraryActivities(span, metrics), handicap: arbitraryHandicap, beforeEnd: fc.nat(4) }))
const show = (v: unknown) => JSON.stringify(v, (_, x) => typeof x === "bigint" ? Number(x) : x)
const r = fc.check(fc.property(world, ({ span, metrics, rule, measure, activities, handicap, beforeEnd }) => {
  const calendar = calendarOfSpan(span)
  const scoring = { rule, measures: { second: measure }, metrics, start: span.window.start, needsReachedAt: true }
  const terms = { ...(handicap === undefined ? {} : { handicap }), asOf: calendar.last + 1 - beforeEnd }
  const real = replay(Result.getOrThrow(compile(scoring)), calendar, activities, terms)
  const model = scoredByModel({ ...scoring, ...terms, calendar }, activities)
  if (show(real) !== show(model)) throw new Error(`core ${show(real)} model ${show(model)}`)
}), { numRuns: Number(process.argv[2]), seed: Number(process.argv[3]) })
console.log(r.failed, r.numRuns); if (r.failed) { console.log(String(r.errorInstance)); console.log(show(r.counterexample)) }
