import {
  announcing,
  carryAfterCommit,
  followBoards,
  memoisePages,
  storedBoardsAlone,
  watchCaches,
  withBoardsOnDemand
} from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { layerStripe, layerWallet } from "@laurel/adapters/payments"
import type { Ports } from "@laurel/core"
import type { Boards, LiveBoard } from "@laurel/core/board"
import { Projector } from "@laurel/core/challenge"
import type { Caches } from "@laurel/core/runtime"
import { makeProjector } from "@laurel/core/work"
import { Cause, Effect, Exit, Layer, ManagedRuntime } from "effect"
import { Problem } from "../io/Problem.ts"
import type { Database } from "./Database.ts"
import type { FastBoards } from "./FastBoards.ts"
import type { LivePorts } from "./LivePorts.ts"
import { openingProblem } from "./openingProblem.ts"
import type { Payments } from "./Payments.ts"
import { type StoreLocation, withoutSecret } from "./StoreLocation.ts"
import type { OpenStore, Patience, Stores } from "./Stores.ts"
import { Upkeep } from "./Upkeep.ts"
import { Vitals } from "./Vitals.ts"

/** All ports of a store, paid by the wallet that is the ledger itself. */
const layerOf = async (
  location: StoreLocation,
  { statementMs }: Patience = {}
): Promise<Layer.Layer<Ports, unknown>> => {
  if (location._tag === "Memory") return Layer.fresh(Memory.layer)
  const Postgres = await import("@laurel/adapters/postgres")
  // A folder is opened by one process, which counts what is asked of it by itself.
  const store =
    location._tag === "Embedded"
      ? Postgres.layerEmbedded({ folder: location.path })
      : Layer.provideMerge(
          Postgres.layerBudgets,
          Postgres.layer({
            url: location.url,
            ...(statementMs === undefined ? {} : { statementTimeoutMs: statementMs })
          })
        )
  const upkeep = Layer.effect(
    Upkeep,
    Effect.map(Postgres.Connection, (connection) => (now: number) => Postgres.ensurePartitions(connection, now))
  )
  const vitals = Layer.effect(
    Vitals,
    Effect.map(Postgres.Connection, (connection) => Postgres.storeVitals(connection))
  )
  return Layer.mergeAll(layerWallet, Layer.provideMerge(Layer.merge(upkeep, vitals), store))
}

/** The same ports, paid by whom the settings name. */
export const paidBy = <E>(payments: Payments, ports: Layer.Layer<Ports, E>): Layer.Layer<Ports, E> => {
  if (payments._tag === "Wallet") return ports
  const { apiKey, accounts, customers, baseUrl } = payments
  return layerStripe({
    apiKey,
    destinationOf: async (recipient) => accounts.get(recipient),
    payerOf: async (payer) => customers.get(payer),
    ...(baseUrl === undefined ? {} : { baseUrl })
  }).pipe(Layer.provideMerge(ports))
}

/** An open store over a layer of all ports; what the layer fails with is told as a problem. */
export const openLayer = async <E>(ports: Layer.Layer<Ports, E>): Promise<OpenStore> => {
  const runtime = ManagedRuntime.make(withBoardsOnDemand(ports))
  const exit = await runtime.runPromiseExit(Effect.context<LivePorts>())
  if (Exit.isFailure(exit)) throw openingProblem(Cause.squash(exit.cause))
  return {
    run: (useCase, signal) =>
      Effect.runPromiseExit(Effect.provideContext(useCase, exit.value), signal === undefined ? {} : { signal }),
    close: () => runtime.dispose()
  }
}

