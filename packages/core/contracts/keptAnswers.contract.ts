import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { KeptAnswers } from "../src/access/index.ts"
import { Transaction } from "../src/runtime/index.ts"
import { PrincipalId } from "../src/shared/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { keptAnswersCommands, keptAnswersObservations } from "./commands/keptAnswers.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example } from "./worlds.ts"

const request = (key: string) => ({ by: PrincipalId.make("ada"), operation: "join", key })
const hash = "0".repeat(64)

/** What every adapter's `KeptAnswers` does. */
export const keptAnswersContract: Contract<KeptAnswers | Transaction> = contract("KeptAnswers", {
  "`claim` gives nothing the first time, and afterwards what is kept": example(
    Effect.gen(function* () {
      const port = yield* KeptAnswers
      assert.deepStrictEqual(yield* port.claim(request("1"), hash, 1_000), Option.none())
      assert.deepStrictEqual(yield* port.claim(request("1"), "f".repeat(64), 2_000), Option.some({ requestHash: hash }))
      yield* port.answer(request("1"), "done")
      assert.deepStrictEqual(
        yield* port.claim(request("1"), hash, 2_000),
        Option.some({ requestHash: hash, answer: "done" })
      )
    })
  ),
  "of those who claim the same at the same time one carries it out, and the others are given its answer": example(
    Effect.gen(function* () {
      const port = yield* KeptAnswers
      const { transact } = yield* Transaction
      let carriedOut = 0
      const one = transact(
        Effect.gen(function* () {
          const kept = yield* port.claim(request("1"), hash, 1_000)
          if (Option.isSome(kept)) return kept.value.answer
          carriedOut++
          yield* Effect.yieldNow
          yield* port.answer(request("1"), "done")
          return "done"
        })
      )
      const answers = yield* Effect.all(
        Array.from({ length: 8 }, () => one),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual([carriedOut, ...answers], [1, ...answers.map(() => "done")])
    })
  ),
  "what is rolled back was not claimed": example(
    Effect.gen(function* () {
      const port = yield* KeptAnswers
      const { transact } = yield* Transaction
      yield* Effect.exit(
        transact(Effect.andThen(port.claim(request("1"), hash, 1_000), Effect.fail("changed my mind")))
      )
      assert.deepStrictEqual(yield* port.claim(request("1"), hash, 1_000), Option.none())
    })
  ),
  "`forget` forgets those before an instant, the oldest first, and no more than asked": example(
    Effect.gen(function* () {
      const port = yield* KeptAnswers
      for (const [at, key] of ["c", "a", "b", "d"].entries()) yield* port.claim(request(key), hash, 1_000 * at)
      assert.strictEqual(yield* port.forget(3_000, 2), 2)
      assert.isTrue(Option.isSome(yield* port.claim(request("b"), hash, 9_000)))
      assert.strictEqual(yield* port.forget(3_000, 2), 1)
      assert.strictEqual(yield* port.forget(3_000, 2), 0)
      assert.isTrue(Option.isSome(yield* port.claim(request("d"), hash, 9_000)))
      assert.isTrue(Option.isNone(yield* port.claim(request("c"), hash, 9_000)))
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: keptAnswersCommands,
    observe: keptAnswersObservations
  })
})
