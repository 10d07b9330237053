import { assert, describe, it } from "@effect/vitest"
import { type FollowOptions, followBoards, storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import {
  BoardFollowers,
  type BoardRow,
  Boards,
  BoardsUnavailable,
  type LiveBoard,
  StoredBoards
} from "@laurel/core/board"
import { boardFollowersContract, boardsContract, projectorContract } from "@laurel/core/contracts"
import { Transaction } from "@laurel/core/runtime"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Context, Effect, Exit, Fiber, Layer, Stream } from "effect"

/** How the fast boards of a test behave: what they do before each call. */
interface Weather {
  before: (call: number) => "answer" | "linger" | "fail" | "hang"
  calls: number
}

class Fast extends Context.Service<Fast, { readonly boards: Boards["Service"]; readonly weather: Weather }>()("Fast") {}

const fine = (): Weather => ({ before: () => "answer", calls: 0 })

/** Boards that fail or hang when the weather says so, and answer otherwise: as a server does that is sometimes away. */
const weathered = (weather: Weather, boards: Boards["Service"]): Boards["Service"] => {
  const through = <A, E>(call: Effect.Effect<A, E>) =>
    Effect.suspend((): Effect.Effect<A, E | BoardsUnavailable> => {
      const fate = weather.before(weather.calls++)
      if (fate === "answer") return call
      if (fate === "hang") return Effect.never
      if (fate === "linger") return Effect.tap(call, Effect.sleep(100))
      return Effect.fail(new BoardsUnavailable({ operation: "call", cause: new Error("away") }))
    })
  return {
    rebuild: (board, version, rows) => through(boards.rebuild(board, version, rows)),
    submit: (board, update) => through(boards.submit(board, update)),
    drop: (board) => through(boards.drop(board)),
    state: (board) => through(boards.state(board)),
    ranks: (board, ids) => through(boards.ranks(board, ids)),
    page: (board, limit, cursor) => through(boards.page(board, limit, cursor)),
    around: (board, id, n) => through(boards.around(board, id, n)),
    all: (board) => through(boards.all(board))
  }
}

/** Boards in memory that follow those of a memory store, in the weather that a test makes. */
const layerOf = (weather: () => Weather, options: FollowOptions = {}, store = Layer.fresh(Memory.layer)) => {
  const fast = Layer.fresh(
    Layer.effect(
      Fast,
      Effect.map(StoredBoards, (stored) => {
        const now = weather()
        return Fast.of({ boards: weathered(now, stored), weather: now })
      })
    ).pipe(Layer.provide(Layer.fresh(Memory.layer)))
  )
  const boards = Layer.effect(
    Boards,
    Effect.map(Fast, ({ boards }) => boards)
  )
  return Layer.unwrap(
    Effect.map(Layer.build(fast), (context) => {
      const provided = Layer.succeedContext(context)
      return followBoards(Layer.provide(boards, provided), { deadlineMs: 20, ...options }).pipe(Layer.merge(provided))
    })
  ).pipe(Layer.provideMerge(store))
}

/** A store in which nobody who writes waits for whoever reads: what is being built from it may be of yesterday. */
const storeOfMany = Layer.effect(
  Transaction,
  Effect.map(Transaction, (transaction) => ({ ...transaction, snapshot: (effect) => effect }))
).pipe(Layer.provideMerge(Layer.fresh(Memory.layer)))

boardsContract("followed", layerOf(fine))
boardFollowersContract("in memory", layerOf(fine))
boardFollowersContract("in memory, on demand", layerOf(fine, { onDemand: true }))
projectorContract("over a memory store", withBoards(Memory.layer, storedBoardsAlone, Memory.layerBoardNews))
boardsContract(
  "followed while away",
  layerOf(() => ({ before: () => "fail", calls: 0 }))
)
boardsContract(
  "followed while coming and going",
  layerOf(() => ({ before: (call) => (call % 3 === 0 ? "fail" : "answer"), calls: 0 }))
)

const board: LiveBoard = {
  challengeId: ChallengeId.make("spring"),
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [], ranks: "standard" }
}
const ada = ParticipantId.make("ada")
const row = (revision: number, score: number): BoardRow => ({
  participantId: ada,
  revision,
  position: { status: "Scored", score, tieBreak: [] }
})

const scoreOf = Boards.use((boards) => Effect.map(boards.ranks(board, [ada]), ({ rows: [one] }) => one?.score))
const settled = Effect.sleep(20)
/** A second by the clock that is looked at: timers are up to a millisecond early by it. */
const aSecond = 1_010

