import { assert, describe, it } from "@effect/vitest"
import { layerBoards } from "@laurel/adapters/redis"
import { type BoardRow, Boards, type LiveBoard, type Position, type RankedRow } from "@laurel/core/board"
import type { RankingRule } from "@laurel/core/ranking"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Effect, Stream } from "effect"
import { Redis } from "ioredis"
import { inject } from "vitest"

const rule: RankingRule = {
  direction: "highest",
  tieBreaks: [{ _tag: "EarliestReached" }, { _tag: "MoreActiveDays" }],
  ranks: "standard"
}
const board: LiveBoard = { challengeId: ChallengeId.make("a{b}c"), scope: { _tag: "Overall" }, rule }

const position = (n: number): Position => ({
  status: "Scored",
  score: (n * 7919) % 1_000_003,
  tieBreak: [1_790_000_000_000 + n * 997, -(n % 31)]
})
const rowsUpTo = (count: number, revision = 1): ReadonlyArray<BoardRow> =>
  Array.from({ length: count }, (_, n) => ({
    participantId: ParticipantId.make(`p${n}`),
    revision,
    position: position(n)
  }))

let prefixes = 0

/** Boards under a prefix of their own, and a bare connection beside them. */
const beside = <A, E>(use: (bare: Redis, prefix: string) => Effect.Effect<A, E, Boards>) =>
  Effect.suspend(() => {
    prefixes += 1
    const prefix = `only-${process.pid}-${prefixes}`
    return Effect.acquireUseRelease(
      Effect.sync(() => new Redis(inject("redis"))),
      (bare) =>
        use(bare, prefix).pipe(Effect.provide(layerBoards({ url: inject("redis"), prefix, commandTimeoutMs: 20_000 }))),
      (bare) => Effect.sync(() => bare.disconnect())
    )
  })

const keysOf = (bare: Redis, prefix: string) => Effect.promise(() => bare.keys(`${prefix}:*`))
const built = (rows: ReadonlyArray<BoardRow>, version = 1, of = board) =>
  Boards.use((port) => port.rebuild(of, version, Stream.make(rows)))

