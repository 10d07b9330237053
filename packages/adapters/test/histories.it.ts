import { describe, it } from "@effect/vitest"
import { layerWallet } from "@laurel/adapters/payments"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Random } from "@laurel/core/simulation"
import { Effect, Layer } from "effect"
import { embeddedWorld, newDatabase, postgresWorld } from "./database.ts"
import { historyOptions, playedHistories } from "./playedHistories.ts"
import { type Proxy, proxyTo } from "./processes/proxy.ts"

const worlds = { Postgres: postgresWorld(), "the embedded store": embeddedWorld() }

/** As long as the gate may ask for. */
const timeout = 3_600_000

/** How long connections are left in peace, at most. */
const peaceMs = 150

const pause = (millis: number): Effect.Effect<void> =>
  Effect.promise(() => new Promise((resolve) => setTimeout(resolve, millis)))

const endConnections = Effect.flatMap(Connection, ({ pool }) =>
  Effect.ignore(
    Effect.tryPromise(() =>
      pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()"
      )
    )
  )
)

/** Now all connections are ended, now a commit is carried out and its answer never comes. */
const troubleWith = (proxy: Proxy, random: Random) =>
  Effect.gen(function* () {
    yield* pause(random.below(peaceMs))
    if (random.chance(1, 3)) yield* endConnections
    else proxy.loseNextCommit()
  })

describe("concurrent histories on servers", () => {
  for (const [name, world] of Object.entries(worlds)) {
    it.live(
      `${name}: can be told as one call after the other, faults included, and callers read their own writes (R-17)`,
      () => playedHistories(name, 2).pipe(Effect.provide(Layer.merge(world, layerWallet))),
      timeout
    )
  }

  it.live(
    "Postgres whose connections are ended and whose answers are lost: what is unavailable has done nothing (R-17)",
    () =>
      Effect.gen(function* () {
        const url = yield* newDatabase
        yield* Effect.gen(function* () {
          yield* Effect.flatMap(Connection, migrate)
          const proxy = yield* proxyTo(url)
          const admin = yield* Effect.context<Connection>()
          const trouble = Effect.provideContext(troubleWith(proxy, new Random(historyOptions.seed)), admin)
          yield* playedHistories("Postgres in trouble", 2, trouble).pipe(
            Effect.provide(Layer.merge(Layer.fresh(layer({ url: proxy.url })), layerWallet))
          )
        }).pipe(Effect.provide(layerConnection({ url })))
      }).pipe(Effect.scoped),
    timeout
  )
})
