import { assert, describe, it } from "@effect/vitest"
import { storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { Outbox } from "@laurel/core/challenge"
import { Effect, Layer } from "effect"

describe("the projector (I35)", () => {
  it.live("looks for what waits again after a look that ended in a defect", () => {
    let looks = 0
    const failingOnce = Layer.effect(
      Outbox,
      Effect.map(Outbox, (outbox) => ({
        ...outbox,
        waiting: (...asked: Parameters<typeof outbox.waiting>) =>
          looks++ === 0 ? Effect.die("a row that cannot be read") : outbox.waiting(...asked)
      }))
    ).pipe(Layer.provideMerge(Layer.fresh(Memory.layer)))
    const ports = withBoards(failingOnce, storedBoardsAlone, Memory.layerBoardNews, { pollMs: 5 })
    return Effect.sleep(100).pipe(Effect.andThen(Effect.sync(() => assert.isAbove(looks, 1))), Effect.provide(ports))
  })
})
