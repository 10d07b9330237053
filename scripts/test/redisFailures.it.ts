import { assert, describe, it } from "@effect/vitest"
import { layerBoards, type RedisOptions } from "@laurel/adapters/redis"
import { type BoardRow, Boards, type LiveBoard } from "@laurel/core/board"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Effect, Result, type Scope, Stream } from "effect"
import { type RedisServer, say, startRedis, startRedisCluster } from "../servers/redis.ts"

const board: LiveBoard = {
  challengeId: ChallengeId.make("spring"),
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [{ _tag: "EarliestReached" }], ranks: "standard" }
}
const ada = ParticipantId.make("ada")
const row = (id: ParticipantId, revision: number, score: number): BoardRow => ({
  participantId: id,
  revision,
  position: { status: "Scored", score, tieBreak: [revision] }
})
const rows = (count: number, revision = 1): ReadonlyArray<BoardRow> => [
  row(ada, revision, 5),
  ...Array.from({ length: count }, (_, n) => row(ParticipantId.make(`p${n}`), revision, n))
]

const server = (settings: Readonly<Record<string, string>> = {}): Effect.Effect<RedisServer, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(() => startRedis(settings)),
    (started) => Effect.promise(() => started.dispose())
  )

const rebuilt = (count = 10, version = 1) =>
  Boards.use((port) => port.rebuild(board, version, Stream.make(rows(count, version))))

/** Every call, by name, and how it ended. */
const outcomes = Effect.gen(function* () {
  const port = yield* Boards
  const calls: Readonly<Record<string, Effect.Effect<unknown, { readonly _tag: string }>>> = {
    state: port.state(board),
    ranks: port.ranks(board, [ada]),
    page: port.page(board, 3),
    around: port.around(board, ada, 1),
    all: port.all(board),
    submit: port.submit(board, { version: 2, rows: [row(ada, 2, 7)] }),
    rebuild: port.rebuild(board, 3, Stream.make(rows(3, 3))),
    drop: port.drop(board)
  }
  const ended: Record<string, string> = {}
  for (const [name, call] of Object.entries(calls)) {
    const result = yield* Effect.result(call)
    ended[name] = Result.isFailure(result) ? result.failure._tag : "answered"
  }
  return ended
})

const all = (outcome: string) =>
  Object.fromEntries(
    ["state", "ranks", "page", "around", "all", "submit", "rebuild", "drop"].map((name) => [name, outcome])
  )

const quick = { connectTimeoutMs: 300, commandTimeoutMs: 300 }
const on = (options: RedisOptions) => Effect.provide(layerBoards(options))

/** Asks again and again until the board says something, at most so long. */
const until = (outcome: string, withinMs: number) =>
  Boards.use((port) =>
    Effect.gen(function* () {
      const deadline = performance.now() + withinMs
      for (;;) {
        const result = yield* Effect.result(port.state(board))
        const tag = Result.isFailure(result) ? result.failure._tag : "answered"
        if (tag === outcome) return
        if (performance.now() >= deadline) assert.strictEqual(tag, outcome)
        yield* Effect.sleep("20 millis")
      }
    })
  )

