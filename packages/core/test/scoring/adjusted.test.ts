import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { adjusted, type Scored } from "../../src/scoring/index.ts"
import { maxMagnitude } from "../../src/shared/index.ts"

const scored = (score: number, status: Scored["status"] = "Scored"): Scored => ({
  status,
  score,
  measures: { far: 3 },
  activeDays: 2,
  reachedAt: 1_000
})

describe("adjusting a score", () => {
  it("adds to the score and leaves everything else as the activities say", () => {
    assert.deepStrictEqual(adjusted(scored(100), -30n), { ...scored(70), measures: { far: 3 } })
    assert.deepStrictEqual(adjusted(scored(5, "Unqualified"), 30n), scored(35, "Unqualified"))
  })

  it("gives nobody a score who has none", () => {
    assert.deepStrictEqual(adjusted(scored(0, "Missing"), 30n), scored(0, "Missing"))
  })

  it("saturates as scores do", () => {
    assert.strictEqual(adjusted(scored(1), 3n * BigInt(maxMagnitude)).score, maxMagnitude)
    assert.strictEqual(adjusted(scored(-1), -3n * BigInt(maxMagnitude)).score, -maxMagnitude)
  })

  it("by a sum and by its opposite is as before, while the score is within its bounds", () => {
    const small = fc.integer({ min: -(2 ** 30), max: 2 ** 30 })
    fc.assert(
      fc.property(small, small, (score, by) => {
        const there = adjusted(scored(score), BigInt(by))
        assert.deepStrictEqual(adjusted(there, -BigInt(by)), scored(score))
      })
    )
  })
})
