import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { type TeamScore, teamDecimals, teamScore } from "../../src/scoring/index.ts"
import { maxMagnitude } from "../../src/shared/index.ts"

const sum: TeamScore = { _tag: "Sum" }
const mean = (decimals: number): TeamScore => ({ _tag: "Mean", decimals })
const best = (k: number): TeamScore => ({ _tag: "Best", k })

describe("a team scores by sum, mean or its best k members", () => {
  it("by sum", () => {
    assert.strictEqual(teamScore(sum, [5, 10, -2], 0), 13)
    assert.strictEqual(teamScore(sum, [maxMagnitude, maxMagnitude, -1], 0), maxMagnitude)
  })

  it("by mean, rounded half to even once", () => {
    assert.strictEqual(teamScore(mean(0), [1, 2], 0), 2)
    assert.strictEqual(teamScore(mean(0), [2, 3], 0), 2)
    assert.strictEqual(teamScore(mean(2), [1, 1, 2], 0), 133)
    assert.strictEqual(teamScore(mean(0), [125, 126], 1), 13)
    assert.strictEqual(teamScore(mean(6), [maxMagnitude, maxMagnitude], 6), maxMagnitude)
  })

  it("by its best k members, or all where there are fewer", () => {
    assert.strictEqual(teamScore(best(2), [5, 10, -2, 7], 0), 17)
    assert.strictEqual(teamScore(best(2), [5, 10, -2, 7], 0, "lowest"), 3)
    assert.strictEqual(teamScore(best(9), [5, 10], 0), 15)
    assert.strictEqual(teamScore(best(1), [9, 10], 0), 10)
  })

  it("has no score without members that have one", () => {
    for (const rule of [sum, mean(2), best(1)]) assert.isUndefined(teamScore(rule, [], 0))
  })

  it("is at the decimals of the mean, or of its members", () => {
    assert.deepStrictEqual(
      [sum, mean(4), best(2)].map((rule) => teamDecimals(rule, 1)),
      [1, 4, 1]
    )
  })

  it("does not depend on the order of the members", () => {
    const scores = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 8 })
    const rule = fc.oneof(fc.constant(sum), fc.nat(3).map(mean), fc.integer({ min: 1, max: 4 }).map(best))
    fc.assert(
      fc.property(
        scores.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        rule,
        ([one, other], how) => assert.strictEqual(teamScore(how, one, 1), teamScore(how, other, 1))
      )
    )
  })
})