const inWorld = <A, E>(effect: Effect.Effect<A, E, Boards | StoredBoards | Fast>) =>
  Effect.provide(effect, layerOf(fine))

describe("boards that follow those in the store (I35)", () => {
  it.live("are not followed before somebody reads them, where that is asked for", () =>
    Effect.gen(function* () {
      const { boards: fast } = yield* Fast
      const followers = yield* BoardFollowers
      yield* (yield* StoredBoards).rebuild(board, 1, Stream.make([row(1, 10)]))
      yield* followers.catchUp(board)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(fast.state(board))))
      assert.strictEqual(yield* scoreOf, 10)
      yield* followers.catchUp(board)
      assert.deepStrictEqual(yield* fast.state(board), { version: 1, count: 1 })
    }).pipe(Effect.provide(layerOf(fine, { onDemand: true })))
  )
  it.live("answer from the fast ones once those are caught up", () =>
    inWorld(
      Effect.gen(function* () {
        const { boards: fast } = yield* Fast
        yield* (yield* StoredBoards).rebuild(board, 1, Stream.make([row(1, 10)]))
        assert.strictEqual(yield* scoreOf, 10)
        yield* settled
        // What only the copy says shows who answers.
        yield* fast.submit(board, { version: 1, rows: [row(9, 99)] })
        assert.strictEqual(yield* scoreOf, 99)
      })
    )
  )
  it.live("are built again when the board in the store was built anew while they were being built", () =>
    Effect.gen(function* () {
      const { boards: fast, weather } = yield* Fast
      const followers = yield* BoardFollowers
      yield* (yield* StoredBoards).rebuild(board, 1, Stream.make([row(1, 10)]))
      // The copy has been asked for its state, and has read all rows of its build.
      weather.before = (call) => (call === 1 ? "linger" : "answer")
      const catchingUp = yield* Effect.forkChild(followers.catchUp(board))
      yield* Effect.sleep(50)
      yield* (yield* Boards).rebuild(board, 1, Stream.make([row(1, 20)]))
      yield* Fiber.join(catchingUp)
      const { rows } = yield* fast.ranks(board, [ada])
      assert.strictEqual(rows[0]?.score, 20)
      assert.strictEqual(yield* scoreOf, 20)
    }).pipe(Effect.provide(layerOf(fine, {}, storeOfMany)))
  )
  it.live("answer from the store while the fast ones hang, and from the fast ones when they are back", () =>
    inWorld(
      Effect.gen(function* () {
        const { boards: fast, weather } = yield* Fast
        yield* (yield* Boards).rebuild(board, 1, Stream.make([row(1, 10)]))
        yield* fast.submit(board, { version: 1, rows: [row(9, 99)] })
        weather.before = () => "hang"
        assert.strictEqual(yield* scoreOf, 10)
        weather.before = () => "answer"
        yield* Effect.sleep(150)
        yield* scoreOf
        yield* settled
        assert.strictEqual(yield* scoreOf, 99)
      })
    )
  )
  it.live("are built again where the fast ones have lost them, and the store answers meanwhile", () =>
    inWorld(
      Effect.gen(function* () {
        const { boards: fast } = yield* Fast
        yield* (yield* Boards).rebuild(board, 1, Stream.make([row(1, 10)]))
        yield* fast.drop(board)
        assert.strictEqual(yield* scoreOf, 10)
        yield* settled
        assert.deepStrictEqual(yield* fast.state(board), { version: 1, count: 1 })
      })
    )
  )
  it.live("never say what an old copy says that comes back", () =>
    inWorld(
      Effect.gen(function* () {
        const { boards: fast, weather } = yield* Fast
        const boards = yield* Boards
        yield* boards.rebuild(board, 1, Stream.make([row(1, 10)]))
        weather.before = () => "fail"
        yield* boards.submit(board, { version: 2, rows: [row(2, 20)] })
        assert.strictEqual(yield* scoreOf, 20)
        weather.before = () => "answer"
        assert.strictEqual(yield* scoreOf, 20)
        yield* Effect.sleep(150)
        assert.strictEqual(yield* scoreOf, 20)
        yield* settled
        assert.deepStrictEqual(yield* fast.state(board), { version: 2, count: 1 })
        assert.strictEqual(yield* scoreOf, 20)
      })
    )
  )
  it.live("never go back to what another process has built late, and bring it up to date", () =>
    inWorld(
      Effect.gen(function* () {
        const { boards: fast } = yield* Fast
        const boards = yield* Boards
        yield* boards.rebuild(board, 1, Stream.make([row(1, 10)]))
        yield* boards.submit(board, { version: 2, rows: [row(2, 20)] })
        assert.strictEqual(yield* scoreOf, 20)
        yield* fast.rebuild(board, 1, Stream.make([row(1, 10)]))
        assert.strictEqual(yield* scoreOf, 20)
        yield* settled
        assert.deepStrictEqual(yield* fast.state(board), { version: 2, count: 1 })
      })
    )
  )
  it.live("never go back to what was brought while the store was asked for what is newer", () =>
    Effect.gen(function* () {
      const { weather } = yield* Fast
      const stored = yield* StoredBoards
      yield* stored.rebuild(board, 1, Stream.make([row(1, 10)]))
      // The copy has been asked for its state, and is built from what the store has now.
      weather.before = (call) => (call === 1 ? "linger" : "answer")
      assert.strictEqual(yield* scoreOf, 10)
      yield* Effect.sleep(50)
      yield* stored.submit(board, { version: 2, rows: [row(2, 20)] })
      assert.strictEqual(yield* scoreOf, 20)
      yield* Effect.sleep(70)
      assert.strictEqual(yield* scoreOf, 20)
    }).pipe(Effect.provide(layerOf(fine, {}, storeOfMany)))
  )
  it.live("go back with a store that was restored", () =>
    inWorld(
      Effect.gen(function* () {
        const boards = yield* Boards
        const { boards: fast } = yield* Fast
        yield* boards.rebuild(board, 5, Stream.make([row(5, 50)]))
        assert.strictEqual(yield* scoreOf, 50)
        yield* (yield* StoredBoards).rebuild(board, 3, Stream.make([row(3, 30)]))
        yield* Effect.sleep(aSecond)
        yield* scoreOf
        yield* settled
        assert.strictEqual(yield* scoreOf, 30)
        // Those that are fast answer again.
        yield* fast.submit(board, { version: 3, rows: [row(9, 99)] })
        assert.strictEqual(yield* scoreOf, 99)
      })
    )
  )
  it.live("are answered by the fast ones also while others are asked for that nobody has built", () =>
    inWorld(
      Effect.gen(function* () {
        const { boards: fast } = yield* Fast
        const boards = yield* Boards
        yield* boards.rebuild(board, 1, Stream.make([row(1, 10)]))
        yield* fast.submit(board, { version: 1, rows: [row(9, 99)] })
        for (let n = 0; n < 9; n++)
          yield* Effect.exit(boards.state({ ...board, challengeId: ChallengeId.make(`no-${n}`) }))
        yield* settled
        assert.strictEqual(yield* scoreOf, 99)
      })
    )
  )
  it.live(
    "are forgotten where others have been asked for since, and their copies dropped, and are followed again",
    () =>
      Effect.gen(function* () {
        const { boards: fast } = yield* Fast
        const stored = yield* StoredBoards
        const boards = yield* Boards
        const some = Array.from({ length: 4 }, (_, n) => ({ ...board, challengeId: ChallengeId.make(`spring-${n}`) }))
        const followed = Effect.map(
          Effect.forEach(some, (one) => Effect.exit(fast.state(one))),
          (found) => found.map(Exit.isSuccess)
        )
        for (const one of some) {
          yield* stored.rebuild(one, 1, Stream.make([row(1, 10)]))
          yield* boards.state(one)
          yield* settled
        }
        assert.deepStrictEqual(yield* followed, [false, false, true, true])
        const { rows } = yield* boards.ranks(some[0] ?? board, [ada])
        assert.strictEqual(rows[0]?.score, 10)
        yield* settled
        assert.deepStrictEqual(yield* followed, [true, false, false, true])
      }).pipe(Effect.provide(layerOf(fine, { onDemand: true, mostBoards: 2 })))
  )
  it.live("see within a second what another process has written", () =>
    inWorld(
      Effect.gen(function* () {
        yield* (yield* Boards).rebuild(board, 1, Stream.make([row(1, 10)]))
        yield* (yield* StoredBoards).submit(board, { version: 2, rows: [row(2, 20)] })
        yield* Effect.sleep(aSecond)
        yield* scoreOf
        yield* settled
        assert.strictEqual(yield* scoreOf, 20)
      })
    )
  )
})
