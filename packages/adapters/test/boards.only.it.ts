import { assert, describe, it } from "@effect/vitest"
import { Connection, layerDb, layerPorts } from "@laurel/adapters/postgres"
import { type BoardRow, type LiveBoard, StoredBoards } from "@laurel/core/board"
import { ChallengeStore, Outbox } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { Deferred, Effect, Fiber, Layer, Result, Stream } from "effect"
import { sql } from "kysely"
import { countStatements } from "./countStatements.ts"
import { embeddedConnection, empty, postgresConnection, postgresWorld } from "./database.ts"
import { drafted } from "./definitions.ts"

const challengeId = ChallengeId.make("spring")
const board: LiveBoard = {
  challengeId,
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [{ _tag: "EarliestReached" }], ranks: "fractional" }
}
const id = (number: number) => ParticipantId.make(`p${number}`)
const row = (number: number, revision: number): BoardRow => ({
  participantId: id(number),
  revision,
  ...((number + revision) % 5 === 0
    ? {}
    : { position: { status: "Scored", score: (number * 7919) % 97, tieBreak: [number % 3] } })
})
const rows = (count: number, revision: number) => Array.from({ length: count }, (_, number) => row(number, revision))
const begun = ChallengeStore.use((store) => store.insert(drafted(challengeId)))

const { over, count: sent } = countStatements()
const opened = embeddedConnection()
const counted = layerPorts.pipe(
  Layer.provide(layerDb),
  Layer.provide(
    Layer.effect(
      Connection,
      Effect.promise(async () => {
        const connection = await opened()
        await empty(connection)
        return over(connection)
      })
    )
  )
)

const costOf = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<number, E, R> =>
  Effect.suspend(() => {
    const before = sent()
    return Effect.map(effect, () => sent() - before)
  })

describe("Boards and the outbox in SQL", () => {
  it.live("a call takes so many statements, however many participants it is about (N08)", () =>
    Effect.gen(function* () {
      yield* begun
      const [boards, outbox] = [yield* StoredBoards, yield* Outbox]
      yield* boards.rebuild(board, 0, Stream.make([]))
      const costs: Array<ReadonlyArray<number>> = []
      for (const [round, many] of [1, 10, 1_000].entries()) {
        const version = round + 1
        const ids = rows(many, 0).map(({ participantId }) => participantId)
        costs.push([
          yield* costOf(boards.submit(board, { version, rows: rows(many, version) })),
          yield* costOf(boards.page(board, many)),
          yield* costOf(boards.around(board, id(0), many)),
          many === 1 ? 1 : yield* costOf(boards.ranks(board, ids)),
          yield* costOf(boards.all(board)),
          yield* costOf(
            outbox.add(
              challengeId,
              ids.map((one) => UserId.make(one))
            )
          ),
          yield* costOf(outbox.take(challengeId, 0, many))
        ])
      }
      const expected = [2, 1, 2, 1, 1, 1, 2]
      assert.deepStrictEqual(costs, [expected, expected, expected])
    }).pipe(Effect.provide(counted))
  )

  const connection = postgresConnection()

  it.live("how many are ranked is kept with the board, and no row stays behind of what was replaced or dropped", () =>
    Effect.gen(function* () {
      yield* begun
      const boards = yield* StoredBoards
      const { db } = yield* Effect.promise(connection)
      const counts = Effect.promise(() =>
        db
          .selectFrom("board_row")
          .select(({ fn }) => [fn.countAll<bigint>().as("all"), fn.count<bigint>("turned").as("ranked")])
          .executeTakeFirstOrThrow()
      )
      yield* boards.rebuild(board, 0, Stream.make(rows(50, 0), rows(80, 1)))
      for (let revision = 2; revision < 8; revision++)
        yield* boards.submit(board, { version: revision, rows: [...rows(60, revision), ...rows(100, revision - 1)] })
      assert.deepStrictEqual(yield* boards.state(board), { version: 7, count: Number((yield* counts).ranked) })
      assert.strictEqual((yield* counts).all, 100n)
      yield* boards.rebuild(board, 8, Stream.make(rows(20, 8)))
      assert.strictEqual((yield* counts).all, 20n)
      yield* boards.drop(board)
      assert.strictEqual((yield* counts).all, 0n)
    }).pipe(Effect.provide(postgresWorld(connection)))
  )

  it.live("a rebuild that fails has changed nothing in a transaction that goes on, nor begun a board", () =>
    Effect.gen(function* () {
      yield* begun
      const [boards, { transact }] = [yield* StoredBoards, yield* Transaction]
      const broken = Stream.concat(Stream.make(rows(9, 3)), Stream.fail("cut off" as const))
      yield* transact(Effect.ignore(boards.rebuild(board, 3, broken)))
      assert.isTrue(Result.isFailure(yield* Effect.result(boards.state(board))))
      yield* boards.rebuild(board, 1, Stream.make(rows(4, 1)))
      const before = yield* boards.all(board)
      yield* transact(Effect.ignore(boards.rebuild(board, 3, broken)))
      assert.deepStrictEqual(yield* boards.all(board), before)
    }).pipe(Effect.provide(postgresWorld(connection)))
  )

  it.live("who follows a board that is rebuilt meanwhile is told so", () =>
    Effect.gen(function* () {
      yield* begun
      const boards = yield* StoredBoards
      yield* boards.rebuild(board, 1, Stream.make(rows(6_000, 1)))
      const rebuilt = boards.rebuild(board, 2, Stream.make(rows(6_000, 2)))
      const followed = yield* Effect.result(Stream.runForEach(boards.since(board, -1), () => rebuilt))
      assert.isTrue(Result.isFailure(followed) && followed.failure._tag === "BoardsUnavailable")
    }).pipe(Effect.provide(postgresWorld(connection)))
  )

  it.live("who adds waits neither for who takes nor for who holds the challenge, and what was added waits", () =>
    Effect.gen(function* () {
      yield* begun
      const [outbox, { transact }] = [yield* Outbox, yield* Transaction]
      const { db } = yield* Effect.promise(connection)
      const [taken, added] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      yield* outbox.add(challengeId, [UserId.make("ada")])
      const taker = yield* Effect.forkChild(
        transact(
          Effect.gen(function* () {
            yield* outbox.take(challengeId, 0, 9)
            yield* Deferred.succeed(taken, undefined)
            yield* Deferred.await(added)
          })
        )
      )
      yield* Deferred.await(taken)
      const holder = yield* Effect.promise(() => db.startTransaction().execute())
      yield* Effect.promise(() =>
        sql`select from ${sql.table("laurel.challenge")} where id = ${challengeId} for no key update`.execute(holder)
      )
      yield* outbox.add(challengeId, [UserId.make("bob")])
      yield* Effect.promise(() => holder.rollback().execute())
      yield* Deferred.succeed(added, undefined)
      yield* Fiber.join(taker)
      assert.deepStrictEqual(yield* outbox.waiting(0, 9), [challengeId])
    }).pipe(Effect.provide(postgresWorld(connection)))
  )
})
