import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { byMerit } from "../../src/ranking/index.ts"
import { anyField, anyRule, chainOf, ruleOf, standing } from "./standings.ts"

describe("the order by merit", () => {
  it("score in the rule's direction, then the tuple, then the participant id", () => {
    const rule = ruleOf({ tieBreaks: chainOf(2) })
    const a = standing("a", 5, { tieBreak: [1, 2] })
    assert.strictEqual(byMerit(rule)(a, standing("A", 4, { tieBreak: [0, 0] })), -1)
    assert.strictEqual(byMerit(rule)(a, standing("b", 6, { tieBreak: [9, 9] })), 1)
    assert.strictEqual(byMerit(ruleOf({ direction: "lowest" }))(a, standing("b", 6)), -1)
    assert.strictEqual(byMerit(rule)(a, standing("A", 5, { tieBreak: [2, 0] })), -1)
    assert.strictEqual(byMerit(rule)(a, standing("b", 5, { tieBreak: [1, 1] })), 1)
    assert.strictEqual(byMerit(rule)(a, standing("A", 5, { tieBreak: [1, 2] })), 1)
    assert.strictEqual(byMerit(rule)(a, standing("b", 5, { tieBreak: [1, 2] })), -1)
    assert.strictEqual(byMerit(rule)(a, { ...a, measures: {} }), 0)
  })

  it("is a total order: no two standings compare equal, and it is antisymmetric and transitive", () => {
    fc.assert(
      fc.property(anyRule, anyField(2, 8), (rule, field) => {
        const order = byMerit(rule)
        for (const a of field) {
          for (const b of field) {
            assert.strictEqual(order(a, b), a === b ? 0 : order(b, a) === 1 ? -1 : 1)
            for (const c of field) if (order(a, b) <= 0 && order(b, c) <= 0) assert.isAtMost(order(a, c), 0)
          }
        }
      })
    )
  })

  it("turning the direction round turns round those of different scores", () => {
    fc.assert(
      fc.property(anyRule, anyField(2, 8), (rule, field) => {
        const [high, low] = [byMerit({ ...rule, direction: "highest" }), byMerit({ ...rule, direction: "lowest" })]
        for (const a of field) {
          for (const b of field) assert.strictEqual(high(a, b), a.score === b.score ? low(a, b) : low(b, a))
        }
      })
    )
  })
})
