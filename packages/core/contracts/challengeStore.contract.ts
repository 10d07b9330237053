import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { ChallengeStore } from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import type { ChallengeId } from "../src/shared/index.ts"
import { draftOf, inEveryState } from "./arbitraries/challenge.ts"
import { type Contract, contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { challengeStoreCommands, challengeStoreObservations } from "./commands/challengeStore.ts"
import { agreesWithModel } from "./modelRun.ts"
import { answerOf, eachOf, example } from "./worlds.ts"

const found = (port: ChallengeStore["Service"], id: ChallengeId) => Effect.map(port.find(id), Option.getOrUndefined)
const exists = { _tag: "ChallengeExists", challengeId: spring }
const atOnce = { concurrency: "unbounded" } as const

/** What every adapter's `ChallengeStore` does. */
export const challengeStoreContract: Contract<ChallengeStore | Transaction> = contract("ChallengeStore", {
  "`find` gives what was written last, in whatever state": eachOf(inEveryState(spring, 1), (challenge) =>
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      assert.isUndefined(yield* found(port, spring))
      yield* port.insert(challenge)
      assert.deepStrictEqual(yield* found(port, spring), challenge)
      yield* port.save({ ...challenge, version: 2 }, 1)
      assert.deepStrictEqual(yield* found(port, spring), { ...challenge, version: 2 })
      assert.isUndefined(yield* found(port, summer))
    })
  ),
  "of two challenges with one id the first stays, the second is `ChallengeExists`": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      yield* port.insert(draftOf(spring, 0))
      assert.deepStrictEqual(yield* answerOf(port.insert(draftOf(spring, 0))), exists)
      assert.deepStrictEqual(yield* answerOf(port.insert(draftOf(spring, 7))), exists)
      yield* port.insert(draftOf(summer, 0))
      assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, 0))
    })
  ),
  "of many inserts of one id at the same time, one succeeds": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      const inserts = Array.from({ length: 20 }, (_, version) => answerOf(port.insert(draftOf(spring, version))))
      const answers = yield* Effect.all(inserts, atOnce)
      assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, answers.indexOf(undefined)))
      assert.deepStrictEqual(
        answers.filter((answer) => answer !== undefined),
        Array.from({ length: 19 }, () => exists)
      )
    })
  ),
  "`save` of what does not exist is `ChallengeNotFound`": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      assert.deepStrictEqual(yield* answerOf(port.save(draftOf(spring, 1), 0)), {
        _tag: "ChallengeNotFound",
        challengeId: spring
      })
      assert.isUndefined(yield* found(port, spring))
    })
  ),
  "`save` replaces the challenge only while it is at the expected version; otherwise `VersionConflict`, nothing written":
    example(
      Effect.gen(function* () {
        const port = yield* ChallengeStore
        yield* port.insert(draftOf(spring, 3))
        for (const expected of [2, 4]) {
          assert.deepStrictEqual(yield* answerOf(port.save(draftOf(spring, 4), expected)), {
            _tag: "VersionConflict",
            challengeId: spring,
            expected,
            actual: 3
          })
        }
        assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, 3))
        yield* port.save(draftOf(spring, 4), 3)
        assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, 4))
      })
    ),
  "of many writers at one version, one succeeds": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      yield* port.insert(draftOf(spring, 0))
      const saves = Array.from({ length: 20 }, (_, index) => answerOf(port.save(draftOf(spring, index + 1), 0)))
      const answers = yield* Effect.all(saves, atOnce)
      assert.strictEqual(answers.filter((answer) => answer === undefined).length, 1)
      assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, answers.indexOf(undefined) + 1))
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: challengeStoreCommands,
    observe: challengeStoreObservations
  })
})
