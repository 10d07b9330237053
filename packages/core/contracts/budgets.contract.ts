import { assert } from "@effect/vitest"
import { Effect } from "effect"
import fc from "fast-check"
import { Budgets, type Take } from "../src/access/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { example, law } from "./worlds.ts"

const minute = 60_000
const one = (budget: string, by: string, windowMs = minute): Take => ({ budget, by, windowMs })

const countsOf = Effect.fnUntraced(function* (takes: ReadonlyArray<Take>) {
  return (yield* (yield* Budgets).take(takes)).map(({ count }) => count)
})

const upTo = (last: number): ReadonlyArray<number> => Array.from({ length: last }, (_, at) => at + 1)

const takes = fc.array(
  fc.array(fc.record({ budget: fc.constantFrom("a", "b:"), by: fc.constantFrom("x", ":x", "é 1") }), {
    minLength: 1,
    maxLength: 3
  }),
  { maxLength: 20 }
)

/** What everybody does who keeps `Budgets`. */
export const budgetsContract: Contract<Budgets> = contract("Budgets", {
  "each is given the next count of its budget, and everybody has their own": law(takes, (asked) =>
    Effect.gen(function* () {
      const model = new Map<string, number>()
      for (const some of asked) {
        const expected = some.map(({ budget, by }) => {
          const key = JSON.stringify([budget, by])
          const next = (model.get(key) ?? 0) + 1
          model.set(key, next)
          return next
        })
        assert.deepStrictEqual(yield* countsOf(some.map(({ budget, by }) => one(budget, by))), expected)
      }
    })
  ),
  "no two of those who take at the same time are given the same count, and none is left out": example(
    Effect.gen(function* () {
      const answers = yield* Effect.all(
        upTo(500).map((at) => countsOf([one("a", "x"), one("b", `${at % 5}`)])),
        { concurrency: "unbounded" }
      )
      const sorted = answers.map(([first = 0]) => first).sort((a, b) => a - b)
      assert.deepStrictEqual(sorted, upTo(500))
      for (const at of upTo(5)) {
        const some = answers.filter((_, index) => (index + 1) % 5 === at % 5).map(([, second = 0]) => second)
        assert.deepStrictEqual(
          some.sort((a, b) => a - b),
          upTo(100)
        )
      }
    })
  ),
  "a window ends with the time that it has from its first, and counting begins anew": example(
    Effect.gen(function* () {
      const { take } = yield* Budgets
      const short = one("a", "x", 1_000)
      const [first] = yield* take([short])
      const [second] = yield* take([short])
      assert.deepStrictEqual([first?.count, second?.count], [1, 2])
      const [left = 0, later = 0] = [first?.endsInMs, second?.endsInMs]
      assert.isTrue(left > 0 && left <= 1_000 && later <= left, `${left}, then ${later}`)
      yield* Effect.sleep(left + 100)
      assert.deepStrictEqual(yield* countsOf([short]), [1])
      assert.deepStrictEqual(yield* countsOf([short]), [2])
    })
  )
})
