import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { Audit, ownScope, verifyAudit } from "../../src/audit/index.ts"
import {
  amendCircle,
  Circles,
  circleBytes,
  createCircle,
  deleteCircle,
  joinCircle,
  leaveCircle,
  seeCircle
} from "../../src/community/index.ts"
import { UserId } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { ada, bob } from "../cast.ts"
import { answerOf, example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"

const zoe = UserId.make("zoe")

const created = (number = 1) => createCircle({ name: "Walkers" }, ada, new Uint8Array(circleBytes).fill(number))

/** A circle goes through all that can become of one. */
export const circleChronicle = Effect.gen(function* () {
  const { id } = yield* created()
  yield* joinCircle(id, bob)
  yield* joinCircle(id, bob)
  yield* joinCircle(id, zoe)
  yield* amendCircle(id, { name: "Runners" }, ada)
  yield* amendCircle(id, { name: "Runners" }, ada)
  yield* leaveCircle(id, zoe, ada)
  yield* leaveCircle(id, ada, ada)
  yield* deleteCircle(id, bob)
  return id
})

/** What becomes of circles and of who is in them. */
export const circlesStory = contract<StoryPorts>("Story of the circles", {
  "whatever changes a circle or who is in it has one entry in the audit log, and what changes nothing has none":
    example(
      Effect.gen(function* () {
        yield* circleChronicle
        const written = yield* Audit.use((audit) => audit.page(ownScope, 0, 100))
        assert.deepStrictEqual(
          written.map(({ action, actor }) => `${action} by ${actor}`),
          [
            "circle.create by ada",
            "circle.join by bob",
            "circle.join by zoe",
            "circle.amend by ada",
            "circle.remove-member by ada",
            "circle.leave by ada",
            "circle.delete by bob"
          ]
        )
        assert.isUndefined((yield* verifyAudit(ownScope)).finding)
      })
    ),

  "a private circle is not there for who is not in it, whatever they ask; its owner alone changes it": example(
    Effect.gen(function* () {
      const { id } = yield* created()
      yield* joinCircle(id, bob)
      yield* amendCircle(id, { visibility: "private" }, ada)
      const tagOf = <R>(act: Effect.Effect<unknown, { readonly _tag: string }, R>) =>
        Effect.map(Effect.flip(act), ({ _tag }) => _tag)
      for (const act of [
        seeCircle(id, { userId: zoe }),
        joinCircle(id, zoe),
        leaveCircle(id, zoe, zoe),
        leaveCircle(id, bob, zoe),
        amendCircle(id, { name: "Mine" }, zoe),
        deleteCircle(id, zoe)
      ])
        assert.strictEqual(yield* tagOf(act), "CircleNotFound")
      for (const act of [amendCircle(id, { name: "Mine" }, bob), deleteCircle(id, bob), leaveCircle(id, ada, bob)])
        assert.strictEqual(yield* tagOf(act), "NotCircleOwner")
      assert.strictEqual((yield* seeCircle(id, { userId: zoe, seesAll: true })).memberCount, 2)
      assert.strictEqual((yield* seeCircle(id, { userId: bob })).name, "Walkers")
    })
  ),

  "of a circle that all leave at the same time nothing is left": example(
    Effect.gen(function* () {
      const { id } = yield* created()
      const users = Array.from({ length: 12 }, (_, number) => UserId.make(`user ${number}`))
      yield* Effect.all(
        users.map((userId) => joinCircle(id, userId)),
        { concurrency: "unbounded" }
      )
      yield* Effect.all(
        [ada, ...users].map((userId) => answerOf(leaveCircle(id, userId, userId))),
        { concurrency: "unbounded" }
      )
      assert.isTrue(Option.isNone(yield* Circles.use((circles) => circles.find(id))))
      assert.deepStrictEqual(yield* Circles.use((circles) => circles.ofUser(ada, 10)), [])
    })
  )
})
