import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { Transaction } from "../src/runtime/index.ts"
import { type PayoutLine, SettlementId, type SettlementState, SettlementStore } from "../src/settlement/index.ts"
import { lineInEveryState, planWith, settlementInEveryState } from "./arbitraries/settlement.ts"
import { type Contract, contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { settlementStoreCommands, settlementStoreObservations } from "./commands/settlementStore.ts"
import { agreesWithModel } from "./modelRun.ts"
import { answerOf, eachOf, example } from "./worlds.ts"

const first = SettlementId.make("settlement 1")
const second = SettlementId.make("correction")
const atOnce = { concurrency: "unbounded" } as const

const open = (settlementId: SettlementId, revision = 0, challengeId = spring): SettlementState => ({
  _tag: "Open",
  settlementId,
  challengeId,
  revision,
  version: 0
})
const conflict = (expected: number, actual: number) => ({
  _tag: "SettlementConflict",
  settlementId: first,
  expected,
  actual
})

const line = (key: string, attempts = 0, settlementId = first, minorUnits = 2n ** 64n): ReadonlyArray<PayoutLine> =>
  lineInEveryState({ settlementId, key, minorUnits }, attempts)

const everyReading = [...line("k"), ...line("k", 1), ...line("k", 0, first, 2n ** 64n + 1n)]

/** What every adapter's `SettlementStore` does. */
export const settlementStoreContract: Contract<SettlementStore | Transaction> = contract("SettlementStore", {
  "a settlement is given back as it was written, in whatever state": eachOf(
    settlementInEveryState({ settlementId: first, challengeId: spring, revision: 1 }),
    (state) =>
      Effect.gen(function* () {
        const port = yield* SettlementStore
        yield* port.insert(state)
        assert.deepStrictEqual(yield* port.of(spring), [state])
        yield* port.save({ ...state, revision: 2 }, 1)
        assert.deepStrictEqual(yield* port.of(spring), [{ ...state, revision: 2 }])
      })
  ),
  "`of` gives the settlements of a challenge in the order in which they were inserted": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const other = SettlementId.make("other")
      assert.deepStrictEqual(yield* port.of(spring), [])
      yield* port.insert(open(first))
      yield* port.insert(open(other, 0, summer))
      yield* port.insert(open(second))
      yield* port.save(open(first, 1), 0)
      assert.deepStrictEqual(yield* port.of(spring), [open(first, 1), open(second)])
      assert.deepStrictEqual(yield* port.of(summer), [open(other, 0, summer)])
    })
  ),
  "`insert` of a settlement that exists is a `SettlementConflict`": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      yield* port.insert(open(first, 3))
      assert.deepStrictEqual(yield* answerOf(port.insert(open(first, 3))), conflict(-1, 3))
      assert.deepStrictEqual(yield* answerOf(port.insert(open(first, 4, summer))), conflict(-1, 3))
      assert.deepStrictEqual(yield* port.of(spring), [open(first, 3)])
      assert.deepStrictEqual(yield* port.of(summer), [])
    })
  ),
  "`save` replaces a settlement only while it is at the expected revision; otherwise `SettlementConflict`, nothing written":
    example(
      Effect.gen(function* () {
        const port = yield* SettlementStore
        assert.deepStrictEqual(yield* answerOf(port.save(open(first, 1), 0)), conflict(0, -1))
        yield* port.insert(open(first, 3))
        for (const expected of [2, 4]) {
          assert.deepStrictEqual(yield* answerOf(port.save(open(first, 4), expected)), conflict(expected, 3))
        }
        assert.deepStrictEqual(yield* port.of(spring), [open(first, 3)])
      })
    ),
  "of many that insert or save at the same time, one succeeds": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const inserts = Array.from({ length: 20 }, () => answerOf(port.insert(open(first))))
      const inserted = yield* Effect.all(inserts, atOnce)
      assert.strictEqual(inserted.filter((answer) => answer === undefined).length, 1)
      const saves = Array.from({ length: 20 }, (_, index) => answerOf(port.save(open(first, index + 1), 0)))
      const saved = yield* Effect.all(saves, atOnce)
      assert.strictEqual(saved.filter((answer) => answer === undefined).length, 1)
      assert.deepStrictEqual(yield* port.of(spring), [open(first, saved.indexOf(undefined) + 1)])
    })
  ),
  "`keepPlan` keeps a plan by its hash; the same plan again changes nothing, and no plan ever changes": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const [hash, other] = ["0".repeat(64), "f".repeat(64)]
      assert.isTrue(Option.isNone(yield* port.plan(hash)))
      yield* port.keepPlan(planWith(spring, hash))
      yield* port.keepPlan(planWith(spring, hash))
      yield* port.keepPlan({ ...planWith(spring, hash), seed: "another" })
      assert.deepStrictEqual(Option.getOrUndefined(yield* port.plan(hash)), planWith(spring, hash))
      assert.isTrue(Option.isNone(yield* port.plan(other)))
    })
  ),
  "a line is given back as it was added, in whatever state": eachOf([...line("k"), ...line("k", 2)], (added) =>
    Effect.gen(function* () {
      const port = yield* SettlementStore
      yield* port.addLines([added])
      assert.deepStrictEqual(yield* port.linesOf(first), [added])
    })
  ),
  "`addLines` adds payout lines; a line that is there (by settlement and key) stays as it is": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const [payable, held, claimed] = line("k")
      if (payable === undefined || held === undefined || claimed === undefined) return assert.fail("no states")
      yield* port.addLines([claimed, payable])
      yield* port.addLines([held, ...line("k", 0, second).slice(0, 1)])
      yield* port.addLines([])
      assert.deepStrictEqual(yield* port.linesOf(first), [claimed])
      assert.deepStrictEqual(yield* port.linesOf(second), line("k", 0, second).slice(0, 1))
    })
  ),
  "`linesOf` gives the lines of a settlement by key, code unit by code unit": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const keys = ["b", "a", "é", "B", "a ", "\uffee", "10", "9"]
      const lines = keys.flatMap((key) => line(key).slice(0, 1))
      yield* port.addLines(lines)
      assert.deepStrictEqual(
        (yield* port.linesOf(first)).map(({ key }) => key),
        ["10", "9", "B", "a", "a ", "b", "é", "\uffee"]
      )
    })
  ),
  "`changeLine` replaces a line only while it is in the same state, with as many attempts and for the same amount":
    eachOf(everyReading, (stored) =>
      Effect.gen(function* () {
        const port = yield* SettlementStore
        yield* port.addLines([stored, ...line("other").slice(0, 1)])
        for (const read of everyReading) {
          const isAsRead =
            read._tag === stored._tag &&
            read.past.length === stored.past.length &&
            read.minorUnits === stored.minorUnits
          const after: PayoutLine = { ...read, recipient: "changed" }
          assert.strictEqual(yield* port.changeLine(read, after), isAsRead, `${stored._tag} read as ${read._tag}`)
          assert.deepStrictEqual((yield* port.linesOf(first))[0], isAsRead ? after : stored)
          if (isAsRead) yield* port.changeLine(after, stored)
        }
        assert.deepStrictEqual((yield* port.linesOf(first))[1], line("other")[0])
      })
    ),
  "`changeLine` of a line that is not there answers that it was not, and adds nothing": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const [payable] = line("k")
      if (payable === undefined) return assert.fail("no states")
      yield* port.addLines([{ ...payable, settlementId: second }])
      assert.isFalse(yield* port.changeLine(payable, payable))
      assert.deepStrictEqual(yield* port.linesOf(first), [])
    })
  ),
  "I18 of several that change a line at the same time, exactly one is told that it did": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const [payable, , claimed] = line("k")
      if (payable === undefined || claimed?._tag !== "Claimed") return assert.fail("no states")
      yield* port.addLines([payable])
      const claims = Array.from(
        { length: 20 },
        (_, worker): PayoutLine => ({
          ...claimed,
          attempt: { ...claimed.attempt, worker: `worker ${worker}` }
        })
      )
      const told = yield* Effect.all(
        claims.map((claim) => port.changeLine(payable, claim)),
        atOnce
      )
      assert.deepStrictEqual(
        yield* port.linesOf(first),
        claims.filter((_, worker) => told[worker] === true)
      )
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: { settlements: [], plans: [], lines: [] },
    commands: settlementStoreCommands,
    observe: settlementStoreObservations
  })
})
