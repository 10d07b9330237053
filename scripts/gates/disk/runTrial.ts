import { layer as memory } from "@laurel/adapters/memory"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { ActivityLog } from "@laurel/core/activity"
import { decodeDefinition, define, drift, Entries, type Entry, join, publish, record } from "@laurel/core/challenge"
import { Ledger } from "@laurel/core/ledger"
import { ChallengeId, Currency, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Layer, ManagedRuntime, Result } from "effect"
import type { PostgresServer } from "../../servers/postgres.ts"

/** What happens to the disk, and how it gets well again. */
export interface Trouble {
  readonly begin: () => Promise<void>
  readonly end: () => Promise<void>
}

/** What a trial found. */
export interface Findings {
  readonly entered: number
  readonly recorded: number
  readonly refused: number
  /** Acknowledged, and not there afterwards. */
  readonly lost: number
  /** Tags of errors that are no unavailability. */
  readonly wrongErrors: ReadonlyArray<string>
  /** Times that the disk was in trouble and nobody noticed. */
  readonly unnoticed: number
  /** From the disk being well to the next acknowledgement, the longest. */
  readonly longestMs: number
  readonly indexes: number
  /** What the database says of indexes that do not hold what their tables hold. */
  readonly damaged: ReadonlyArray<string>
  /** Whether the pool holds exactly the fees of those who are in, and every score is what a replay gives. */
  readonly isSound: boolean
}

const challengeId = ChallengeId.make("load")
const fee = 2_000n
const day = 86_400_000
const steps = Name.make("steps")

const definition = (now: number) =>
  Result.getOrThrow(
    decodeDefinition({
      id: challengeId,
      name: "Load",
      zone: "UTC",
      window: {
        start: new Date(now - day).toISOString().slice(0, 10),
        end: new Date(now + 30 * day).toISOString().slice(0, 10)
      },
      metrics: [{ name: steps, unit: "steps" }],
      score: { _tag: "Total", metric: steps },
      currency: "EUR",
      prizes: {
        funding: { entryFee: `${fee}` },
        stages: [{ name: "overall", awards: [{ _tag: "Proportional" }] }],
        residual: "Platform",
        degenerate: { allScoresZero: "Refund", oneEntrant: "Refund", noWinner: "Refund", everyoneWins: "PayAsRanked" }
      }
    })
  )

/** So many activities come together: enough to fill a disk in a while. */
const batch = 50

const wait = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

const entryOf = (name: string): Entry => ({
  participantId: ParticipantId.make(name),
  userId: UserId.make(name),
  enteredAt: Date.now() - 1,
  categories: [],
  status: "Active",
  fee: { payer: name, minorUnits: fee }
})

const activitiesOf = (name: string) =>
  Array.from({ length: batch }, (_, index) => ({
    receivedAt: Date.now(),
    activity: {
      userId: UserId.make(name),
      metric: steps,
      quantity: 1 + index,
      at: Date.now() - 1,
      source: "watch",
      sourceKey: `${name}-${index}`,
      revision: 0,
      void: false,
      note: "x".repeat(200)
    }
  }))

/** Every index of the database is held against its table. */
const checkIndexes = Effect.flatMap(Connection, ({ pool }) =>
  Effect.promise(async () => {
    await pool.query("create extension if not exists amcheck")
    const { rows } = await pool.query<{ readonly name: string }>(
      `select c.oid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
       where a.amname = 'btree' and c.relkind = 'i' and c.relpersistence <> 't' and i.indisready and i.indisvalid`
    )
    const damaged: Array<string> = []
    for (const { name } of rows) {
      await pool
        .query("select bt_index_check($1::regclass, true)", [name])
        .catch((error: unknown) => damaged.push(`${name}: ${error}`))
    }
    return { indexes: rows.length, damaged }
  })
)

/** Starts the server again where the trouble has brought it down. */
const restarted = async (server: PostgresServer): Promise<void> => {
  await server.kill()
  await server.start()
}

