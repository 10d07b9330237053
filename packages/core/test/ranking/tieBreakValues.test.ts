import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import fc from "fast-check"
import { RankingRule, type TieBreakFacts, tieBreakFact, tieBreakValues } from "../../src/ranking/index.ts"

const ruleFrom = Schema.decodeUnknownSync(RankingRule)
const facts: TieBreakFacts = { reachedAt: 5000, activeDays: 12, measures: { steps: 80, weight: 70 }, enteredAt: 300 }

const chain = ruleFrom({
  tieBreaks: [
    { _tag: "EarliestReached" },
    { _tag: "MoreActiveDays" },
    { _tag: "Measure", measure: "steps" },
    { _tag: "Measure", measure: "weight", direction: "lowest" },
    { _tag: "EarlierEntry" }
  ]
})

describe("the tie-break tuple", () => {
  it("has one integer for each link, turned so that the smaller is better", () => {
    assert.deepStrictEqual(tieBreakValues(chain, facts), [5000, -12, -80, 70, 300])
    assert.deepStrictEqual(tieBreakValues(ruleFrom({}), facts), [])
    assert.deepStrictEqual(tieBreakValues(ruleFrom({ tieBreaks: [{ _tag: "EarlierEntry" }] }), facts), [300])
  })

  it("puts a score that was not reached and a measure that is missing last", () => {
    const last = 2 ** 53 - 1
    const lacking = { activeDays: 0, measures: {}, enteredAt: 0 }
    assert.deepStrictEqual(tieBreakValues(chain, lacking), [last, 0, last, last, 0])
  })

  it("a measure is one that was given, not what every object has", () => {
    const rule = ruleFrom({ tieBreaks: [{ _tag: "Measure", measure: "constructor" }] })
    assert.deepStrictEqual(tieBreakValues(rule, facts), [2 ** 53 - 1])
  })

  it("gives back the facts that it was made of", () => {
    const factsOf = (given: TieBreakFacts) =>
      tieBreakValues(chain, given).map((value, at) => tieBreakFact(chain.tieBreaks[at]!, value))
    assert.deepStrictEqual(factsOf(facts), [5000, 12, 80, 70, 300])
    assert.deepStrictEqual(factsOf({ activeDays: 0, measures: {}, enteredAt: 0 }), [
      undefined,
      0,
      undefined,
      undefined,
      0
    ])
    const amount = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(
      fc.property(amount, amount, amount, (reachedAt, steps, weight) => {
        const given = { reachedAt, activeDays: Math.abs(steps), measures: { steps, weight }, enteredAt: weight }
        const expected = [reachedAt, Math.abs(steps), steps, weight, weight]
        for (const [at, fact] of factsOf(given).entries()) assert.isTrue(Object.is(fact, expected[at]))
      })
    )
    assert.strictEqual(tieBreakFact({ _tag: "EarlierEntry" }, undefined), undefined)
  })

  it("has no minus zero, which is written differently from zero by some stores", () => {
    const zeros = { reachedAt: 0, activeDays: 0, measures: { steps: 0, weight: 0 }, enteredAt: 0 }
    for (const value of tieBreakValues(chain, zeros)) assert.isTrue(Object.is(value, 0))
  })

  it("is smaller for whoever is better", () => {
    const link = fc.constantFrom(...chain.tieBreaks)
    const amount = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(link, amount, fc.integer({ min: 1, max: 1000 }), (one, value, more) => {
        const valueOf = (amount: number) =>
          tieBreakValues(
            { ...chain, tieBreaks: [one] },
            {
              reachedAt: amount,
              activeDays: amount,
              measures: { steps: amount, weight: amount },
              enteredAt: amount
            }
          )[0] ?? Number.NaN
        const isMoreBetter = one._tag === "MoreActiveDays" || (one._tag === "Measure" && one.direction === "highest")
        assert.strictEqual(valueOf(value + more) < valueOf(value), isMoreBetter)
        assert.notStrictEqual(valueOf(value + more), valueOf(value))
      })
    )
  })
})
