import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import fc from "fast-check"
import { type Board, type DailyBoard, Snapshots } from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { ParticipantId } from "../src/shared/index.ts"
import { boards, dailyBoards } from "./arbitraries/board.ts"
import type { Contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { snapshotsCommands, snapshotsObservations } from "./commands/snapshots.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example, law } from "./worlds.ts"

const empty = { ranked: [], unranked: [] }
const board: Board = { at: 1000, standingsHash: "0".repeat(64), overall: empty, teamStandings: [] }
const later: Board = { ...board, at: 2000, teams: empty }

const found = (port: Snapshots["Service"], ...of: Parameters<Snapshots["Service"]["find"]>) =>
  Effect.map(port.find(...of), Option.getOrUndefined)

const daily = (port: Snapshots["Service"], day: number) => Effect.map(port.daily(spring, day), Option.getOrUndefined)

/** What every adapter's `Snapshots` does. */
export const snapshotsContract: Contract<Snapshots | Transaction> = contractOfFacts("Snapshots", {
  "`save` replaces the board of its kind, and `find` gives the one saved last": example(
    Effect.gen(function* () {
      const port = yield* Snapshots
      assert.isUndefined(yield* found(port, spring, "Final"))
      yield* port.save(spring, "Final", later)
      yield* port.save(spring, "Final", board)
      assert.deepStrictEqual(yield* found(port, spring, "Final"), board)
    })
  ),
  "each challenge has one board of each kind": example(
    Effect.gen(function* () {
      const port = yield* Snapshots
      yield* port.save(spring, "Frozen", board)
      yield* port.save(summer, "Final", later)
      assert.deepStrictEqual(yield* found(port, spring, "Frozen"), board)
      assert.isUndefined(yield* found(port, spring, "Final"))
      assert.isUndefined(yield* found(port, summer, "Frozen"))
      assert.deepStrictEqual(yield* found(port, summer, "Final"), later)
    })
  ),
  "`drop` takes it away, also where there is none": example(
    Effect.gen(function* () {
      const port = yield* Snapshots
      yield* port.save(spring, "Frozen", board)
      yield* port.save(spring, "Final", later)
      yield* port.drop(spring, "Frozen")
      yield* port.drop(spring, "Frozen")
      assert.isUndefined(yield* found(port, spring, "Frozen"))
      assert.deepStrictEqual(yield* found(port, spring, "Final"), later)
    })
  ),
  "a board is given back as it was saved": law(fc.tuple(boards, boards), ([frozen, final]) =>
    Effect.gen(function* () {
      const port = yield* Snapshots
      yield* port.save(spring, "Frozen", frozen)
      yield* port.save(spring, "Final", final)
      assert.deepStrictEqual(yield* found(port, spring, "Frozen"), frozen)
      assert.deepStrictEqual(yield* found(port, spring, "Final"), final)
    })
  ),
  "`saveDaily` keeps the board of a day: each day has one, and one that is there stays as it is": example(
    Effect.gen(function* () {
      const port = yield* Snapshots
      const ofDay = (at: number): DailyBoard => ({ at, overall: [] })
      assert.deepStrictEqual(yield* port.days(spring), [])
      yield* port.saveDaily(spring, 20_513, ofDay(2))
      yield* port.saveDaily(spring, 20_512, ofDay(1))
      yield* port.saveDaily(spring, 20_513, ofDay(3))
      yield* port.saveDaily(summer, 20_513, ofDay(4))
      yield* port.save(spring, "Final", later)
      assert.deepStrictEqual(yield* port.days(spring), [20_512, 20_513])
      assert.deepStrictEqual(yield* daily(port, 20_512), ofDay(1))
      assert.deepStrictEqual(yield* daily(port, 20_513), ofDay(2))
      assert.isUndefined(yield* daily(port, 20_514))
    })
  ),
  "the board of a day is given back as it was saved": law(dailyBoards, (board) =>
    Effect.gen(function* () {
      const port = yield* Snapshots
      yield* port.saveDaily(spring, 20_512, board)
      assert.deepStrictEqual(yield* daily(port, 20_512), board)
    })
  ),
  "the board of a large field is given back whole, in order": example(
    Effect.gen(function* () {
      const port = yield* Snapshots
      const overall = Array.from({ length: 12_345 }, (_, index) => ({
        participantId: ParticipantId.make(`p${(index * 7919) % 12_345}`),
        rank: index + 1,
        score: 12_345 - index
      }))
      yield* port.saveDaily(spring, 20_512, { at: 1, overall, teams: overall.slice(0, 3) })
      assert.deepStrictEqual(yield* daily(port, 20_512), { at: 1, overall, teams: overall.slice(0, 3) })
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: { boards: [], daily: [] },
    commands: snapshotsCommands,
    observe: snapshotsObservations
  })
})
