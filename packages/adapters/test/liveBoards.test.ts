import { assert, describe, it } from "@effect/vitest"
import { storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { type LiveEvent, makeLiveBoards, type RankedRow, withDifference } from "@laurel/core/board"
import {
  decodeDefinition,
  define,
  find,
  freeze,
  join,
  liveBoardsOf,
  makePublicBoards,
  publish,
  record,
  unfreeze,
  withdraw
} from "@laurel/core/challenge"
import { Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Fiber, Latch, Layer, Result, Stream } from "effect"
import { plain } from "./definitions.ts"

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** A challenge that is under way, whenever the test runs. */
const may = Result.getOrThrow(decodeDefinition({ ...plain("may"), window: { start: day(-2), end: day(20) } }))
const organiser = PrincipalId.make("olivia")

const steps = (user: string, quantity: number, key: string, now: number) => ({
  receivedAt: now,
  activity: {
    userId: UserId.make(user),
    metric: Name.make("steps"),
    quantity,
    at: now,
    source: "watch",
    sourceKey: key,
    revision: 0,
    void: false
  }
})

/** The challenge, with these participants; gives its board. */
const begun = Effect.fnUntraced(function* (names: ReadonlyArray<string>) {
  yield* define(may, organiser)
  yield* publish(may.id, organiser)
  yield* join(
    may.id,
    names.map((name) => ({
      participantId: ParticipantId.make(name),
      userId: UserId.make(name),
      enteredAt: Date.now(),
      categories: [],
      status: "Active" as const
    }))
  )
  const [board] = liveBoardsOf(yield* find(may.id))
  return board === undefined ? assert.fail("every challenge has a board") : board
})

describe("a board that is watched", () => {
  it.live("tells of an activity within the window of its tier, once it was recorded", () =>
    Effect.gen(function* () {
      const now = Date.now()
      const board = yield* begun(["ada", "bob"])
      const live = yield* makeLiveBoards
      yield* Effect.forkChild(
        Effect.gen(function* () {
          yield* Effect.sleep(400)
          yield* record(may.id, [steps("bob", 10, "one", now)])
          yield* Effect.sleep(400)
          yield* record(may.id, [steps("ada", 20, "two", now)])
        })
      )
      let rows: ReadonlyArray<RankedRow> = []
      const seen: Array<string> = []
      yield* live.watch(board).pipe(
        Stream.filter(({ change }) => change.tier === "top"),
        Stream.takeUntil(({ change }) => {
          rows = change._tag === "Snapshot" ? change.rows : withDifference(rows, change)
          seen.push(rows.map(({ rank, participantId, score }) => `${rank} ${participantId} ${score}`).join(", "))
          return seen.length === 3
        }),
        Stream.runDrain
      )
      assert.deepStrictEqual(seen, ["", "1 bob 10", "1 ada 20, 2 bob 10"])
    }).pipe(
      Effect.scoped,
      Effect.provide(withBoards(Layer.fresh(Memory.layer), storedBoardsAlone, Memory.layerBoardNews))
    )
  )

  it.live("tells that somebody has withdrawn", () =>
    Effect.gen(function* () {
      const now = Date.now()
      const board = yield* begun(["ada", "bob"])
      yield* record(may.id, [steps("ada", 20, "one", now), steps("bob", 10, "two", now)])
      const live = yield* makeLiveBoards
      const seen: Array<LiveEvent["change"]> = []
      let rows: ReadonlyArray<RankedRow> = []
      yield* live.watch(board).pipe(
        Stream.filter(({ change }) => change.tier === "top"),
        Stream.tap(({ change }) => {
          seen.push(change)
          rows = change._tag === "Snapshot" ? change.rows : withDifference(rows, change)
          return rows[0]?.score === 20 ? withdraw(may.id, ParticipantId.make("ada"), organiser) : Effect.void
        }),
        Stream.takeUntil(({ change }) => change._tag === "Difference" && change.left.length > 0),
        Stream.runDrain
      )
      const last = seen.at(-1)
      assert.deepStrictEqual(last?._tag === "Difference" && last.left, [
        { participantId: ParticipantId.make("ada"), rank: 1, place: 1 }
      ])
      assert.deepStrictEqual(
        last?._tag === "Difference" &&
          last.moved.map(({ row, from }) => `${row.participantId} from ${from.rank} to ${row.rank}`),
        ["bob from 2 to 1"]
      )
    }).pipe(
      Effect.scoped,
      Effect.provide(withBoards(Layer.fresh(Memory.layer), storedBoardsAlone, Memory.layerBoardNews))
    )
  )

  it.live("tells the public what it could not be told while the board stood still, once it moves on", () =>
    Effect.gen(function* () {
      const board = yield* begun(["ada"])
      const change: LiveEvent["change"] = { _tag: "Snapshot", tier: "top", version: 2, rows: [] }
      const hasMoved = Latch.makeUnsafe()
      const isAsked = Latch.makeUnsafe()
      let watches = 0
      const told = Effect.as(Effect.andThen(isAsked.open, hasMoved.await), { change, have: {} })
      const publicly = yield* makePublicBoards({
        watch: () => {
          watches++
          return watches > 9 ? Stream.die("watched again and again") : Stream.fromEffect(told)
        }
      })
      const seeing = yield* Effect.forkChild(
        publicly.watch(may.id, board.scope).pipe(
          Stream.tap(({ isFrozen }) => (isFrozen ? unfreeze(may.id, organiser) : Effect.void)),
          Stream.take(2),
          Stream.runCollect
        )
      )
      // Watched before the freeze, and moved after it.
      yield* isAsked.await
      yield* freeze(may.id, organiser)
      yield* hasMoved.open
      const events = yield* Fiber.join(seeing)
      assert.deepStrictEqual(
        events.map(({ isFrozen }) => isFrozen),
        [true, false]
      )
      assert.strictEqual(watches, 2)
    }).pipe(
      Effect.scoped,
      Effect.provide(withBoards(Layer.fresh(Memory.layer), storedBoardsAlone, Memory.layerBoardNews))
    )
  )
})
