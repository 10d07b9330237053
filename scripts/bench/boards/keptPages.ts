import { parseArgs } from "node:util"
import { memoisePages } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import * as Redis from "@laurel/adapters/redis"
import { Boards, type LiveBoard, StoredBoards } from "@laurel/core/board"
import { type Challenge, ChallengeDefinition, ChallengeStore } from "@laurel/core/challenge"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Layer, ManagedRuntime, Schema, Stream } from "effect"
import { startPostgres } from "../../servers/postgres.ts"
import { startRedis } from "../../servers/redis.ts"
import { fieldOf, shapes } from "./field.ts"

// Whether the top 100 is read faster when it is kept by the version of the board, which has to be asked for each time.

const { values } = parseArgs({ options: { participants: { type: "string", default: "100000" } } })
const rounds = 5
const times = 1_280
const shape = shapes[2]
if (shape === undefined) throw new Error("there is no such shape")
const challenge: Challenge = {
  _tag: "Draft",
  id: ChallengeId.make("memoised"),
  version: 0,
  organiser: PrincipalId.make("olivia"),
  draftedAt: Date.UTC(2026, 0, 1),
  definition: Schema.decodeUnknownSync(ChallengeDefinition)({
    id: "memoised",
    name: "Memoised",
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  })
}
const board: LiveBoard = {
  challengeId: challenge.id,
  scope: { _tag: "Overall" },
  rule: shape.rule
}
const { rows } = fieldOf(Number(values.participants), shape)

/** Those that keep a board, as boards of a store: nobody follows them here. */
const asStored = <E, R>(boards: Layer.Layer<Boards, E, R>): Layer.Layer<StoredBoards, E, R> =>
  Layer.effect(
    StoredBoards,
    Effect.map(Boards, (boards) => ({ ...boards, since: () => Stream.empty }))
  ).pipe(Layer.provide(boards))

/** So many times, by so many callers: microseconds of the clock for each. */
const timed = async (callers: number, ask: () => Promise<unknown>): Promise<number> => {
  let left = times
  const caller = async (): Promise<void> => {
    while (left-- > 0) await ask()
  }
  const started = performance.now()
  await Promise.all(Array.from({ length: callers }, caller))
  return (1_000 * (performance.now() - started)) / times
}

const median = (found: ReadonlyArray<number>): number =>
  found.toSorted((a, b) => a - b)[found.length >> 1] ?? Number.NaN

const measure = async <E>(name: string, stored: Layer.Layer<StoredBoards, E>): Promise<void> => {
  const keeping = memoisePages.pipe(Layer.provide(Layer.merge(stored, Layer.fresh(Memory.layerCaches))))
  const bare = ManagedRuntime.make(stored)
  const kept = ManagedRuntime.make(keeping)
  const [boards, memoised] = [await bare.runPromise(StoredBoards), await kept.runPromise(StoredBoards)]
  await bare.runPromise(boards.rebuild(board, 1, Stream.fromIterable(pieces())))
  if (name !== "Postgres") await kept.runPromise(memoised.rebuild(board, 1, Stream.fromIterable(pieces())))
  for (const callers of [1, 64]) {
    const asks = [
      () => Effect.runPromise(boards.state(board)),
      () => Effect.runPromise(boards.page(board, 100)),
      () => Effect.runPromise(memoised.page(board, 100))
    ]
    const found = asks.map((): Array<number> => [])
    for (let round = 0; round <= rounds; round++)
      for (const [at, ask] of asks.entries()) {
        const us = await timed(callers, ask)
        if (round > 0) found[at]?.push(us)
      }
    const columns = found.map((all) => median(all).toFixed(1).padStart(12)).join("")
    console.log(`${name.padEnd(12)}${String(callers).padStart(8)}${columns}`)
  }
  await Promise.all([bare.dispose(), kept.dispose()])
}

function* pieces() {
  for (let from = 0; from < rows.length; from += 5_000) yield rows.slice(from, from + 5_000)
}

const server = await startPostgres({ isDurable: true })
const redis = await startRedis()
try {
  const url = server.urlOf("postgres")
  await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
  const inSql = layer({ url, acquireTimeoutMs: 60_000 })
  await Effect.runPromise(ChallengeStore.use((store) => store.insert(challenge)).pipe(Effect.provide(inSql)))
  console.log(`top 100 of ${rows.length}, microseconds of the clock a call`)
  console.log(
    `${"".padEnd(12)}${["callers", "version", "page", "kept page"].map((text, at) => text.padStart(at === 0 ? 8 : 12)).join("")}`
  )
  await measure("memory", asStored(Layer.fresh(Memory.layerBoards)))
  await measure("Redis", asStored(Redis.layerBoards({ url: redis.url, commandTimeoutMs: 60_000 })))
  await measure("Postgres", inSql)
} finally {
  await redis.dispose()
  await server.dispose()
}