/** People enter and record while the disk is in trouble, again and again; afterwards what was acknowledged is looked for. */
export const runTrial = async (server: PostgresServer, trouble: Trouble, times: number): Promise<Findings> => {
  const url = server.urlOf("postgres")
  await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
  const runtime = ManagedRuntime.make(Layer.merge(memory, layer({ url })))
  let isOver = false
  let crowd: Promise<unknown> = Promise.resolve()
  try {
    const organiser = PrincipalId.make("olga")
    await runtime.runPromise(Effect.andThen(define(definition(Date.now()), organiser), publish(challengeId, organiser)))
    const [entered, recorded, wrong] = [new Set<string>(), new Set<string>(), new Set<string>()]
    let [refused, lastAt, longestMs, unnoticed] = [0, 0, 0, 0]
    const ask = async <A, E extends { readonly _tag: string }>(
      asked: Effect.Effect<A, E, typeof runtime extends ManagedRuntime.ManagedRuntime<infer R, unknown> ? R : never>
    ): Promise<boolean> => {
      const answer = await runtime.runPromise(Effect.result(asked))
      if (Result.isSuccess(answer)) {
        lastAt = performance.now()
        return true
      }
      refused += 1
      if (!answer.failure._tag.endsWith("Unavailable")) wrong.add(answer.failure._tag)
      await wait(20)
      return false
    }
    const people = async (worker: number): Promise<void> => {
      for (let at = 0; !isOver; at++) {
        const name = `w${worker}-${at}`
        if (!(await ask(join(challengeId, [entryOf(name)])))) continue
        entered.add(name)
        if (await ask(record(challengeId, activitiesOf(name)))) recorded.add(name)
      }
    }
    crowd = Promise.all([1, 2, 3, 4].map(people))
    for (let time = 0; time < times; time++) {
      await wait(500)
      const before = refused
      await trouble.begin()
      const deadline = Date.now() + 20_000
      while (refused === before && Date.now() < deadline) await wait(20)
      if (refused === before) unnoticed += 1
      await wait(500)
      await trouble.end()
      await restarted(server)
      const wellAt = performance.now()
      while (lastAt < wellAt && performance.now() - wellAt < 30_000) await wait(5)
      longestMs = Math.max(longestMs, performance.now() - wellAt)
    }
    isOver = true
    await crowd
    const [entries, held, drifted] = await runtime.runPromise(
      Effect.all([
        Entries.use((port) => port.all(challengeId)),
        Ledger.use((port) => port.held([{ _tag: "Pool", challengeId }], Currency.make("EUR"))),
        drift(challengeId)
      ])
    )
    const there = new Set(entries.map(({ participantId }): string => participantId))
    const users = [...recorded].map((name) => UserId.make(name))
    const counted = await runtime.runPromise(ActivityLog.use((port) => port.counted(challengeId, users)))
    const checked = await Effect.runPromise(checkIndexes.pipe(Effect.provide(layerConnection({ url }))))
    return {
      entered: entered.size,
      recorded: recorded.size * batch,
      refused,
      lost:
        [...entered].filter((name) => !there.has(name)).length +
        users.filter((user) => counted.get(user)?.length !== batch).length,
      wrongErrors: [...wrong],
      unnoticed,
      longestMs,
      ...checked,
      isSound: held[0] === BigInt(entries.length) * fee && drifted.users.length === 0
    }
  } finally {
    isOver = true
    await crowd
    await runtime.dispose()
  }
}

/** What is wrong with what a trial found. */
export const flawsIn = (found: Findings): ReadonlyArray<string> => [
  ...(found.entered > 0 && found.recorded > 0 ? [] : ["nothing was acknowledged"]),
  ...(found.unnoticed === 0 ? [] : [`the disk was in trouble ${found.unnoticed} times and nobody noticed`]),
  ...(found.lost === 0 ? [] : [`${found.lost} acknowledged calls are not there`]),
  ...(found.wrongErrors.length === 0 ? [] : [`errors that are no unavailability: ${found.wrongErrors.join(", ")}`]),
  ...(found.longestMs < 30_000 ? [] : ["it did not serve again within 30 s"]),
  ...found.damaged,
  ...(found.isSound ? [] : ["the pool is not the fees of those who are in, or scores are not what a replay gives"])
]