describe("Boards in Redis in trouble (R-06)", () => {
  it.live(
    "a server that dies is unavailability, told at once; what comes back empty keeps no board; a rebuild heals",
    () =>
      Effect.gen(function* () {
        const redis = yield* server()
        yield* Effect.gen(function* () {
          yield* rebuilt()
          yield* Effect.promise(() => redis.kill())
          assert.deepStrictEqual(yield* outcomes, all("BoardsUnavailable"))
          const begun = performance.now()
          for (let n = 0; n < 1_000; n++) yield* Effect.result(Boards.use((port) => port.ranks(board, [ada])))
          assert.isBelow(performance.now() - begun, 2_000)
          yield* Effect.promise(() => redis.start())
          yield* until("BoardNotKept", 5_000)
          yield* rebuilt(20, 2)
          assert.deepStrictEqual(yield* Boards.use((port) => port.state(board)), { version: 2, count: 21 })
        }).pipe(on({ url: redis.url, ...quick }))
      }).pipe(Effect.scoped)
  )

  it.live("a server that is not there yet is no failure of the layer; boards come when it does", () =>
    Effect.gen(function* () {
      const redis = yield* server()
      yield* Effect.promise(() => redis.kill())
      yield* Effect.gen(function* () {
        assert.deepStrictEqual(yield* outcomes, all("BoardsUnavailable"))
        yield* Effect.promise(() => redis.start())
        yield* until("BoardNotKept", 5_000)
        yield* rebuilt()
        yield* until("answered", 0)
      }).pipe(on({ url: redis.url, ...quick }))
    }).pipe(Effect.scoped)
  )

  it.live("a server that hangs is given up within the time allowed, and taken again when it goes on", () =>
    Effect.gen(function* () {
      const redis = yield* server()
      yield* Effect.gen(function* () {
        yield* rebuilt()
        redis.freeze()
        const begun = performance.now()
        const asked = yield* Effect.all(
          Array.from({ length: 500 }, () => Effect.flip(Boards.use((port) => port.page(board, 3)))),
          { concurrency: "unbounded" }
        )
        assert.isBelow(performance.now() - begun, 3_000)
        assert.deepStrictEqual(new Set(asked.map(({ _tag }) => _tag)), new Set(["BoardsUnavailable"]))
        yield* Effect.sleep("1500 millis")
        redis.thaw()
        yield* until("answered", 10_000)
      }).pipe(on({ url: redis.url, ...quick }))
    }).pipe(Effect.scoped)
  )

  it.live("everything flushed away is no board, and no rank", () =>
    Effect.gen(function* () {
      const redis = yield* server()
      yield* Effect.gen(function* () {
        yield* rebuilt()
        yield* Effect.promise(() => say(redis.port, ["FLUSHALL"]))
        assert.deepStrictEqual(yield* outcomes, { ...all("BoardNotKept"), rebuild: "answered", drop: "answered" })
        yield* rebuilt()
        yield* Effect.promise(() => say(redis.port, ["SCRIPT", "FLUSH"]))
        assert.deepStrictEqual(yield* outcomes, all("answered"))
      }).pipe(on({ url: redis.url }))
    }).pipe(Effect.scoped)
  )

  it.live("where memory is full an update is refused and has changed nothing; reads go on", () =>
    Effect.gen(function* () {
      const redis = yield* server()
      yield* Effect.gen(function* () {
        const port = yield* Boards
        yield* rebuilt(200)
        const before = yield* port.all(board)
        yield* Effect.promise(() => say(redis.port, ["CONFIG", "SET", "maxmemory", "1mb"]))
        const refused = yield* Effect.flip(port.submit(board, { version: 2, rows: rows(400, 2) }))
        assert.strictEqual(refused._tag, "BoardsUnavailable")
        assert.strictEqual((yield* Effect.flip(port.rebuild(board, 3, Stream.make(rows(3)))))._tag, "BoardsUnavailable")
        assert.deepStrictEqual(yield* port.all(board), before)
        assert.isDefined((yield* port.ranks(board, [ada])).rows[0])
        assert.lengthOf((yield* port.page(board, 3)).rows, 3)
        assert.lengthOf((yield* port.around(board, ada, 1)).rows, 3)
        yield* Effect.promise(() => say(redis.port, ["CONFIG", "SET", "maxmemory", "0"]))
        yield* port.submit(board, { version: 2, rows: rows(400, 2) })
        assert.deepStrictEqual(yield* port.state(board), { version: 2, count: 401 })
        // What is there can be given back where memory is full.
        yield* Effect.promise(() => say(redis.port, ["CONFIG", "SET", "maxmemory", "1mb"]))
        yield* port.drop(board)
      }).pipe(on({ url: redis.url }))
    }).pipe(Effect.scoped)
  )

  it.live("a replica that only reads answers reads and refuses updates", () =>
    Effect.gen(function* () {
      const redis = yield* server()
      const replica = yield* server({ replicaof: `127.0.0.1 ${redis.port}`, "repl-diskless-sync-delay": "0" })
      yield* rebuilt().pipe(on({ url: redis.url }))
      yield* Effect.gen(function* () {
        yield* until("answered", 20_000)
        const reads = all("answered")
        assert.deepStrictEqual(yield* outcomes, {
          ...reads,
          submit: "BoardsUnavailable",
          rebuild: "BoardsUnavailable",
          drop: "BoardsUnavailable"
        })
      }).pipe(on({ url: replica.url }))
    }).pipe(Effect.scoped)
  )

  it.live("a server that may evict any key is refused; who may not look goes on", () =>
    Effect.gen(function* () {
      const redis = yield* server({ "maxmemory-policy": "allkeys-lru" })
      const refused = yield* Effect.flip(rebuilt().pipe(on({ url: redis.url })))
      assert.deepInclude(refused, { _tag: "RedisUnfit", problem: "evicts", found: "allkeys-lru" })
      yield* Effect.promise(() =>
        say(redis.port, ["ACL", "SETUSER", "laurel", "on", ">secret", "~*", "+@all", "-info"])
      )
      yield* rebuilt().pipe(on({ url: `redis://laurel:secret@127.0.0.1:${redis.port}` }))
    }).pipe(Effect.scoped)
  )

  it.live("one whose policy is changed while it is away is unavailable from then on", () =>
    Effect.gen(function* () {
      const redis = yield* server()
      yield* Effect.gen(function* () {
        yield* rebuilt()
        yield* Effect.promise(() => say(redis.port, ["CONFIG", "SET", "maxmemory-policy", "allkeys-random"]))
        yield* Effect.promise(() => say(redis.port, ["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"]))
        yield* until("BoardsUnavailable", 5_000)
        yield* Effect.sleep("300 millis")
        const refused = yield* Effect.flip(Boards.use((port) => port.state(board)))
        assert.include(refused._tag === "BoardsUnavailable" ? `${refused.cause}` : "", "allkeys-random")
      }).pipe(on({ url: redis.url }))
    }).pipe(Effect.scoped)
  )

  it.live("of a Cluster that loses a server, boards there are unavailable and the others are not", () =>
    Effect.gen(function* () {
      const cluster = yield* Effect.acquireRelease(
        Effect.promise(() => startRedisCluster({ "cluster-require-full-coverage": "no" })),
        (started) => Effect.promise(() => started.dispose())
      )
      const boards = Array.from(
        { length: 12 },
        (_, n): LiveBoard => ({ ...board, challengeId: ChallengeId.make(`c${n}`) })
      )
      yield* Effect.gen(function* () {
        const port = yield* Boards
        for (const one of boards) yield* port.rebuild(one, 1, Stream.make(rows(10)))
        yield* Effect.promise(() => cluster.servers[0]?.kill() ?? Promise.resolve())
        const ended = yield* Effect.forEach(boards, (one) => Effect.result(port.state(one)))
        const answered = ended.filter(Result.isSuccess).length
        assert.isAbove(answered, 0)
        assert.isBelow(answered, boards.length)
        for (const one of ended) if (Result.isFailure(one)) assert.strictEqual(one.failure._tag, "BoardsUnavailable")
      }).pipe(on({ url: cluster.urls[1] ?? "", otherUrls: cluster.urls, isCluster: true, ...quick }))
    }).pipe(Effect.scoped)
  )
})
