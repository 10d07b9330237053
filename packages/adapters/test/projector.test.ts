import { assert, describe, it } from "@effect/vitest"
import { storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { ChallengeStore, Outbox } from "@laurel/core/challenge"
import { ChallengeId, UserId } from "@laurel/core/shared"
import { Context, Effect, Layer, Logger } from "effect"

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
  it.live("reaches every challenge that waits, however many before it cannot be carried", () => {
    // None of them is in the store: each is tried, fails, and waits still.
    const ids = Array.from({ length: 250 }, (_, n) => ChallengeId.make(`nowhere-${String(n).padStart(3, "0")}`))
    const tried = new Set<string>()
    const nowhere = Layer.effectContext(
      Effect.gen(function* () {
        const store = yield* ChallengeStore
        const outbox = yield* Outbox
        yield* Effect.forEach(ids, (id) => outbox.add(id, [UserId.make("ada")]), { discard: true })
        return Context.make(ChallengeStore, {
          ...store,
          find: (id) =>
            Effect.andThen(
              Effect.sync(() => tried.add(id)),
              store.find(id)
            )
        })
      })
    ).pipe(Layer.provideMerge(Layer.fresh(Memory.layer)))
    const ports = withBoards(nowhere, storedBoardsAlone, Memory.layerBoardNews, { pollMs: 1 })
    return Effect.sleep(1).pipe(
      Effect.repeat({ until: () => tried.size === ids.length, times: 1_000 }),
      Effect.andThen(Effect.sync(() => assert.deepStrictEqual([...tried].sort(), ids))),
      Effect.provide(Layer.provideMerge(ports, Logger.layer([])))
    )
  })
})
