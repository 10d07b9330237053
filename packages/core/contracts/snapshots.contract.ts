import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import fc from "fast-check"
import {
  type Board,
  type DailyBoard,
  type DailyList,
  type DailyRow,
  type DailyRows,
  Snapshots
} from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { compareIds, ParticipantId } from "../src/shared/index.ts"
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

/** A list of a board of a day, as a whole. */
const daily = (port: Snapshots["Service"], day: number, list: DailyList = "overall") =>
  Effect.map(port.dailyPage(spring, day, list, { limit: 100_000 }), Option.getOrUndefined)

/** A field of so many, in whose list neighbours by rank are none by name, and every third has the rank of the one before. */
const fieldOf = (count: number): ReadonlyArray<DailyRow> =>
  Array.from({ length: count }, (_, index) => {
    const rank = index % 3 === 2 ? index : index + 1
    return { participantId: ParticipantId.make(`p${(index * 7919) % count}`), rank, score: count - rank }
  }).toSorted((a, b) => a.rank - b.rank || compareIds(a.participantId, b.participantId))

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
      const empty = (day: number, at: number): DailyRows => ({ day, at, count: 0, rows: [] })
      assert.deepStrictEqual(yield* port.days(spring), [])
      yield* port.saveDaily(spring, 20_513, ofDay(2))
      yield* port.saveDaily(spring, 20_512, ofDay(1))
      yield* port.saveDaily(spring, 20_513, ofDay(3))
      yield* port.saveDaily(summer, 20_513, ofDay(4))
      yield* port.save(spring, "Final", later)
      assert.deepStrictEqual(yield* port.days(spring), [20_512, 20_513])
      assert.deepStrictEqual(yield* daily(port, 20_512), empty(20_512, 1))
      assert.deepStrictEqual(yield* daily(port, 20_513), empty(20_513, 2))
      assert.deepStrictEqual(yield* daily(port, 20_513, "teams"), empty(20_513, 2))
      assert.isUndefined(yield* daily(port, 20_514))
    })
  ),
  "the board of a day is given back as it was saved": law(dailyBoards, (board) =>
    Effect.gen(function* () {
      const port = yield* Snapshots
      const { at, overall, teams = [] } = board
      yield* port.saveDaily(spring, 20_512, board)
      const heading = { day: 20_512, at }
      assert.deepStrictEqual(yield* daily(port, 20_512), { ...heading, count: overall.length, rows: overall })
      assert.deepStrictEqual(yield* daily(port, 20_512, "teams"), { ...heading, count: teams.length, rows: teams })
    })
  ),
  "the board of a large field is given back whole, in order, page by page and row by row": example(
    Effect.gen(function* () {
      const port = yield* Snapshots
      const overall = fieldOf(12_345)
      const heading = { day: 20_512, at: 1, count: overall.length }
      yield* port.saveDaily(spring, 20_512, { at: 1, overall, teams: overall.slice(0, 3) })
      assert.deepStrictEqual(yield* daily(port, 20_512), { ...heading, rows: overall })
      const page = (after: number, limit: number) =>
        Effect.map(port.dailyPage(spring, 20_512, "overall", { after, limit }), Option.getOrUndefined)
      for (const [after, limit] of [
        [0, 1],
        [1, 100],
        [127, 2],
        [128, 128],
        [5_000, 700],
        [12_340, 100],
        [12_345, 1],
        [20_000, 5]
      ] as const)
        assert.deepStrictEqual(yield* page(after, limit), { ...heading, rows: overall.slice(after, after + limit) })
      const everySeventh = overall.filter((_, index) => index % 7 === 0)
      const asked = everySeventh.map(({ participantId }) => participantId).toSorted()
      assert.deepStrictEqual(yield* port.dailyRows(spring, "overall", asked, { last: 1 }), [
        { ...heading, rows: everySeventh }
      ])
      const [first, , third, fourth] = overall
      assert.deepStrictEqual(
        yield* port.dailyRows(
          spring,
          "teams",
          [third, fourth, first].flatMap((row) => row?.participantId ?? []),
          {
            last: 1
          }
        ),
        [{ ...heading, count: 3, rows: [first, third].flatMap((row) => row ?? []) }]
      )
    })
  ),
  "`dailyRows` gives the rows that are there, none twice, of the last days of which a board is kept": example(
    Effect.gen(function* () {
      const port = yield* Snapshots
      const of = (name: string, rank: number): DailyRow => ({ participantId: ParticipantId.make(name), rank, score: 9 })
      const [nobody, lin, ada] = [ParticipantId.make("nobody"), ParticipantId.make("lin"), ParticipantId.make("ada")]
      yield* port.saveDaily(spring, 20_510, { at: 1, overall: [of("ada", 1), of("lin", 2)] })
      yield* port.saveDaily(spring, 20_512, { at: 2, overall: [of("lin", 1)], teams: [of("ada", 1)] })
      yield* port.saveDaily(spring, 20_515, { at: 3, overall: [] })
      yield* port.saveDaily(summer, 20_511, { at: 4, overall: [of("ada", 4)] })
      const first = { day: 20_510, at: 1, count: 2, rows: [of("ada", 1), of("lin", 2)] }
      const second = { day: 20_512, at: 2, count: 1, rows: [of("lin", 1)] }
      const third = { day: 20_515, at: 3, count: 0, rows: [] }
      const asked = [lin, nobody, ada, lin]
      const rows = (last: number, through?: number) =>
        port.dailyRows(spring, "overall", asked, through === undefined ? { last } : { last, through })
      assert.deepStrictEqual(yield* rows(366), [first, second, third])
      assert.deepStrictEqual(yield* rows(2), [second, third])
      assert.deepStrictEqual(yield* rows(2, 20_514), [first, second])
      assert.deepStrictEqual(yield* rows(1, 20_510), [first])
      assert.deepStrictEqual(yield* rows(1, 20_509), [])
      assert.deepStrictEqual(yield* port.dailyRows(spring, "overall", [], { last: 1, through: 20_512 }), [
        { ...second, rows: [] }
      ])
      assert.deepStrictEqual(yield* port.dailyRows(spring, "teams", [ada], { last: 2, through: 20_512 }), [
        { ...first, count: 0, rows: [] },
        { ...second, rows: [of("ada", 1)] }
      ])
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: { boards: [], daily: [] },
    commands: snapshotsCommands,
    observe: snapshotsObservations
  })
})
