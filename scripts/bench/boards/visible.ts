import { parseArgs } from "node:util"
import { followBoards, type LivePorts, storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { layerWallet } from "@laurel/adapters/payments"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import * as Redis from "@laurel/adapters/redis"
import type { Arrival } from "@laurel/core/activity"
import { BoardFollowers, Boards, makeLiveBoards, StoredBoards, type TierName } from "@laurel/core/board"
import {
  type Challenge,
  ChallengeDefinition,
  ChallengeStore,
  Entries,
  type Entry,
  find,
  liveBoardsOf,
  makeRecorder,
  Outbox,
  Projector,
  project,
  record
} from "@laurel/core/challenge"
import type { Transaction } from "@laurel/core/runtime"
import { ChallengeId, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Layer, ManagedRuntime, Schema, Stream } from "effect"
import { startPostgres } from "../../servers/postgres.ts"
import { startRedis } from "../../servers/redis.ts"

// From an activity that is recorded on Postgres to its rank that is seen, and to the difference that is told (G-1, G-2, G-3).

const { values } = parseArgs({
  options: {
    participants: { type: "string", default: "100000" },
    changes: { type: "string", default: "300" },
    seconds: { type: "string", default: "20" }
  }
})
const participants = Number(values.participants)

const challengeId = ChallengeId.make("visible")
const steps = Name.make("steps")
const day = 86_400_000
const today = Math.floor(Date.now() / day) * day
const dateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10)

const challenge: Challenge = {
  _tag: "Running",
  id: challengeId,
  version: 1,
  organiser: PrincipalId.make("olga"),
  definition: Schema.decodeUnknownSync(ChallengeDefinition)({
    id: challengeId,
    name: "Visible",
    zone: "UTC",
    window: { start: dateOf(today - 5 * day), end: dateOf(today + 25 * day) },
    metrics: [{ name: steps, unit: "steps", max: 100_000 }],
    score: { _tag: "Total", metric: steps },
    ranking: { tieBreaks: [{ _tag: "MoreActiveDays" }, { _tag: "EarlierEntry" }] }
  }),
  rulesHash: "0".repeat(64),
  publishedAt: today - 6 * day
}

const nameOf = (number: number): string => `user-${`${number}`.padStart(7, "0")}`
const idOf = (number: number): ParticipantId => ParticipantId.make(nameOf(number))
const userOf = (number: number): UserId => UserId.make(nameOf(number))
const entryOf = (number: number): Entry => ({
  participantId: idOf(number),
  userId: userOf(number),
  enteredAt: today - 5 * day + number,
  categories: [],
  status: "Active"
})

/** What lies below a share of the values. */
const quantile = (found: ReadonlyArray<number>, share: number): number =>
  found.toSorted((a, b) => a - b)[Math.min(found.length - 1, Math.floor(found.length * share))] ?? Number.NaN

const line = (name: string, found: ReadonlyArray<number>, asked: string): void =>
  console.log(
    `${name.padEnd(56)}${quantile(found, 0.5).toFixed(2).padStart(9)}${quantile(found, 0.99).toFixed(2).padStart(9)}   ${asked}`
  )

const single = (name: string, value: number, asked: string): void =>
  console.log(`${name.padEnd(56)}${value.toFixed(2).padStart(9)}${"".padEnd(9)}   ${asked}`)

const timed = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const began = performance.now()
    yield* work
    return performance.now() - began
  })

const everything = Effect.gen(function* () {
  for (let written = yield* project(challengeId); written !== undefined; written = yield* project(challengeId)) {
    for (const board of written.boards) yield* (yield* BoardFollowers).catchUp(board)
  }
})

/** Everybody with one activity, on a board. */
const filled = Effect.gen(function* () {
  yield* (yield* ChallengeStore).insert(challenge)
  const entries = yield* Entries
  for (let from = 0; from < participants; from += 5_000) {
    const batch = Array.from({ length: Math.min(5_000, participants - from) }, (_, at) => entryOf(from + at))
    yield* entries.enter(challengeId, batch, {})
  }
  for (let from = 0; from < participants; from += 5_000) {
    yield* record(
      challengeId,
      Array.from({ length: Math.min(5_000, participants - from) }, (_, at) =>
        activityOf(from + at, 1_000 + (((from + at) * 7919) % 5_000))
      )
    )
  }
  yield* everything
})

