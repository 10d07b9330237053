import { assert } from "@effect/vitest"
import { Effect } from "effect"
import fc from "fast-check"
import { type Deposit, Deposits } from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { deposits } from "./arbitraries/deposit.ts"
import type { Contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { depositsCommands, depositsObservations } from "./commands/deposits.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { answerOf, example, law } from "./worlds.ts"

const gift: Deposit = { id: "gift", kind: "Sponsor", payer: "acme", minorUnits: 10n ** 29n, at: 1000 }

const conflictOn = (field: string) => ({ _tag: "DepositConflict", challengeId: spring, id: "gift", field })

/** What every adapter's `Deposits` does. */
export const depositsContract: Contract<Deposits | Transaction> = contractOfFacts("Deposits", {
  "the same deposit again changes nothing and gives `false`, a new one gives `true`": example(
    Effect.gen(function* () {
      const port = yield* Deposits
      assert.isTrue(yield* port.add(spring, gift))
      assert.isFalse(yield* port.add(spring, { ...gift, at: 2000 }))
      assert.deepStrictEqual(yield* port.all(spring), [gift])
    })
  ),
  "other content under the id is a `DepositConflict` naming the first field that differs": example(
    Effect.gen(function* () {
      const port = yield* Deposits
      yield* port.add(spring, gift)
      const conflict = (changed: Partial<Deposit>) => answerOf(port.add(spring, { ...gift, ...changed }))
      assert.deepStrictEqual(yield* conflict({ kind: "CarryOver", payer: "b", minorUnits: 1n }), conflictOn("kind"))
      assert.deepStrictEqual(yield* conflict({ payer: "b", minorUnits: 1n }), conflictOn("payer"))
      assert.deepStrictEqual(yield* conflict({ minorUnits: 10n ** 29n + 1n }), conflictOn("minorUnits"))
      assert.deepStrictEqual(yield* port.all(spring), [gift])
    })
  ),
  "`all` gives the deposits of a challenge in the order in which they were made": example(
    Effect.gen(function* () {
      const port = yield* Deposits
      const made = ["b", "a", "c", "B"].map((id, index): Deposit => ({ ...gift, id, at: 4000 - index }))
      for (const deposit of made) yield* port.add(spring, deposit)
      yield* port.add(summer, gift)
      assert.deepStrictEqual(yield* port.all(spring), made)
      assert.deepStrictEqual(yield* port.all(summer), [gift])
    })
  ),
  "of the same deposit made by many at the same time, one is new": example(
    Effect.gen(function* () {
      const port = yield* Deposits
      const answers = yield* Effect.all(
        Array.from({ length: 20 }, () => port.add(spring, gift)),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(answers.filter((isNew) => isNew).length, 1)
      assert.deepStrictEqual(yield* port.all(spring), [gift])
    })
  ),
  "making all deposits again changes nothing": law(fc.array(deposits, { maxLength: 8 }), (made) =>
    Effect.gen(function* () {
      const port = yield* Deposits
      const first = yield* Effect.forEach(made, (deposit) => answerOf(port.add(spring, deposit)))
      const kept = yield* port.all(spring)
      const again = yield* Effect.forEach(made, (deposit) => answerOf(port.add(spring, deposit)))
      assert.deepStrictEqual(yield* port.all(spring), kept)
      assert.deepStrictEqual(
        again,
        first.map((answer) => (answer === true ? false : answer))
      )
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: depositsCommands,
    observe: depositsObservations
  })
})
