import { assert, describe, it } from "@effect/vitest"
import { storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { ActivityLog } from "@laurel/core/activity"
import { makeLiveActivities, Projector, review } from "@laurel/core/challenge"
import { ChallengeId } from "@laurel/core/shared"
import { Effect, Fiber, Layer } from "effect"
import { ada, bob, enter, follower, olga, underWay, walk } from "./ownActivities.ts"

/** How often the log was read for changes, by whose they are. */
const reads = new Map<string, number>()
const counting = Layer.effect(
  ActivityLog,
  Effect.map(ActivityLog, (log) =>
    ActivityLog.of({
      ...log,
      changes: (id, userId, ...asked) =>
        Effect.suspend(() => {
          reads.set(userId, (reads.get(userId) ?? 0) + 1)
          return log.changes(id, userId, ...asked)
        })
    })
  )
).pipe(Layer.provideMerge(Layer.fresh(Memory.layer)))

const ports = () =>
  withBoards(Layer.fresh(counting), storedBoardsAlone, Layer.fresh(Memory.layerBoardNews), { pollMs: 20 })

const watch = { source: "watch" }

/** Waits until it is known who takes part, and what they did is on the boards. */
const carried = (id: ChallengeId) => Projector.use(({ settled }) => settled(id))

describe("one's own activities as they happen (H09)", () => {
  it.live("are told as they are kept, replaced, voided, held and decided about, and nobody else's", () =>
    Effect.gen(function* () {
      const live = yield* makeLiveActivities()
      const id = yield* underWay("own", ada, bob)
      yield* walk("own", ada, "before", 5)
      const me = follower(ada)
      yield* Effect.forkScoped(me.follow(live))
      yield* me.until(() => me.following().length === 1)
      assert.deepStrictEqual(me.following(), [[id]])
      yield* walk("own", bob, "walk", 70)
      yield* walk("own", ada, "walk", 70)
      yield* walk("own", ada, "walk", 70)
      // A worse one changes no score, and is told.
      yield* walk("own", ada, "worse", 60)
      yield* walk("own", ada, "walk", 80, { revision: 1 })
      yield* walk("own", ada, "walk", 0, { revision: 2, void: true })
      yield* walk("own", ada, "far", 1_001)
      yield* walk("own", ada, "beyond", 10_001)
      yield* me.until(() => me.changes().length === 6)
      yield* review(id, { ...watch, sourceKey: "ada far" }, "Released", olga)
      yield* review(id, { ...watch, sourceKey: "ada worse" }, "Rejected", olga)
      yield* me.until(() => me.changes().length === 8)
      assert.deepStrictEqual(
        new Set(me.shown()),
        new Set([
          "own ada worse 0 60 Counts",
          "own ada walk 2 0 Void",
          "own ada far 0 1001 Quarantined",
          "own ada beyond 0 10001 Refused",
          "own ada far 0 1001 Released",
          "own ada worse 0 60 Rejected",
          ...me.shown().filter((text) => /^own ada walk [01] /.test(text))
        ])
      )
    }).pipe(Effect.scoped, Effect.provide(ports()))
  )

  it.live("go on where somebody was, also with what was entered meanwhile", () =>
    Effect.gen(function* () {
      const live = yield* makeLiveActivities()
      yield* underWay("own", ada)
      yield* underWay("later", bob)
      const me = follower(ada)
      const following = yield* Effect.forkScoped(me.follow(live))
      yield* me.until(() => me.following().length === 1)
      yield* walk("own", ada, "1", 10)
      yield* me.until(() => me.changes().length === 1)
      yield* Fiber.interrupt(following)
      for (let n = 2; n <= 230; n++) yield* walk("own", ada, `${n}`, n)
      yield* enter("later", ada)
      yield* walk("later", ada, "1", 10)
      yield* carried(ChallengeId.make("later"))
      yield* Effect.forkScoped(me.follow(live))
      yield* me.until(() => me.changes().length === 231)
      assert.deepStrictEqual(me.following().at(-1), [ChallengeId.make("later"), ChallengeId.make("own")])
      assert.deepStrictEqual(
        me.shown().filter((text) => text.startsWith("own")),
        Array.from({ length: 230 }, (_, n) => `own ada ${n + 1} 0 ${n === 0 ? 10 : n + 1} Counts`)
      )
      assert.include(me.shown(), "later ada 1 0 10 Counts")
    }).pipe(Effect.scoped, Effect.provide(ports()))
  )

  it.live("cost no read while only others do something, and none at all where nobody follows", () =>
    Effect.gen(function* () {
      const live = yield* makeLiveActivities()
      const id = yield* underWay("own", ada, bob)
      reads.clear()
      yield* walk("own", ada, "1", 10)
      yield* carried(id)
      const [adas, bobs] = [follower(ada), follower(bob)]
      assert.strictEqual(reads.size, 0)
      yield* Effect.forkScoped(adas.follow(live))
      yield* adas.until(() => adas.following().length === 1)
      yield* Effect.forkScoped(bobs.follow(live))
      yield* bobs.until(() => bobs.following().length === 1)
      yield* walk("own", bob, "1", 10)
      yield* bobs.until(() => bobs.changes().length === 1)
      const begun = reads.get(ada)
      for (let n = 2; n <= 20; n++) {
        yield* walk("own", bob, `${n}`, n)
        yield* bobs.until(() => bobs.changes().length === n)
      }
      assert.strictEqual(reads.get(ada), begun)
      yield* walk("own", ada, "2", 10)
      yield* adas.until(() => adas.changes().length === 1)
      assert.strictEqual(reads.get(ada), (begun ?? 0) + 1)
    }).pipe(Effect.scoped, Effect.provide(ports()))
  )
})
