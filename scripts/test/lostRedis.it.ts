import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import type { StoredBoards } from "@laurel/core/board"
import type { ChallengeStore } from "@laurel/core/challenge"
import type { Transaction } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"
import { Redis } from "ioredis"
import { afterAll, inject } from "vitest"
import { followedInRedis, type Loss, playLoss } from "../gates/redis/playLoss.ts"
import { newDatabaseOn } from "../servers/newDatabase.ts"
import { type RedisServer, startRedis } from "../servers/redis.ts"

// R-06, I35: Redis is lost in every way there is while boards are written and read. `npm run gate:redis` asks for more of it.

const awayMs = Number(process.env.LAUREL_REDIS_AWAY_MS ?? 1_500)
const writeEveryMs = Number(process.env.LAUREL_REDIS_WRITE_EVERY_MS ?? 5)
const participants = Number(process.env.LAUREL_REDIS_PARTICIPANTS ?? 300)

/** The boards that those in Redis follow: in memory, or, where it is asked for, in a Postgres database of their own. */
const storeOf = (): Layer.Layer<StoredBoards | Transaction | ChallengeStore, unknown> =>
  process.env.LAUREL_REDIS_STORE === "postgres"
    ? Layer.unwrap(
        Effect.promise(async () => {
          const url = await newDatabaseOn(inject("postgres"))
          await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
          return layer({ url })
        })
      )
    : Layer.fresh(Memory.layer)

const servers: Array<RedisServer> = []
const own = async (settings: Readonly<Record<string, string>> = {}): Promise<RedisServer> => {
  const server = await startRedis(settings)
  servers.push(server)
  return server
}
afterAll(async () => {
  for (const server of servers) await server.dispose()
})

/** Says something to the server itself. */
const told = async ({ url }: RedisServer, ...words: ReadonlyArray<string>): Promise<void> => {
  const client = new Redis(url)
  const [command = "PING", ...rest] = words
  await client.call(command, ...rest)
  client.disconnect()
}

const losses = (server: RedisServer): ReadonlyArray<Loss> => [
  { name: "FLUSHALL", strike: () => told(server, "FLUSHALL"), heal: async () => undefined },
  { name: "killed, and started again empty", strike: server.kill, heal: server.start },
  {
    name: "hanging",
    strike: async () => server.freeze(),
    heal: async () => server.thaw()
  },
  {
    name: "out of memory",
    strike: () => told(server, "CONFIG", "SET", "maxmemory", "1"),
    heal: () => told(server, "CONFIG", "SET", "maxmemory", "0")
  },
  {
    name: "read-only",
    strike: () => told(server, "REPLICAOF", "127.0.0.1", "1"),
    heal: () => told(server, "REPLICAOF", "NO", "ONE")
  }
]

describe("boards while Redis is lost", () => {
  for (const [index, name] of ["FLUSHALL", "killed", "hanging", "out of memory", "read-only"].entries()) {
    it.live(
      `${name}: never a wrong rank, never an error, and afterwards the same board again`,
      () =>
        Effect.gen(function* () {
          const server = yield* Effect.promise(() => own())
          const loss = losses(server)[index]
          if (loss === undefined) return assert.fail(name)
          const world = followedInRedis(storeOf(), server.url, `lost-${index}`)
          const report = yield* playLoss(loss, { participants, awayMs, writeEveryMs, seed: index + 1 }).pipe(
            Effect.provide(world)
          )
          console.log(
            `${loss.name}: ${report.reads} reads, p95 ${report.p95Ms.toFixed(1)} ms, caught up in ${report.caughtUpMs.toFixed(0)} ms`
          )
          assert.deepStrictEqual(report.wrong.slice(0, 3), [])
          assert.deepStrictEqual(report.refused.slice(0, 3), [])
          assert.isTrue(report.isEqual)
          assert.isAbove(report.reads, 100)
          assert.isBelow(report.caughtUpMs, 30_000)
        }),
      { timeout: 60_000 + 4 * awayMs }
    )
  }
})
