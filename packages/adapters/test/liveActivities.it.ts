import { assert, describe, it } from "@effect/vitest"
import { storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { layerWallet } from "@laurel/adapters/payments"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { layerBoardNews } from "@laurel/adapters/redis"
import { ActivityLog } from "@laurel/core/activity"
import type { BoardNews } from "@laurel/core/board"
import { makeLiveActivities, Outbox, rebuildBoards, review } from "@laurel/core/challenge"
import { type ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Fiber, Layer } from "effect"
import { inject } from "vitest"
import { newDatabase } from "./database.ts"
import { ada, bob, enter, follower, olga, underWay, walk } from "./ownActivities.ts"

/** A process of its own, as far as the store and Redis know. */
const processOn = (url: string, news: Layer.Layer<BoardNews>) =>
  Layer.build(
    Layer.fresh(withBoards(Layer.merge(layer({ url }), layerWallet), storedBoardsAlone, news, { pollMs: 50 }))
  )

const rounds = 60

for (const [name, news] of [
  ["nothing but Postgres", () => Layer.fresh(Memory.layerBoardNews)],
  ["Redis", () => layerBoardNews({ url: inject("redis"), prefix: `own-${process.pid}` })]
] as const) {
  describe(`one's own activities at two processes with ${name} between them (H09, R-12)`, () => {
    it.live(
      "are told without a gap and nothing twice, wherever they are recorded, and to whoever goes from one to the other",
      () =>
        Effect.gen(function* () {
          const url = yield* newDatabase
          yield* Effect.provide(Connection.use(migrate), layerConnection({ url }))
          const ports = [yield* processOn(url, news()), yield* processOn(url, news())] as const
          const lives = [
            yield* Effect.provide(makeLiveActivities({ lookEveryMs: 500 }), ports[0]),
            yield* Effect.provide(makeLiveActivities({ lookEveryMs: 500 }), ports[1])
          ] as const
          const others = Array.from({ length: 5 }, (_, n) => UserId.make(`other ${n}`))
          const id = yield* Effect.provide(underWay("own", ada, bob, ...others), ports[0])
          yield* Effect.provide(underWay("second", ada), ports[1])
          yield* Effect.provide(walk("own", ada, "before", 10), ports[1])
          yield* Effect.sleep(500)
          const [still, moving] = [follower(ada), follower(ada)]
          yield* Effect.forkScoped(still.follow(lives[0]))
          let at = yield* Effect.forkScoped(moving.follow(lives[0]))
          for (const one of [still, moving]) yield* one.until(() => one.following().length > 0)
          for (let round = 0; round < rounds; round++) {
            const here = ports[(round * 7) % 2 === 0 ? 0 : 1]
            const challenge = round % 3 === 0 ? "second" : "own"
            const quantity = (round * 37) % 150
            yield* Effect.provide(walk(challenge, ada, `${round}`, quantity * 10), here)
            if (round % 4 === 0) yield* Effect.provide(walk("own", others[round % 5] ?? bob, `${round}`, round), here)
            if (round % 5 === 0) yield* Effect.provide(walk(challenge, ada, `${round}`, 7, { revision: 1 }), here)
            if (round % 11 === 4) yield* Effect.provide(reviewed(id, `ada ${round}`), here)
            if (round % 20 === 17) yield* Effect.provide(rebuildBoards(id), here)
            if (round % 20 === 10) {
              yield* Fiber.interrupt(at)
              at = yield* Effect.forkScoped(moving.follow(lives[round % 40 === 10 ? 1 : 0]))
            }
          }
          const expected = yield* Effect.provide(all(id), ports[0])
          for (const one of [still, moving]) {
            yield* one.until(
              () =>
                one
                  .changes()
                  .filter((change) => change.id === id)
                  .at(-1)?.change === expected.at(-1)?.change
            )
            const told = one.changes().filter((change) => change.id === id)
            const changes = told.map(({ change }) => change)
            assert.deepStrictEqual(
              changes,
              [...new Set(changes)].sort((a, b) => a - b),
              "in order, nothing twice"
            )
            // What was told before it was decided about was told once more then.
            const last = new Set(changes)
            assert.deepStrictEqual(
              expected.filter(({ change }) => !last.has(change)).map(({ arrival }) => arrival.activity.sourceKey),
              ["ada before"]
            )
          }
          // Another challenge that is entered at the other process is followed, from its beginning.
          yield* Effect.provide(underWay("third", bob), ports[1])
          yield* Effect.provide(enter("third", ada), ports[1])
          yield* Effect.provide(walk("third", ada, "1", 30), ports[1])
          yield* still.until(() => still.shown().includes("third ada 1 0 30 Counts"))
        }).pipe(Effect.scoped),
      60_000
    )
  })
}

/** All that changed of what ada did. */
const all = (id: ChallengeId) => ActivityLog.use((log) => log.changes(id, ada, 0, 10_000))

/** One activity is decided about, and everybody is carried with whoever is named. */
const reviewed = (id: ChallengeId, sourceKey: string) =>
  Effect.andThen(
    review(id, { source: "watch", sourceKey }, "Released", olga),
    Outbox.use((outbox) => outbox.add(id, "Everybody"))
  )
