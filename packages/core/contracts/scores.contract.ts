import { assert } from "@effect/vitest"
import { Effect } from "effect"
import fc from "fast-check"
import { Scores } from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import type { ScoreState } from "../src/scoring/index.ts"
import { maxMagnitude, UserId } from "../src/shared/index.ts"
import { scoreStates } from "./arbitraries/scoreState.ts"
import { userIds } from "./arbitraries/shared.ts"
import type { Contract } from "./Contract.ts"
import { ada, bob, spring, summer } from "./cast.ts"
import { scoresCommands, scoresObservations } from "./commands/scores.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example, law } from "./worlds.ts"

const state: ScoreState = { stride: 2, cells: [1, -(2 ** 53), maxMagnitude, -maxMagnitude], sources: ["watch"] }
const later: ScoreState = { stride: 1, cells: [], sources: [] }

/** What every adapter's `Scores` does. */
export const scoresContract: Contract<Scores | Transaction> = contractOfFacts("Scores", {
  "`load` gives the state of each user in the order asked, nothing for who has none": example(
    Effect.gen(function* () {
      const port = yield* Scores
      assert.deepStrictEqual(yield* port.load(spring, [ada]), [undefined])
      yield* port.save(spring, [
        { userId: ada, state },
        { userId: bob, state: later }
      ])
      assert.deepStrictEqual(yield* port.load(spring, [UserId.make("nobody"), bob, ada, ada]), [
        undefined,
        later,
        state,
        state
      ])
      assert.deepStrictEqual(yield* port.load(spring, []), [])
      assert.deepStrictEqual(yield* port.load(summer, [ada]), [undefined])
    })
  ),
  "`save` replaces the states of a batch of users, and of no others": example(
    Effect.gen(function* () {
      const port = yield* Scores
      yield* port.save(spring, [
        { userId: ada, state },
        { userId: bob, state }
      ])
      yield* port.save(spring, [{ userId: bob, state: later }])
      yield* port.save(spring, [])
      assert.deepStrictEqual(yield* port.load(spring, [ada, bob]), [state, later])
    })
  ),
  "of a user who is named twice the last state is saved": example(
    Effect.gen(function* () {
      const port = yield* Scores
      yield* port.save(spring, [
        { userId: ada, state },
        { userId: bob, state },
        { userId: ada, state: later }
      ])
      assert.deepStrictEqual(yield* port.load(spring, [ada, bob]), [later, state])
    })
  ),
  "a state is given back as it was saved": law(
    fc.uniqueArray(fc.record({ userId: userIds, state: scoreStates }), {
      maxLength: 5,
      selector: ({ userId }) => userId
    }),
    (saved) =>
      Effect.gen(function* () {
        const port = yield* Scores
        yield* port.save(spring, saved)
        assert.deepStrictEqual(
          yield* port.load(
            spring,
            saved.map(({ userId }) => userId)
          ),
          saved.map((score) => score.state)
        )
      })
  ),
  "batches saved at the same time are each whole": example(
    Effect.gen(function* () {
      const port = yield* Scores
      const batch = (cell: number) => [ada, bob].map((userId) => ({ userId, state: { ...later, cells: [cell] } }))
      yield* Effect.all(
        Array.from({ length: 20 }, (_, cell) => port.save(spring, batch(cell))),
        { concurrency: "unbounded" }
      )
      const [ofAda, ofBob] = yield* port.load(spring, [ada, bob])
      assert.isDefined(ofAda)
      assert.deepStrictEqual(ofAda, ofBob)
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: scoresCommands,
    observe: scoresObservations
  })
})
