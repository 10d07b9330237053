import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { award, checkPlan, conservation } from "../../src/prize/index.ts"
import { plannedPrizes, prizeInput } from "../../simulation/arbitraries/prizePlan.ts"

const cases = plannedPrizes.chain((planned) => fc.tuple(fc.constant(planned), prizeInput(planned)))

describe("prize plans", () => {
  it("sound plans: never fails in award and conserves money", () => {
    let sound = 0
    let all = 0
    fc.assert(
      fc.property(cases, ([{ plan, ranking, field }, input]) => {
        all++
        if (checkPlan(plan, ranking, field).length > 0) return
        sound++
        const prizes = Result.getOrThrow(award(plan, ranking, input))
        assert.isTrue(conservation(prizes).isBalanced)
      }),
      { numRuns: 3000 }
    )
    console.log(sound, all)
  })
  it("all plans conserve", () => {
    let ok = 0
    const why: Record<string, number> = {}
    fc.assert(
      fc.property(cases, ([{ plan, ranking }, input]) => {
        const prizes = award(plan, ranking, input)
        if (Result.isFailure(prizes)) { why[prizes.failure._tag] = (why[prizes.failure._tag] ?? 0) + 1; return }
        ok++
        assert.isTrue(conservation(prizes.success).isBalanced)
      }),
      { numRuns: 5000 }
    )
    console.log(ok, why)
  })
})
