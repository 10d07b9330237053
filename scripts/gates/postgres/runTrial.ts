import { layer as memory } from "@laurel/adapters/memory"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { decodeDefinition, define, Entries, type Entry, join, publish } from "@laurel/core/challenge"
import { Ledger } from "@laurel/core/ledger"
import { ChallengeId, Currency, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Layer, ManagedRuntime, Result } from "effect"
import type { PostgresServer } from "../../servers/postgres.ts"

/** How a server is brought down: killed, told to crash, or all its connections ended again and again. */
export type Blow = "kill" | "immediate" | "storm"

/** What a trial found. */
export interface Findings {
  readonly acknowledged: number
  readonly refused: number
  /** Acknowledged, and not there afterwards. */
  readonly lost: number
  /** Tags of errors that are no unavailability. */
  readonly wrongErrors: ReadonlyArray<string>
  /** From the server being there again to the next acknowledgement, the longest. */
  readonly longestMs: number
  /** Whether the pool holds exactly the fees of those who are in. */
  readonly isConserved: boolean
}

const challengeId = ChallengeId.make("load")
const fee = 2_000n
const organiser = PrincipalId.make("olga")

const definition = Result.getOrThrow(
  decodeDefinition({
    _v: 1,
    id: challengeId,
    name: "Load",
    zone: "UTC",
    window: { start: "2099-04-01", end: "2099-05-01" },
    metrics: [{ name: "steps", unit: "steps", max: 100_000 }],
    score: { _tag: "Total", metric: "steps" },
    currency: "EUR",
    prizes: {
      funding: { entryFee: `${fee}` },
      stages: [{ name: "overall", weight: "100%", awards: [{ _tag: "SharePerPlace", shares: ["100%"] }] }],
      ties: "Pool",
      residual: "Platform",
      degenerate: {
        allScoresZero: "Refund",
        oneEntrant: "Refund",
        noWinner: "Refund",
        fewerFinishersThanPlaces: "Redistribute"
      }
    }
  })
)

const wait = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

/** Ends all connections to the databases of the server but the one that it is asked over. */
const endConnections = Effect.flatMap(Connection, ({ pool }) =>
  Effect.ignore(
    Effect.tryPromise(() =>
      pool.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null"
      )
    )
  )
)

/** People enter while the server is brought down and started again; afterwards what was acknowledged is looked for. */
export const runTrial = async (server: PostgresServer, blows: ReadonlyArray<Blow>): Promise<Findings> => {
  const url = server.urlOf("postgres")
  await Effect.runPromise(
    Effect.flatMap(Connection, (place) => migrate(place)).pipe(Effect.provide(layerConnection({ url })))
  )
  const runtime = ManagedRuntime.make(Layer.merge(memory, layer({ url })))
  try {
    await runtime.runPromise(Effect.andThen(define(definition, organiser), publish(challengeId, organiser)))
    const acknowledged = new Set<string>()
    const wrong = new Set<string>()
    let [refused, isOver, lastAt] = [0, false, 0]
    const people = async (worker: number): Promise<void> => {
      for (let at = 0; !isOver; at++) {
        const name = `w${worker}-${at}`
        const entered: Entry = {
          participantId: ParticipantId.make(name),
          userId: UserId.make(name),
          enteredAt: Date.now() - 1,
          categories: [],
          status: "Active",
          fee: { payer: name, minorUnits: fee }
        }
        const answer = await runtime.runPromise(Effect.result(join(challengeId, [entered])))
        if (Result.isSuccess(answer)) {
          lastAt = performance.now()
          acknowledged.add(name)
          continue
        }
        refused += 1
        if (!answer.failure._tag.endsWith("Unavailable")) wrong.add(answer.failure._tag)
        await wait(5)
      }
    }
    const crowd = Promise.all([1, 2, 3, 4].map(people))
    let longestMs = 0
    for (const blow of blows) {
      await wait(150)
      if (blow === "storm") for (let times = 0; times < 5; times++) await runtime.runPromise(endConnections)
      else {
        await (blow === "kill" ? server.kill() : server.shutDown("immediate"))
        await wait(100)
        await server.start()
      }
      const backAt = performance.now()
      while (lastAt < backAt && performance.now() - backAt < 10_000) await wait(5)
      longestMs = Math.max(longestMs, performance.now() - backAt)
    }
    isOver = true
    await crowd
    const [entries, held] = await runtime.runPromise(
      Effect.all([
        Entries.use((port) => port.all(challengeId)),
        Ledger.use((port) => port.held([{ _tag: "Pool", challengeId }], Currency.make("EUR")))
      ])
    )
    const there = new Set(entries.map(({ participantId }): string => participantId))
    return {
      acknowledged: acknowledged.size,
      refused,
      lost: [...acknowledged].filter((name) => !there.has(name)).length,
      wrongErrors: [...wrong],
      longestMs,
      isConserved: held[0] === BigInt(entries.length) * fee
    }
  } finally {
    await runtime.dispose()
  }
}

/** What is wrong with what a trial found. */
export const flawsIn = ({
  lost,
  wrongErrors,
  longestMs,
  isConserved,
  acknowledged
}: Findings): ReadonlyArray<string> => [
  ...(acknowledged > 0 ? [] : ["nothing was acknowledged"]),
  ...(lost === 0 ? [] : [`${lost} acknowledged entries are not there`]),
  ...(wrongErrors.length === 0 ? [] : [`errors that are no unavailability: ${wrongErrors.join(", ")}`]),
  ...(longestMs <= 2_000 ? [] : [`it took ${Math.round(longestMs)} ms to serve again`]),
  ...(isConserved ? [] : ["the pool is not the fees of those who are in"])
]
