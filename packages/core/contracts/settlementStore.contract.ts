import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { Transaction } from "../src/runtime/index.ts"
import {
  attemptsOf,
  countLines,
  type PayoutLine,
  partSize,
  planHash,
  SettlementId,
  type SettlementState,
  SettlementStore,
  storedPlan
} from "../src/settlement/index.ts"
import { lineInEveryState, planWith, settlementInEveryState } from "./arbitraries/settlement.ts"
import type { Contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { settlementStoreCommands, settlementStoreObservations } from "./commands/settlementStore.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
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

/** The lines of a settlement, as far as a test has added any. */
const linesOf = (settlementId: SettlementId) =>
  SettlementStore.use((port) => port.linesOf(settlementId, { limit: 100 }))

const keysOf = (lines: ReadonlyArray<PayoutLine>) => lines.map(({ key }) => key)

/** A payable line, or one that was claimed after so many attempts. */
const anyLine = (key: string, settlementId = first, attempts?: number): PayoutLine => {
  const [payable, , claimed] = line(key, attempts ?? 0, settlementId)
  const found = attempts === undefined || attempts === 0 ? payable : claimed
  return found ?? assert.fail("no such state")
}

const everyReading = [...line("k"), ...line("k", 1), ...line("k", 0, first, 2n ** 64n + 1n)]

/** What every adapter's `SettlementStore` does. */
export const settlementStoreContract: Contract<SettlementStore | Transaction> = contractOfFacts("SettlementStore", {
  "`addLines` takes lines that are made one by one, any number of them in any order; of two with a key the first counts":
    example(
      Effect.gen(function* () {
        const port = yield* SettlementStore
        const numbers = Array.from({ length: 5_004 }, (_, number) => 5_001 - (number % 5_002))
        function* made(): Generator<PayoutLine> {
          for (const [index, number] of numbers.entries()) {
            const key = `${number}`.padStart(5, "0")
            yield { ...anyLine(key), minorUnits: BigInt(index) }
          }
        }
        yield* port.addLines(made())
        const lines = yield* port.linesOf(first, { limit: 10_000 })
        assert.strictEqual(lines.length, 5_002)
        for (const [number, { minorUnits }] of lines.entries()) assert.strictEqual(minorUnits, BigInt(5_001 - number))
        yield* port.addLines(["5", "x", "5"].values().map((key) => anyLine(`${key}0000`)))
        assert.deepStrictEqual(yield* port.linesOf(first, { after: "05001", limit: 9 }), [
          anyLine("50000"),
          anyLine("x0000")
        ])
      })
    ),
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
      assert.isTrue(Option.isNone(yield* storedPlan(hash)))
      yield* port.keepPlan(planWith(spring, hash))
      yield* port.keepPlan(planWith(spring, hash))
      yield* port.keepPlan({ ...planWith(spring, hash), seed: "another" })
      assert.deepStrictEqual(Option.getOrUndefined(yield* storedPlan(hash))?.plan, planWith(spring, hash))
      assert.isTrue(Option.isNone(yield* storedPlan(other)))
    })
  ),
  "a plan larger than a part is given back as it was kept": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const small = planWith(spring, "1".repeat(64))
      const many = <Row>(rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
        rows.flatMap((row) => Array.from({ length: partSize }, () => row))
      const plan = { ...small, standings: many(small.standings), lines: [...many(small.lines), ...small.lines] }
      yield* port.keepPlan(plan)
      yield* port.keepPlan(small)
      const kept = Option.getOrUndefined(yield* storedPlan(plan.hash))
      assert.deepStrictEqual([kept?.plan.standings.length, kept?.plan.lines.length], [2 * partSize, partSize + 1])
      assert.isTrue(kept !== undefined && planHash(kept.plan) === planHash(plan) && kept.digest === planHash(plan))
    })
  ),
  "a line is given back as it was added, in whatever state": eachOf([...line("k"), ...line("k", 2)], (added) =>
    Effect.gen(function* () {
      const port = yield* SettlementStore
      yield* port.addLines([added])
      assert.deepStrictEqual(yield* linesOf(first), [added])
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
      assert.deepStrictEqual(yield* linesOf(first), [claimed])
      assert.deepStrictEqual(yield* linesOf(second), line("k", 0, second).slice(0, 1))
    })
  ),
  "of many that add the same lines at the same time, each succeeds, and every line is there once": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const lines = ["a", "b", "c"].flatMap((key) => line(key).slice(0, 1))
      yield* Effect.all(
        Array.from({ length: 12 }, (_, index) => port.addLines(index % 2 === 0 ? lines : [...lines].reverse())),
        atOnce
      )
      yield* port.addLines([...line("d").slice(0, 1), ...lines, ...line("d").slice(1, 2)])
      assert.deepStrictEqual(yield* linesOf(first), [...lines, ...line("d").slice(0, 1)])
    })
  ),
  "`addLines` of a line twice where there were none adds the first": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const [payable, held] = line("k")
      if (payable === undefined || held === undefined) return assert.fail("no states")
      yield* port.addLines([held, ...line("a").slice(0, 1), payable])
      assert.deepStrictEqual(yield* linesOf(first), [...line("a").slice(0, 1), held])
    })
  ),
  "`linesOf` gives the lines of a settlement by key, code unit by code unit": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const keys = ["b", "a", "é", "B", "a ", "\uffee", "10", "9"]
      const lines = keys.flatMap((key) => line(key).slice(0, 1))
      yield* port.addLines(lines)
      assert.deepStrictEqual(
        (yield* linesOf(first)).map(({ key }) => key),
        ["10", "9", "B", "a", "a ", "b", "é", "\uffee"]
      )
    })
  ),
  "`linesOf` gives the lines of a settlement in pages: after a key, up to a number": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const keys = ["a", "b", "c", "d", "é"]
      yield* port.addLines([...keys.flatMap((key) => line(key).slice(0, 1)), ...line("b2", 0, second).slice(0, 1)])
      assert.deepStrictEqual(keysOf(yield* port.linesOf(first, { limit: 2 })), ["a", "b"])
      assert.deepStrictEqual(keysOf(yield* port.linesOf(first, { after: "b", limit: 2 })), ["c", "d"])
      assert.deepStrictEqual(keysOf(yield* port.linesOf(first, { after: "b1", limit: 1 })), ["c"])
      assert.deepStrictEqual(keysOf(yield* port.linesOf(first, { after: "d", limit: 2 })), ["é"])
      assert.deepStrictEqual(keysOf(yield* port.linesOf(first, { after: "é", limit: 2 })), [])
    })
  ),
  "`linesOf` gives the lines that are asked for: in some states, and whose date has come": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const dates = [8999, 9000, 9001]
      const held = dates.flatMap((holdUntil, at) =>
        line(`held ${at}`).flatMap((one) => (one._tag === "Held" ? [{ ...one, holdUntil }] : []))
      )
      const claimed = dates.flatMap((leaseUntil, at) =>
        line(`claimed ${at}`).flatMap((one) =>
          one._tag === "Claimed" ? [{ ...one, attempt: { ...one.attempt, leaseUntil } }] : []
        )
      )
      yield* port.addLines([...held, ...claimed, ...line("paid").slice(4, 5), ...line("payable").slice(0, 1)])
      const asked = (states: ReadonlyArray<PayoutLine["_tag"]>, dueBy?: number) =>
        Effect.map(port.linesOf(first, { states, ...(dueBy === undefined ? {} : { dueBy }), limit: 10 }), keysOf)
      assert.deepStrictEqual(yield* asked(["Held", "Payable"]), ["held 0", "held 1", "held 2", "payable"])
      assert.deepStrictEqual(yield* asked(["Held", "Payable"], 9000), ["held 0", "held 1", "payable"])
      assert.deepStrictEqual(yield* asked(["Claimed", "Confirmed"], 9000), ["claimed 0", "claimed 1", "paid"])
      assert.deepStrictEqual(yield* asked([]), [])
      assert.strictEqual((yield* port.linesOf(first, { dueBy: 0, limit: 10 })).length, 2)
    })
  ),
  "`linesByKey` gives the lines of a challenge with one of these keys, and `linesByAttempt` those with the attempt, by version":
    example(
      Effect.gen(function* () {
        const port = yield* SettlementStore
        const corrected: PayoutLine = { ...anyLine("a", second, 2), version: 2 }
        const attempted = attemptsOf(corrected).map(({ key }) => key)
        assert.strictEqual(attempted.length, 3)
        yield* port.insert(open(first))
        yield* port.insert(open(second))
        yield* port.addLines([corrected, anyLine("a", first, 0), anyLine("b", first, 1), anyLine("c", second, 0)])
        assert.deepStrictEqual(yield* port.linesByKey(spring, ["a"]), [anyLine("a", first, 0), corrected])
        assert.deepStrictEqual(yield* port.linesByKey(spring, ["b", "x", "a", "b"]), [
          anyLine("a", first, 0),
          anyLine("b", first, 1),
          corrected
        ])
        assert.deepStrictEqual(yield* port.linesByKey(spring, []), [])
        assert.deepStrictEqual(yield* port.linesByKey(summer, ["a"]), [])
        assert.deepStrictEqual(yield* port.linesByKey(spring, ["nothing"]), [])
        for (const key of attempted) {
          assert.deepStrictEqual(yield* port.linesByAttempt(spring, key), [corrected])
          assert.deepStrictEqual(yield* port.linesByAttempt(summer, key), [])
        }
        assert.deepStrictEqual(yield* port.linesByAttempt(spring, "nothing"), [])
      })
    ),
  "`linesByAttempt` finds the attempt that a line is changed to have, and one that is over": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const [payable, , claimed] = line("k")
      if (payable === undefined || claimed?._tag !== "Claimed") return assert.fail("no states")
      const own: PayoutLine = { ...claimed, attempt: { ...claimed.attempt, key: "e".repeat(64) } }
      const over: PayoutLine = { ...payable, past: [own.attempt] }
      yield* port.insert(open(first))
      yield* port.addLines([payable])
      yield* port.changeLines([{ before: payable, after: own }])
      assert.deepStrictEqual(yield* port.linesByAttempt(spring, own.attempt.key), [own])
      yield* port.changeLines([{ before: own, after: over }])
      assert.deepStrictEqual(yield* port.linesByAttempt(spring, own.attempt.key), [over])
      assert.deepStrictEqual(yield* port.linesByKey(spring, ["k"]), [over])
    })
  ),
  "`providersOf` gives the providers that payouts of a settlement were asked of, in order, each once": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      assert.deepStrictEqual(yield* port.providersOf(first), [])
      // Of the attempts the first was made before its provider was kept.
      yield* port.addLines([anyLine("a", first, 2), anyLine("b", first, 1), anyLine("c", first, 0)])
      yield* port.addLines([anyLine("a", second, 0)])
      assert.deepStrictEqual(yield* port.providersOf(first), ["provider 2", "provider 3"])
      assert.deepStrictEqual(yield* port.providersOf(second), [])
      const [before, after] = [anyLine("a", second, 0), anyLine("a", second, 1)]
      assert.deepStrictEqual(yield* port.changeLines([{ before, after }]), [true])
      assert.deepStrictEqual(yield* port.providersOf(second), ["provider 2"])
    })
  ),
  "`countLines` counts the lines of a settlement by state, no further than it is asked to": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const none = countLines([])
      assert.deepStrictEqual(yield* port.countLines(first), none)
      yield* port.addLines([...["a", "b", "c"].flatMap((key) => line(key).slice(0, 1)), ...line("d").slice(4, 5)])
      yield* port.addLines(line("e", 0, second).slice(1, 2))
      assert.deepStrictEqual(yield* port.countLines(first), { ...none, Payable: 3, Confirmed: 1 })
      assert.deepStrictEqual(yield* port.countLines(first, 2), { ...none, Payable: 2, Confirmed: 1 })
      assert.deepStrictEqual(yield* port.countLines(second, 1), { ...none, Held: 1 })
    })
  ),
  "`changeLines` replaces a line only while it is in the same state, with as many attempts and for the same amount":
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
          const told = yield* port.changeLines([{ before: read, after }])
          assert.deepStrictEqual(told, [isAsRead], `${stored._tag} read as ${read._tag}`)
          assert.deepStrictEqual((yield* linesOf(first))[0], isAsRead ? after : stored)
          if (isAsRead) yield* port.changeLines([{ before: after, after: stored }])
        }
        assert.deepStrictEqual((yield* linesOf(first))[1], line("other")[0])
      })
    ),
  "`changeLines` answers for each line of the batch in the order given; one that is not there is not, and is not added":
    example(
      Effect.gen(function* () {
        const port = yield* SettlementStore
        const [a, b, c] = [anyLine("a"), anyLine("b"), anyLine("c")]
        yield* port.addLines([b, { ...c, minorUnits: 1n }, { ...a, settlementId: second }, anyLine("d")])
        const paid = (before: PayoutLine) => ({ before, after: { ...before, recipient: "changed" } })
        assert.deepStrictEqual(yield* port.changeLines([c, anyLine("d"), a, b].map(paid)), [false, true, false, true])
        assert.deepStrictEqual(
          (yield* linesOf(first)).map(({ key, recipient }) => `${key} ${recipient}`),
          ["b changed", "c Zoë", "d changed"]
        )
        assert.deepStrictEqual(yield* port.changeLines([]), [])
      })
    ),
  "of a line that the batch names twice the first change counts": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      yield* port.addLines([anyLine("a"), anyLine("b")])
      const as = (before: PayoutLine, recipient: string) => ({ before, after: { ...before, recipient } })
      const [stale, other] = [{ ...anyLine("b"), minorUnits: 1n }, anyLine("b")]
      const told = yield* port.changeLines([
        as(anyLine("a"), "1"),
        as(stale, "2"),
        as(anyLine("a"), "3"),
        as(other, "4")
      ])
      assert.deepStrictEqual(told, [true, false, false, false])
      assert.deepStrictEqual(yield* linesOf(first), [{ ...anyLine("a"), recipient: "1" }, anyLine("b")])
    })
  ),
  "I18 of several that change a line at the same time, exactly one is told that it did": example(
    Effect.gen(function* () {
      const port = yield* SettlementStore
      const lines = ["a", "b", "c"].map((key) => anyLine(key))
      yield* port.addLines(lines)
      const claimedBy = (worker: number) => (before: PayoutLine) => {
        const claimed = line(before.key).find(({ _tag }) => _tag === "Claimed")
        if (claimed?._tag !== "Claimed") return assert.fail("no such state")
        return { before, after: { ...claimed, attempt: { ...claimed.attempt, worker: `worker ${worker}` } } }
      }
      const told = yield* Effect.all(
        Array.from({ length: 20 }, (_, worker) => port.changeLines(lines.map(claimedBy(worker)))),
        atOnce
      )
      const stored = yield* linesOf(first)
      for (const [at, before] of lines.entries()) {
        const winners = told.flatMap((answers, worker) =>
          answers[at] === true ? [claimedBy(worker)(before).after] : []
        )
        assert.deepStrictEqual(winners, stored.slice(at, at + 1))
      }
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: { settlements: [], plans: [], lines: [] },
    commands: settlementStoreCommands,
    observe: settlementStoreObservations
  })
})