/** Those who stand on the tiers that are told: ten at the top, ninety after them. */
const onTiers = 100

let sent = 0

/** One activity more of this participant. */
const activityOf = (number: number, quantity: number): Arrival => {
  const now = Date.now()
  return {
    receivedAt: now,
    activity: {
      userId: userOf(number),
      metric: steps,
      quantity,
      at: now,
      source: "watch",
      sourceKey: `${sent++}`,
      revision: 0,
      void: false
    }
  }
}

/** Somebody of the field, another each time. */
const somebody = (): number => onTiers + ((sent * 104_729) % (participants - onTiers))

const measured = (name: string, changeLimit: string, rankLimit: string) =>
  Effect.gen(function* () {
    const boards = yield* Boards
    const projector = yield* Projector
    const [board] = liveBoardsOf(yield* find(challengeId))
    if (board === undefined) throw new Error("no board")
    yield* (yield* BoardFollowers).catchUp(board)
    yield* boards.state(board)
    const visible: Array<number> = []
    for (let change = 0; change < Number(values.changes); change++) {
      const number = somebody()
      yield* record(challengeId, [activityOf(number, 1 + (change % 3_000))])
      visible.push(yield* timed(Effect.andThen(projector.settled(challengeId), boards.ranks(board, [idOf(number)]))))
    }
    line(`${name}: from recorded to its rank seen, ms`, visible, changeLimit)
    const ranks: Array<number> = []
    const tops: Array<number> = []
    for (let look = 0; look < 1_000; look++) {
      sent++
      ranks.push(yield* timed(boards.ranks(board, [idOf(somebody())])))
      if (look % 10 === 0) tops.push(yield* timed(boards.page(board, 100)))
    }
    line(`${name}: rank of one, ms`, ranks, rankLimit)
    line(`${name}: top 100, ms`, tops, name === "Redis" ? "p50 at most 5" : "")
  })

/** A score that was acknowledged and is still to be told of. */
interface Untold {
  readonly score: number
  readonly at: number
}

/** 200 activities a second by single calls, every fifth of somebody on the tiers, and somebody who watches the board. */
const told = (name: string) =>
  Effect.gen(function* () {
    const recorder = yield* makeRecorder()
    const boards = yield* Boards
    const [board] = liveBoardsOf(yield* find(challengeId))
    if (board === undefined) throw new Error("no board")
    yield* record(
      challengeId,
      Array.from({ length: onTiers }, (_, number) =>
        activityOf(number, number < 10 ? 99_000 - 1_000 * number : 60_000 - 100 * number)
      )
    )
    yield* (yield* Projector).settled(challengeId)
    const { rows } = yield* boards.page(board, onTiers)
    const scores = new Map(rows.map(({ participantId, score }) => [`${participantId}`, score]))
    const untold = new Map<string, Array<Untold>>()
    const delays: Record<TierName, Array<number>> = { top: [], next: [] }
    const live = yield* makeLiveBoards
    yield* Effect.forkScoped(
      Stream.runForEach(live.watch(board), ({ change }) =>
        Effect.sync(() => {
          if (change._tag === "Snapshot") return
          const now = performance.now()
          for (const { participantId, score } of [...change.entered, ...change.moved.map(({ row }) => row)]) {
            const waiting = untold.get(participantId) ?? []
            for (const { at } of waiting.filter((one) => one.score <= score)) delays[change.tier].push(now - at)
            untold.set(
              participantId,
              waiting.filter((one) => one.score > score)
            )
          }
        })
      )
    )
    yield* Effect.sleep(1_000)
    const began = performance.now()
    for (let turn = 0; turn < perSecond * Number(values.seconds); turn++) {
      const ahead = began + (turn * 1_000) / perSecond - performance.now()
      if (ahead > 0) yield* Effect.sleep(ahead)
      const isOnTier = turn % 5 === 0
      const row = isOnTier ? activityOf(((turn / 5) * 7) % onTiers, 1) : activityOf(somebody(), 1)
      yield* Effect.forkScoped(
        Effect.gen(function* () {
          yield* recorder.record(challengeId, [row])
          if (!isOnTier) return
          const { userId } = row.activity
          const score = (scores.get(userId) ?? 0) + 1
          scores.set(userId, score)
          untold.set(userId, [...(untold.get(userId) ?? []), { score, at: performance.now() }])
        })
      )
    }
    yield* Effect.sleep(6_000)
    line(`${name}: from acknowledged to told, ranks 1 to 10, ms`, delays.top, "p99 at most 1000")
    line(`${name}: from acknowledged to told, ranks 11 to 100, ms`, delays.next, "p99 at most 6000")
  }).pipe(Effect.scoped)

