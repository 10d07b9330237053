import { assert, describe, it } from "@effect/vitest"
import { ChallengeStore, Scores } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect } from "effect"
import { embeddedWorld, postgresWorld } from "./database.ts"
import { drafted } from "./definitions.ts"

const challengeId = ChallengeId.make("spring")
const [ada, bob, eve] = ["ada", "bob", "eve"].map((name) => UserId.make(name))
const everybody = [ada, bob, eve].flatMap((one) => one ?? [])
const scored = (userId: UserId, cell: number) => ({ userId, state: { stride: 1, cells: [cell], sources: [] } })

for (const [adapter, world] of [
  ["Postgres", postgresWorld()],
  ["the embedded store", embeddedWorld()]
] as const)
  describe(`scores where a challenge is locked (${adapter})`, () => {
    it.effect("are replaced where they lie, added where there are none, and again in the same transaction", () =>
      Effect.gen(function* () {
        const [challenges, scores, { transact }] = [yield* ChallengeStore, yield* Scores, yield* Transaction]
        yield* challenges.insert(drafted(challengeId))
        const cells = Effect.map(scores.load(challengeId, everybody), (states) =>
          states.map((state) => state?.cells[0])
        )
        const saved = (...values: ReadonlyArray<number>) =>
          scores.save(
            challengeId,
            values.flatMap((value, at) => everybody.slice(at, at + 1).map((userId) => scored(userId, value)))
          )
        yield* saved(1)
        yield* transact(
          Effect.gen(function* () {
            yield* challenges.find(challengeId)
            assert.deepStrictEqual(yield* cells, [1, undefined, undefined])
            yield* saved(2, 20)
            yield* saved(3, 30)
            assert.deepStrictEqual(yield* cells, [3, 30, undefined])
            yield* saved(4, 40, 400)
          })
        )
        assert.deepStrictEqual(yield* cells, [4, 40, 400])
      }).pipe(Effect.provide(world))
    )
  })
