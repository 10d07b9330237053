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
  "a bucket gives so many at once, and nothing when it is empty, however many take from it at the same time": example(
    Effect.gen(function* () {
      const { take } = yield* Budgets
      const bucket = { ...one("bucket", "x", 600_000), quota: 7 }
      const [first, second] = yield* take([bucket, bucket])
      assert.deepStrictEqual([first?.count, second?.count], [1, 2])
      const answers = yield* Effect.all(
        upTo(50).map((at) => take(at % 2 === 0 ? [bucket] : [one("a", "y"), bucket])),
        { concurrency: "unbounded" }
      )
      const counts = answers.map((taken) => taken.at(-1)?.count ?? 0)
      assert.deepStrictEqual(
        counts.filter((count) => count <= 7).sort((a, b) => a - b),
        [3, 4, 5, 6, 7]
      )
      const [left] = yield* take([bucket])
      assert.isAbove(left?.count ?? 0, 7)
      assert.isTrue((left?.endsInMs ?? 0) > 0 && (left?.endsInMs ?? 0) <= 600_000 / 7 + 1, `${left?.endsInMs}`)
      assert.deepStrictEqual(
        (yield* take([{ ...bucket, by: "z" }])).map(({ count }) => count),
        [1]
      )
    })
  ),
  "what was taken from a bucket comes back one by one, and what was refused is not waited for": example(
    Effect.gen(function* () {
      const { take } = yield* Budgets
      const bucket = { ...one("bucket", "slow", 6_000), quota: 3 }
      const taken = Effect.map(take([bucket]), ([only]) => only ?? { count: 0, endsInMs: 0 })
      for (const count of upTo(3)) assert.strictEqual((yield* taken).count, count)
      let refused = yield* taken
      for (let again = 0; again < 5; again++) refused = yield* taken
      assert.isAbove(refused.count, 3)
      yield* Effect.sleep(refused.endsInMs + 50)
      // On a machine that is busy more may be back by now: one at least, and not all.
      const { count } = yield* taken
      assert.isAtMost(count, 3)
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
