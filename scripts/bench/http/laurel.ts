import { randomBytes } from "node:crypto"
import { followBoards, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { layerWallet } from "@laurel/adapters/payments"
import { layer } from "@laurel/adapters/postgres"
import { issueKey, keyBytes } from "@laurel/core/access"
import { decodeDefinition, define, type Entry, join, publish } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { budgets, layerOfProcess, serve } from "@laurel/http"
import { Effect, Layer } from "effect"

// A server of Laurel on a database, with a challenge and its participants in it; prints where it is and a key.

const [url = "", count = "0"] = process.argv.slice(2)
const olga = PrincipalId.make("olga")
const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)
const boundless = Object.fromEntries(Object.keys(budgets).map((name) => [name, { quota: 1e9, windowSeconds: 60 }]))

const ports = withBoards(
  Layer.merge(layerWallet, layer({ url, pool: { minimum: 1, maximum: 16 }, acquireTimeoutMs: 60_000 })),
  followBoards(Layer.fresh(Memory.layerBoards)),
  Memory.layerBoardNews
)

const entry = (name: string): Entry => ({
  participantId: ParticipantId.make(name),
  userId: UserId.make(name),
  enteredAt: Date.now() - 1_000,
  categories: [],
  status: "Active"
})

const main = Effect.gen(function* () {
  const definition = yield* Effect.fromResult(
    decodeDefinition({
      id: "bench",
      name: "Bench",
      zone: "UTC",
      window: { start: day(-2), end: day(9) },
      metrics: [{ name: "steps" }],
      score: { _tag: "Total", metric: "steps" }
    })
  )
  yield* define(definition, olga)
  yield* publish(ChallengeId.make("bench"), olga)
  const names = Array.from({ length: Number(count) }, (_, at) => `user-${at}`)
  for (let from = 0; from < names.length; from += 1_000) {
    yield* join(ChallengeId.make("bench"), names.slice(from, from + 1_000).map(entry))
  }
  const key = yield* issueKey({ owner: olga, label: "bench", scopes: ["record", "read"] }, olga, randomBytes(keyBytes))
  const { port } = yield* serve({
    host: "127.0.0.1",
    port: 0,
    drainMs: 100,
    version: "0.1.0",
    budgets: { ...budgets, ...boundless }
  })
  console.log(JSON.stringify({ port, key: key.text }))
  return yield* Effect.never
})

await Effect.runPromise(
  main.pipe(
    Effect.scoped,
    Effect.provide(layerOfProcess.pipe(Layer.provide(Memory.layerCaches), Layer.provideMerge(ports)))
  )
)
