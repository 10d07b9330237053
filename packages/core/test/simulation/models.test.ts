import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import {
  ActivitiesModel,
  allocatedByModel,
  arbitraryActivities,
  arbitraryArrivals,
  arbitraryHandicap,
  arbitraryMetrics,
  arbitraryRevisions,
  arbitraryScoringRule,
  arbitrarySpan,
  calendarOfSpan,
  journals,
  LedgerModel,
  linesOf,
  rankedByModel,
  scoredByModel,
  standings
} from "../../simulation/index.ts"
import type { Activity } from "../../src/activity/index.ts"
import { balances } from "../../src/ledger/index.ts"
import { allocate } from "../../src/prize/index.ts"
import { type RankingRule, rank } from "../../src/ranking/index.ts"
import { compile, replay } from "../../src/scoring/index.ts"
import { Rational } from "../../src/shared/index.ts"

const world = fc.record({ span: arbitrarySpan, metrics: arbitraryMetrics }).chain(({ span, metrics }) =>
  fc.record({
    span: fc.constant(span),
    metrics: fc.constant(metrics),
    rule: arbitraryScoringRule(metrics),
    measure: arbitraryScoringRule(metrics),
    activities: arbitraryActivities(span, metrics),
    handicap: arbitraryHandicap,
    beforeEnd: fc.nat(4),
    direction: fc.constantFrom("highest", "lowest"),
    second: fc.constantFrom("highest", "lowest")
  })
)

/** A machine that does other things at the same time takes longer than a test is usually given. */
const slow = 60_000

describe("the reference models", () => {
  it(
    "I33 a replay gives what the scoring model says, for every rule and modifier",
    () => {
      fc.assert(
        fc.property(world, ({ span, metrics, rule, measure, activities, handicap, beforeEnd, direction, second }) => {
          const calendar = calendarOfSpan(span)
          const scoring = {
            rule,
            measures: { second: measure },
            metrics,
            direction,
            measureDirections: new Map([["second", second]]),
            start: span.window.start,
            needsReachedAt: true
          }
          const terms = { ...(handicap === undefined ? {} : { handicap }), asOf: calendar.last + 1 - beforeEnd }
          const { reachedAt: real, ...scored } = replay(
            Result.getOrThrow(compile(scoring)),
            calendar,
            activities,
            terms
          )
          const { reachedAt: model, ...expected } = scoredByModel({ ...scoring, ...terms, calendar }, activities)
          assert.deepStrictEqual(scored, expected)
          assert.strictEqual(real, model, "the instant at which the score was reached")
        }),
        { numRuns: 120 }
      )
    },
    slow
  )

  it("the last revision of a key counts, in whatever order the revisions come", () => {
    const revisions = fc.record({ span: arbitrarySpan, metrics: arbitraryMetrics }).chain(({ span, metrics }) =>
      arbitraryRevisions(span, metrics).chain((activities) =>
        fc.record({
          span: fc.constant(span),
          metrics: fc.constant(metrics),
          activities: fc.constant(activities),
          batches: arbitraryArrivals(activities)
        })
      )
    )
    fc.assert(
      fc.property(revisions, ({ span, metrics, activities, batches }) => {
        // Some instants lie past the end; here everything is in time.
        const end = span.window.end + 48 * 3_600_000
        const model = new ActivitiesModel({ window: { start: span.window.start, end }, graceEnds: end, metrics })
        for (const activity of batches.flat()) model.take({ activity, receivedAt: end }, true)
        const last = new Map<string, Activity>()
        for (const activity of activities) {
          const key = `${activity.source}|${activity.sourceKey}`
          if ((last.get(key)?.revision ?? -1) < activity.revision) last.set(key, activity)
        }
        assert.sameDeepMembers(
          [...(model.counted().get("ada") ?? [])],
          [...last.values()].filter((one) => !one.void)
        )
      })
    )
  })

  it("a ranking is what counting those before each one gives, under every rank policy", () => {
    const rules: fc.Arbitrary<RankingRule> = fc.record({
      direction: fc.constantFrom("highest", "lowest"),
      tieBreaks: fc.constantFrom<RankingRule["tieBreaks"]>(
        [],
        [{ _tag: "EarliestReached" }],
        [{ _tag: "MoreActiveDays" }, { _tag: "EarlierEntry" }]
      ),
      ranks: fc.constantFrom("standard", "modified", "dense", "ordinal", "fractional")
    })
    fc.assert(
      fc.property(
        rules,
        standings({ links: 2, highest: 3 }),
        fc.constantFrom("Last", "Excluded"),
        (rule, rows, missing) => {
          assert.deepStrictEqual(linesOf(rank(rule, rows, { missing })), rankedByModel(rule, rows, missing))
        }
      ),
      { numRuns: 300 }
    )
  })

  it("a ledger stands where adding up its postings one by one brings it", () => {
    fc.assert(
      fc.property(journals, (journal) => {
        const eur = journal.filter(({ currency }) => currency === "EUR")
        const model = new LedgerModel()
        for (const entry of eur) assert.strictEqual(model.take(entry), 0n)
        for (const { account, currency, minorUnits } of balances(eur).rows()) {
          assert.strictEqual(model.owed(account), -minorUnits, currency)
        }
        assert.strictEqual(model.owedUnder(""), 0n)
      })
    )
  })

  it("I9 an allocation is what handing out the units one by one gives", () => {
    const claims = fc
      .array(
        fc.record({
          weight: fc
            .tuple(fc.bigInt({ min: 0n, max: 30n }), fc.bigInt({ min: 1n, max: 6n }))
            .map(([n, d]) => Rational.rational(n, d)),
          key: fc.string({ maxLength: 3 })
        }),
        { minLength: 1, maxLength: 10 }
      )
      .map((list) => list.map(({ weight, key }, index) => ({ weight, key: `${key}${index}` })))
    fc.assert(
      fc.property(
        claims,
        fc.bigInt({ min: 0n, max: 10n ** 20n }),
        fc.constantFrom(1n, 5n, 100n),
        (list, total, unit) => {
          const weights = list.map(({ weight }, index) => ({ id: `${index}`, weight }))
          const keyed = allocate(total, weights, { unit, key: (id) => list[Number(id)]?.key ?? "" })
          const expected = allocatedByModel(total, list, unit)
          if (Result.isFailure(keyed)) return assert.isTrue(expected.every((amount) => amount === 0n))
          assert.deepStrictEqual(
            keyed.success.allotments.map(({ minorUnits }) => minorUnits),
            [...expected]
          )
        }
      ),
      { numRuns: 200 }
    )
  })
})
