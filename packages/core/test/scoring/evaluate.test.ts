import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { arbitraryActivities } from "../../simulation/arbitraries/activities.ts"
import type { Activity } from "../../src/activity/index.ts"
import { replay, type ScoringRule } from "../../src/scoring/index.ts"
import { maxMagnitude, Rational } from "../../src/shared/index.ts"
import { countedOnDay, type ModelWorld, valueOf } from "./model.ts"
import { arbitraryWorld } from "./worlds.ts"

const cases = arbitraryWorld.chain((world) =>
  fc.record({ world: fc.constant(world), activities: arbitraryActivities(world.span, world.metrics) })
)

const modelOf = ({
  calendar,
  metrics,
  handicap,
  context,
  start
}: typeof arbitraryWorld extends fc.Arbitrary<infer W> ? W : never): ModelWorld => ({
  calendar,
  metrics,
  handicap,
  asOf: context.asOf,
  start
})

const unitsOf = (value: Rational.Rational, decimals: number): number => {
  const units = Rational.roundHalfEven(Rational.multiply(value, Rational.rational(10n ** BigInt(decimals))))
  return Number(units > BigInt(maxMagnitude) ? maxMagnitude : units < -BigInt(maxMagnitude) ? -maxMagnitude : units)
}

const metricsOf = (rule: ScoringRule): ReadonlySet<string> =>
  new Set(
    rule._tag === "Combine"
      ? rule.terms.flatMap((term) => [...metricsOf(term.rule)])
      : rule._tag === "Points"
        ? rule.terms.map(({ metric }) => metric)
        : [rule.metric]
  )

describe("scores", () => {
  it("are what the plain reading of the rules says", () => {
    fc.assert(
      fc.property(cases, ({ world, activities }) => {
        const { calendar, program, context, rule, measure } = world
        const scored = replay(program, calendar, activities, context)
        const expected = valueOf(rule, activities, modelOf(world), world.direction)
        if (scored.status !== "Missing") {
          assert.strictEqual(scored.score, unitsOf(expected!.value, program.score.decimals))
          assert.strictEqual(scored.status, expected!.qualified ? "Scored" : "Unqualified")
          assert.isAbove(scored.activeDays, 0)
        } else {
          assert.isTrue(expected === undefined || scored.activeDays === 0)
          assert.strictEqual(scored.score, 0)
        }
        const second = valueOf(measure, activities, modelOf(world), world.second)
        assert.strictEqual(
          scored.measures.second,
          second?.qualified === true ? unitsOf(second.value, program.measures[0]!.decimals) : undefined
        )
      }),
      { numRuns: 250 }
    )
  })

  it("were reached on the last day that changed them, at the activity after which they stayed", () => {
    fc.assert(
      fc.property(cases, ({ world, activities }) => {
        const { calendar, program, context, rule, metrics } = world
        const final = replay(program, calendar, activities, context)
        if (final.status !== "Scored") {
          assert.isUndefined(final.reachedAt)
          return
        }
        const days = Array.from({ length: calendar.last - calendar.first + 1 }, (_, index) =>
          metrics
            .filter(({ name }) => metricsOf(rule).has(name))
            .flatMap((metric) => countedOnDay(modelOf(world), metric, calendar.first + index, activities))
            .toSorted((a, b) => a.at - b.at || (`${a.source} ${a.sourceKey}` < `${b.source} ${b.sourceKey}` ? -1 : 1))
        )
        const isFinal = (some: ReadonlyArray<Activity>) => {
          const scored = replay(program, calendar, some, context)
          return scored.status !== "Missing" && scored.score === final.score
        }
        let day = days.length
        while (day > 0 && isFinal(days.slice(0, day - 1).flat())) day--
        const [before, ofDay] = [days.slice(0, day - 1).flat(), days[day - 1]!]
        let reached = ofDay.length
        while (reached > 1 && isFinal([...before, ...ofDay.slice(0, reached - 1)])) reached--
        assert.strictEqual(final.reachedAt, ofDay[reached - 1]?.at)
      }),
      { numRuns: 250 }
    )
  })
})
