import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import {
  amendCircle,
  Circles,
  circleBytes,
  createCircle,
  deleteCircle,
  joinCircle,
  leaveCircle
} from "@laurel/core/community"
import { UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"

const [ada, bob, cem] = [UserId.make("ada"), UserId.make("bob"), UserId.make("cem")]

/** Circles in which somebody else is quicker, once: right after whoever comes next has looked. */
const outrun = (circles: Circles["Service"], meanwhile: Effect.Effect<unknown, unknown>): Circles["Service"] => {
  let isDone = false
  return Circles.of({
    ...circles,
    find: (id) =>
      Effect.tap(circles.find(id), () => {
        if (isDone) return Effect.void
        isDone = true
        return Effect.orDie(meanwhile)
      })
  })
}

/** Ada's circle, in which Bob is. */
const walkers = Effect.gen(function* () {
  const { id } = yield* createCircle({ name: "Walkers" }, ada, new Uint8Array(circleBytes))
  yield* joinCircle(id, bob)
  return { id, circles: yield* Circles }
})

const refused = <A, E extends { readonly _tag: string }, R>(
  act: Effect.Effect<A, E, R>,
  circles: Circles["Service"]
): Effect.Effect<string, never, Exclude<R, Circles>> =>
  act.pipe(
    Effect.match({ onSuccess: () => "was not refused", onFailure: ({ _tag }) => _tag }),
    Effect.provideService(Circles, circles)
  )

describe("who owns a circle, and who may see it, is decided when it is changed, not when it was looked at", () => {
  it.effect("whoever owns it no longer does not change it, take it away or take somebody out of it", () =>
    Effect.gen(function* () {
      const { id, circles } = yield* walkers
      const quicker = () => outrun(circles, circles.leave(id, ada))
      assert.strictEqual(yield* refused(amendCircle(id, { name: "Runners" }, ada), quicker()), "NotCircleOwner")
      assert.strictEqual(yield* refused(deleteCircle(id, ada), quicker()), "NotCircleOwner")
      assert.strictEqual(yield* refused(leaveCircle(id, bob, ada), quicker()), "NotCircleOwner")
    }).pipe(Effect.provide(Layer.fresh(Memory.layer)))
  )

  it.effect("nobody joins one that has become private", () =>
    Effect.gen(function* () {
      const { id, circles } = yield* walkers
      const quicker = outrun(circles, circles.amend(id, { visibility: "private" }))
      assert.strictEqual(yield* refused(joinCircle(id, cem), quicker), "CircleNotFound")
    }).pipe(Effect.provide(Layer.fresh(Memory.layer)))
  )
})