const perSecond = 200

/** Fast boards anew from the store's. */
const rebuilt = <E>(name: string, fast: Layer.Layer<Boards, E>) =>
  Effect.gen(function* () {
    const stored = yield* StoredBoards
    const [board] = liveBoardsOf(yield* find(challengeId))
    if (board === undefined) throw new Error("no board")
    const { version } = yield* stored.state(board)
    const ms = yield* timed((yield* Boards).rebuild(board, version, stored.since(board, -1)))
    single(`${name}: built anew from the store's board, s`, ms / 1_000, "at most 5")
    const boards = yield* Boards
    const changed: Array<number> = []
    for (let change = 1; change <= Number(values.changes); change++) {
      const participantId = idOf(somebody())
      sent++
      const position = { status: "Scored" as const, score: (change * 7919) % 9_000, tieBreak: [-1, change] }
      const rows = [{ participantId, revision: version + change, position }]
      changed.push(
        yield* timed(
          Effect.andThen(
            boards.submit(board, { version: version + change, rows }),
            boards.ranks(board, [participantId])
          )
        )
      )
    }
    line(`${name}: one change of the board and the rank after it, ms`, changed, "p99 at most 5")
  }).pipe(Effect.provide(fast))

/** Everybody evaluated again and compared with the board in the store. */
const refreshed = Effect.gen(function* () {
  yield* (yield* Outbox).add(challengeId, "Everybody")
  single("the store: everybody evaluated from the facts, s", (yield* timed(everything)) / 1_000, "")
})

const server = await startPostgres({ isDurable: true })
const redis = await startRedis()
const url = server.urlOf("postgres")
await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
const store = Layer.merge(layer({ url, pool: { minimum: 1, maximum: 10 }, acquireTimeoutMs: 60_000 }), layerWallet)
const inRedis = Redis.layerBoards({ url: redis.url })

/** Does something with boards of this kind over the store. */
const over = async <E>(
  kind: Layer.Layer<Boards | BoardFollowers, E, StoredBoards | Transaction>,
  work: Effect.Effect<void, unknown, LivePorts>
): Promise<void> => {
  const runtime = ManagedRuntime.make(withBoards(store, kind, Memory.layerBoardNews))
  await runtime.runPromise(work)
  await runtime.dispose()
}

try {
  await over(storedBoardsAlone, filled)
  console.log(`${participants} participants on Postgres; ${"".padEnd(20)}${"p50".padStart(12)}${"p99".padStart(9)}`)
  const inMemory = followBoards(Memory.layerBoards)
  await over(inMemory, Effect.andThen(measured("memory", "", "p50 at most 0.05"), told("memory")))
  await over(followBoards(inRedis), Effect.andThen(measured("Redis", "", "p50 at most 1"), told("Redis")))
  await over(storedBoardsAlone, measured("the store alone", "p99 at most 50", ""))
  await over(
    storedBoardsAlone,
    Effect.andThen(rebuilt("memory", Memory.layerBoards), Effect.andThen(rebuilt("Redis", inRedis), refreshed))
  )
} finally {
  await redis.dispose()
  await server.dispose()
}