describe("Boards in Redis: what lies there", () => {
  it.live("all keys of a board are in one slot, whatever its ids are; without a lease when it is in place", () =>
    beside((bare, prefix) =>
      Effect.gen(function* () {
        yield* built(rowsUpTo(500))
        const keys = yield* keysOf(bare, prefix)
        assert.isAbove(keys.length, 10)
        for (const key of keys) {
          assert.include(key, ":board:{a%7Bb%7Dc:overall}")
          assert.strictEqual(yield* Effect.promise(() => bare.ttl(key)), -1)
        }
      })
    )
  )

  it.live("what is remembered stays packed while a board grows row by row, and takes few bytes", () =>
    beside((bare, prefix) =>
      Effect.gen(function* () {
        const port = yield* Boards
        yield* built(rowsUpTo(1))
        for (let from = 0; from < 20_000; from += 500)
          yield* port.submit(board, { version: 2, rows: rowsUpTo(20_000, 2).slice(from, from + 500) })
        let [bytes, remembered] = [0, 0]
        for (const key of yield* keysOf(bare, prefix)) {
          if (/:\d+$/.test(key)) {
            assert.strictEqual(yield* Effect.promise(() => bare.object("ENCODING", key)), "listpack")
            // Beside a field of the key's own.
            remembered += (yield* Effect.promise(() => bare.hlen(key))) - 1
          }
          bytes += Number(yield* Effect.promise(() => bare.memory("USAGE", key, "SAMPLES", 0)))
        }
        assert.isBelow(bytes / 20_000, 160)
        assert.strictEqual(remembered, 20_000)
        assert.strictEqual((yield* port.state(board)).count, 20_000)
        const [some] = (yield* port.ranks(board, [ParticipantId.make("p77")])).rows
        assert.deepStrictEqual(some && { ...some, rank: 0, place: 0 }, {
          participantId: ParticipantId.make("p77"),
          ...position(77),
          rank: 0,
          place: 0
        })
      })
    )
  )

  it.live("a rebuild and a drop leave nothing of what was there; a rebuild that fails or is interrupted neither", () =>
    beside((bare, prefix) =>
      Effect.gen(function* () {
        const port = yield* Boards
        yield* built(rowsUpTo(1_000))
        const before = (yield* keysOf(bare, prefix)).length
        yield* built(rowsUpTo(1_000, 2), 2)
        assert.strictEqual((yield* keysOf(bare, prefix)).length, before)
        const some = Stream.make(rowsUpTo(3_000, 3))
        yield* Effect.flip(port.rebuild(board, 3, Stream.concat(some, Stream.fail("cut off"))))
        yield* Effect.timeoutOption(port.rebuild(board, 3, Stream.concat(some, Stream.never)), "300 millis")
        assert.strictEqual((yield* keysOf(bare, prefix)).length, before)
        assert.deepStrictEqual(yield* port.state(board), { version: 2, count: 1_000 })
        yield* port.drop(board)
        assert.deepStrictEqual(yield* keysOf(bare, prefix), [])
      })
    )
  )

  it.live("what a process that ended had put aside goes with the next build", () =>
    beside((bare, prefix) =>
      Effect.gen(function* () {
        yield* built(rowsUpTo(1_000))
        const before = yield* keysOf(bare, prefix)
        const key = before.find((one) => one.endsWith("}")) ?? ""
        yield* Effect.promise(() => bare.rename(key, `${key}:gone`))
        yield* built(rowsUpTo(1_000, 2), 2)
        const after = yield* keysOf(bare, prefix)
        assert.strictEqual(after.length, before.length)
        assert.deepStrictEqual(
          after.filter((one) => before.includes(one)),
          [key]
        )
      })
    )
  )

  it.live("what is under construction has a lease, for the case that nobody finishes it", () =>
    beside((bare, prefix) =>
      Effect.gen(function* () {
        const port = yield* Boards
        yield* Effect.forkChild(port.rebuild(board, 1, Stream.concat(Stream.make(rowsUpTo(3_000)), Stream.never)))
        yield* Effect.sleep("500 millis")
        const keys = yield* keysOf(bare, prefix)
        assert.isAbove(keys.length, 10)
        for (const key of keys) assert.isAbove(yield* Effect.promise(() => bare.ttl(key)), 60)
      })
    )
  )

  it.live("a board of more keys than one step goes through has no lease either, and its keys are all there", () =>
    beside((bare, prefix) =>
      Effect.gen(function* () {
        yield* built(rowsUpTo(100_000))
        const keys = yield* keysOf(bare, prefix)
        assert.isAbove(keys.length, 2_000)
        const pipeline = bare.pipeline()
        for (const key of keys) pipeline.ttl(key)
        const answers = yield* Effect.promise(() => pipeline.exec())
        assert.deepStrictEqual(
          answers?.filter(([, ttl]) => ttl !== -1),
          []
        )
      })
    )
  )

  it.live("of two rebuilds at the same time the last one is there, whole", () =>
    beside((bare, prefix) =>
      Effect.gen(function* () {
        const port = yield* Boards
        yield* Effect.all([built(rowsUpTo(9_000, 1), 1), built(rowsUpTo(7_000, 2), 2)], { concurrency: 2 })
        const { version, count, rows } = yield* port.all(board)
        assert.strictEqual(count, version === 1 ? 9_000 : 7_000)
        assert.strictEqual(rows.length, count)
        const roots = new Set((yield* keysOf(bare, prefix)).map((key) => key.split(":").slice(0, 5).join(":")))
        assert.strictEqual(roots.size, 2)
      })
    )
  )

  it.live("a board that was kept under another order is not kept for this one", () =>
    beside(() =>
      Effect.gen(function* () {
        const port = yield* Boards
        yield* built(rowsUpTo(10))
        const other: LiveBoard = { ...board, rule: { ...rule, direction: "lowest" } }
        assert.strictEqual((yield* Effect.flip(port.page(other, 3)))._tag, "BoardNotKept")
        const dense: LiveBoard = { ...board, rule: { ...rule, ranks: "dense" } }
        assert.strictEqual((yield* Effect.flip(port.submit(dense, { version: 2, rows: [] })))._tag, "BoardNotKept")
      })
    )
  )
})

