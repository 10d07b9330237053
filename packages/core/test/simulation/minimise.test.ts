import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import fc from "fast-check"
import { minimise } from "../../simulation/minimise.ts"

const all = Array.from({ length: 64 }, (_, index) => index)

describe("making a counterexample smaller", () => {
  it("finds exactly the items that it takes to fail", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...all), { maxLength: 5 }), (needed) => {
        const fails = (kept: ReadonlyArray<number>) => Effect.succeed(needed.every((item) => kept.includes(item)))
        const { items } = Effect.runSync(minimise(all, fails, 1000))
        assert.deepStrictEqual(
          [...items],
          needed.toSorted((a, b) => a - b)
        )
      })
    )
  })

  it("stops at its budget with what it has by then", () => {
    const { items, trials } = Effect.runSync(minimise(all, (kept) => Effect.succeed(kept.includes(9)), 3))
    assert.strictEqual(trials, 3)
    assert.isTrue(items.includes(9) && items.length < all.length)
  })
})
