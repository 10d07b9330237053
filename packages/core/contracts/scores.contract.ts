import { assert } from "@effect/vitest"
import { Effect } from "effect"
import fc from "fast-check"
import { Scores } from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import type { ScoreState } from "../src/scoring/index.ts"
import { maxMagnitude, UserId } from "../src/shared/index.ts"
import { scoreStates } from "./arbitraries/scoreState.ts"
import { userIds } from "./arbitraries/shared.ts"
import { type Contract, contract } from "./Contract.ts"
import { ada, bob, spring, summer } from "./cast.ts"
import { scoresCommands, scoresObservations } from "./commands/scores.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example, law } from "./worlds.ts"

const state: ScoreState = { stride: 2, cells: [1, -(2 ** 53), maxMagnitude, -maxMagnitude], sources: ["watch"] }
const later: ScoreState = { stride: 1, cells: [], sources: [] }

/** What every adapter's `Scores` does. */
export const scoresContract: Contract<Scores | Transaction> = contract("Scores", {
  "`load` gives the states of those users that have one": example(
    Effect.gen(function* () {
      const port = yield* Scores
      assert.deepStrictEqual(yield* port.load(spring, [ada]), new Map())
      yield* port.save(
        spring,
        new Map([
          [ada, state],
          [bob, later]
        ])
      )
      assert.deepStrictEqual(yield* port.load(spring, [UserId.make("nobody"), ada, ada]), new Map([[ada, state]]))
      assert.deepStrictEqual(yield* port.load(spring, []), new Map())
      assert.deepStrictEqual(yield* port.load(summer, [ada]), new Map())
    })
  ),
  "`save` replaces the states of a batch of users, and of no others": example(
    Effect.gen(function* () {
      const port = yield* Scores
      yield* port.save(
        spring,
        new Map([
          [ada, state],
          [bob, state]
        ])
      )
      yield* port.save(spring, new Map([[bob, later]]))
      yield* port.save(spring, new Map())
      assert.deepStrictEqual(
        yield* port.load(spring, [ada, bob]),
        new Map([
          [ada, state],
          [bob, later]
        ])
      )
    })
  ),
  "a state is given back as it was saved": law(fc.array(fc.tuple(userIds, scoreStates), { maxLength: 5 }), (saved) =>
    Effect.gen(function* () {
      const port = yield* Scores
      const states = new Map(saved)
      yield* port.save(spring, states)
      assert.deepStrictEqual(yield* port.load(spring, [...states.keys()]), states)
    })
  ),
  "batches saved at the same time are each whole": example(
    Effect.gen(function* () {
      const port = yield* Scores
      const batch = (cell: number) =>
        new Map([ada, bob].map((userId) => [userId, { ...later, cells: [cell] }] as const))
      yield* Effect.all(
        Array.from({ length: 20 }, (_, cell) => port.save(spring, batch(cell))),
        { concurrency: "unbounded" }
      )
      const states = yield* port.load(spring, [ada, bob])
      assert.strictEqual(states.size, 2)
      assert.deepStrictEqual(states.get(ada), states.get(bob))
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: scoresCommands,
    observe: scoresObservations
  })
})
