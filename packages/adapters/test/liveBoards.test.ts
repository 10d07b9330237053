import { assert, describe, it } from "@effect/vitest"
import { storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { makeLiveBoards, type RankedRow, withDifference } from "@laurel/core/board"
import { decodeDefinition, define, find, join, liveBoardsOf, publish, record } from "@laurel/core/challenge"
import { Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Layer, Result, Stream } from "effect"
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

describe("a board that is watched", () => {
  it.live("tells of an activity within the window of its tier, once it was recorded", () =>
    Effect.gen(function* () {
      const now = Date.now()
      yield* define(may, organiser)
      yield* publish(may.id, organiser)
      yield* join(
        may.id,
        ["ada", "bob"].map((name) => ({
          participantId: ParticipantId.make(name),
          userId: UserId.make(name),
          enteredAt: now,
          categories: [],
          status: "Active" as const
        }))
      )
      const [board] = liveBoardsOf(yield* find(may.id))
      if (board === undefined) return assert.fail("every challenge has a board")
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
})