const openDatabase = async (location: StoreLocation): Promise<Database | undefined> => {
  if (location._tag === "Memory") return undefined
  const Postgres = await import("@laurel/adapters/postgres")
  const runtime = ManagedRuntime.make(
    location._tag === "Embedded"
      ? Postgres.layerEmbeddedConnection({ folder: location.path })
      : Layer.orDie(Postgres.layerConnection({ url: location.url }))
  )
  const run = async <A, E>(look: (connection: Connection) => Effect.Effect<A, E>): Promise<A> => {
    const exit = await runtime.runPromiseExit(Postgres.Connection.use(look))
    if (Exit.isSuccess(exit)) return exit.value
    throw openingProblem(Cause.squash(exit.cause))
  }
  const { database } = await run(Effect.succeed)
  return {
    name: database,
    migrations: () => run(Postgres.migrationStatus),
    migrate: () => run((connection) => Postgres.migrate(connection)),
    partitions: () => run(Postgres.partitionsOf),
    ensurePartitions: (now) => run((connection) => Postgres.ensurePartitions(connection, now)),
    archivePartitions: (before, options) =>
      run((connection) => Postgres.archivePartitions(connection, before, options)),
    fitRole: (role) => run((connection) => Postgres.fitRole(connection, role)),
    grant: (role) => run((connection) => Postgres.grantRights(connection, role)),
    explain: () => run(Postgres.explainAll),
    facts: () => run(Postgres.serverFacts),
    close: () => runtime.dispose()
  }
}

type Connection = typeof import("@laurel/adapters/postgres")["Connection"]["Service"]

/** Boards that are brought up to date right after each commit of this process. */
const live = (followed: FastBoards["followed"]): FastBoards["live"] =>
  carryAfterCommit.pipe(Layer.provideMerge(Layer.effect(Projector, makeProjector())), Layer.provideMerge(followed))

/** Caches of this process alone. */
const inMemory = Layer.fresh(Memory.layerCaches)

/** Caches whose reads are told. */
const watched = (caches: Layer.Layer<Caches>): Layer.Layer<Caches> => Layer.provide(watchCaches, caches)

/** Boards that follow those of the store; until they are there, and while they are away, its pages are read once for all who ask. */
const following = (fast: Layer.Layer<Boards>) =>
  followBoards(fast).pipe(Layer.provide(memoisePages), Layer.provide(watched(inMemory)))

/** Boards in the memory of this process. What follows the store there is the store itself: nothing has to be filled for one command. */
const inProcess: FastBoards = {
  name: "memory",
  boards: Layer.fresh(Memory.layerBoards),
  followed: announcing.pipe(Layer.provideMerge(Layer.merge(storedBoardsAlone, Memory.layerBoardNews))),
  caches: watched(inMemory),
  isUp: Effect.succeed(true),
  live: live(
    announcing.pipe(Layer.provideMerge(Layer.merge(following(Layer.fresh(Memory.layerBoards)), Memory.layerBoardNews)))
  )
}

const inRedis = async (url: string, { commandMs = comparingMs }: Patience): Promise<FastBoards> => {
  const Redis = await import("@laurel/adapters/redis")
  const options = { url, commandTimeoutMs: commandMs }
  const opened = Effect.mapError(Layer.build(Redis.layerBoards(options)), openingProblem)
  const boards = Layer.orDie(Layer.effectContext(opened))
  const factsOf = (asked: ReadonlyArray<LiveBoard>) => Effect.scoped(Redis.redisFacts(options, asked))
  const followed = announcing.pipe(Layer.provideMerge(Layer.merge(following(boards), Redis.layerBoardNews(options))))
  return {
    name: withoutSecret(url),
    boards,
    followed,
    live: live(followed),
    budgets: Redis.layerBudgets({ url }),
    caches: watched(Redis.layerCaches(options).pipe(Layer.provide(inMemory))),
    isUp: Effect.isSuccess(factsOf([])),
    facts: async (asked) => {
      const exit = await Effect.runPromiseExit(factsOf(asked))
      if (Exit.isSuccess(exit)) return exit.value
      throw new Problem({
        exit: "unavailable",
        code: "boards-unavailable",
        title: `the Redis at ${withoutSecret(url)} cannot be reached`,
        where: "--redis",
        remedy: "check the address and that the server runs; the store answers meanwhile"
      })
    }
  }
}

/** Whoever compares a large board asks for much at once. */
const comparingMs = 10_000

/** Boards in Redis, or without an address in this process. */
const fastBoards = async (redis: string | undefined, patience: Patience = {}): Promise<FastBoards> =>
  redis === undefined ? inProcess : inRedis(redis, patience)

/** Opens the stores that this installation has. */
export const installedStores: Stores = {
  open: async (location, payments, patience) => openLayer(paidBy(payments, await layerOf(location, patience))),
  openDatabase,
  fastBoards,
  webhookSender: async (allowsPrivate) => (await import("@laurel/adapters/webhooks")).layerSender({ allowsPrivate })
}