/** The answers of all calls that need what is kept, for every participant: each the right one, or that the board is not kept. */
const neverWrong = (of: LiveBoard, expected: ReadonlyMap<ParticipantId, RankedRow>) =>
  Effect.gen(function* () {
    const port = yield* Boards
    let refused = 0
    for (const [id, row] of expected) {
      const found = yield* Effect.result(port.ranks(of, [id]))
      if (found._tag === "Success") assert.deepStrictEqual(found.success.rows, [row])
      else {
        assert.strictEqual(found.failure._tag, "BoardNotKept")
        refused += 1
      }
    }
    const all = yield* Effect.result(port.all(of))
    if (all._tag === "Success") assert.deepStrictEqual(all.success.rows, [...expected.values()])
    else refused += 1
    return refused
  })

describe("Boards in Redis: what is lost", () => {
  it.live("whichever key of a board is lost, answers are right or there are none, and a rebuild heals it", () =>
    beside((bare, prefix) =>
      Effect.gen(function* () {
        const port = yield* Boards
        for (const ranks of ["standard", "dense"] as const) {
          const of: LiveBoard = { ...board, rule: { ...rule, ranks } }
          const rows = rowsUpTo(200)
          yield* built(rows, 1, of)
          const expected = new Map((yield* port.all(of)).rows.map((row) => [row.participantId, row]))
          const tails = (yield* keysOf(bare, prefix)).map((key) => key.split(":")[5])
          assert.includeMembers(tails, [undefined, "places", "0", "4", ...(ranks === "dense" ? ["groups"] : [])])
          for (const tail of tails) {
            yield* built(rows, 1, of)
            assert.strictEqual(yield* neverWrong(of, expected), 0)
            const lost = (yield* keysOf(bare, prefix)).filter((key) => key.split(":")[5] === tail)
            yield* Effect.promise(() => bare.del(lost))
            assert.isAbove(yield* neverWrong(of, expected), 0, `${tail}`)
            // New participants alone would be welcome in any key that is there.
            const news = rowsUpTo(200).map((row) => ({
              ...row,
              participantId: ParticipantId.make(`q${row.participantId}`)
            }))
            for (const some of [news, rowsUpTo(400, 2)]) {
              const refused = yield* Effect.flip(port.submit(of, { version: 2, rows: some }))
              assert.strictEqual(refused._tag, "BoardNotKept")
            }
            if (tail === undefined) {
              const left = yield* keysOf(bare, prefix)
              yield* Effect.promise(() => bare.del(left))
            }
          }
          yield* port.drop(of)
          assert.deepStrictEqual(yield* keysOf(bare, prefix), [])
        }
      })
    )
  )

  it.live("a row that somebody else put there, or took away, is noticed", () =>
    beside((bare, prefix) =>
      Effect.gen(function* () {
        const port = yield* Boards
        const changes: ReadonlyArray<(key: string) => Promise<unknown>> = [
          (key) => bare.zadd(key, 5, "foreign"),
          (key) => bare.zpopmin(key)
        ]
        for (const change of changes) {
          yield* built(rowsUpTo(100))
          const places = (yield* keysOf(bare, prefix)).find((key) => key.endsWith(":places")) ?? ""
          yield* Effect.promise(() => change(places))
          assert.strictEqual((yield* Effect.flip(port.page(board, 3)))._tag, "BoardNotKept")
        }
      })
    )
  )
})
