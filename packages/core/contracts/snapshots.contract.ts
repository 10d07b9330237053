import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import fc from "fast-check"
import { type Board, Snapshots } from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { boards } from "./arbitraries/board.ts"
import { type Contract, contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { snapshotsCommands, snapshotsObservations } from "./commands/snapshots.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example, law } from "./worlds.ts"

const empty = { ranked: [], unranked: [] }
const board: Board = { at: 1000, standingsHash: "0".repeat(64), overall: empty, teamStandings: [] }
const later: Board = { ...board, at: 2000, teams: empty }

const found = (port: Snapshots["Service"], ...of: Parameters<Snapshots["Service"]["find"]>) =>
  Effect.map(port.find(...of), Option.getOrUndefined)

/** What every adapter's `Snapshots` does. */
export const snapshotsContract: Contract<Snapshots | Transaction> = contract("Snapshots", {
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
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: snapshotsCommands,
    observe: snapshotsObservations
  })
})
