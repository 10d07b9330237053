import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import fc from "fast-check"
import { type Adjustment, AdjustmentId, Adjustments } from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { maxMagnitude, PrincipalId } from "../src/shared/index.ts"
import { adjustments } from "./arbitraries/adjustment.ts"
import type { Contract } from "./Contract.ts"
import { adaEntry, bobEntry, spring, summer } from "./cast.ts"
import { adjustmentsCommands, adjustmentsObservations } from "./commands/adjustments.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { answerOf, example, law } from "./worlds.ts"

const olivia = PrincipalId.make("olivia")

/** An adjustment of the cast. */
export const adjustmentOf = (id: string, more: Partial<Adjustment> = {}): Adjustment => ({
  id: AdjustmentId.make(id),
  participantId: adaEntry,
  amount: -500,
  reason: "missed a checkpoint",
  by: olivia,
  at: 1_000,
  ...more
})

const late = adjustmentOf("late")
const reversal = { reason: "she was there", by: olivia, at: 2_000 }

const conflictOn = (field: string) => ({ _tag: "AdjustmentConflict", challengeId: spring, id: "late", field })

/** What every adapter's `Adjustments` does. */
export const adjustmentsContract: Contract<Adjustments | Transaction> = contractOfFacts("Adjustments", {
  "the same adjustment again changes nothing and gives the one that is kept": example(
    Effect.gen(function* () {
      const port = yield* Adjustments
      assert.deepStrictEqual(yield* port.add(spring, late), { adjustment: late, isNew: true })
      const again = { ...late, at: 2_000, by: PrincipalId.make("piet") }
      assert.deepStrictEqual(yield* port.add(spring, again), { adjustment: late, isNew: false })
      assert.deepStrictEqual(yield* port.find(spring, late.id), Option.some(late))
      assert.deepStrictEqual(yield* port.find(summer, late.id), Option.none())
    })
  ),
  "other content under the id is an `AdjustmentConflict` naming the first field that differs": example(
    Effect.gen(function* () {
      const port = yield* Adjustments
      yield* port.add(spring, late)
      const conflict = (changed: Partial<Adjustment>) => answerOf(port.add(spring, { ...late, ...changed }))
      assert.deepStrictEqual(yield* conflict({ participantId: bobEntry, amount: 1 }), conflictOn("participantId"))
      assert.deepStrictEqual(yield* conflict({ amount: 1, reason: "more" }), conflictOn("amount"))
      assert.deepStrictEqual(yield* conflict({ reason: "more" }), conflictOn("reason"))
      assert.deepStrictEqual(yield* port.find(spring, late.id), Option.some(late))
    })
  ),
  "`reverse` gives an adjustment its reversal once, and nothing where there is none": example(
    Effect.gen(function* () {
      const port = yield* Adjustments
      yield* port.add(spring, late)
      const reversed = { ...late, reversal }
      assert.deepStrictEqual(
        yield* port.reverse(spring, late.id, reversal),
        Option.some({ adjustment: reversed, isNew: true })
      )
      assert.deepStrictEqual(
        yield* port.reverse(spring, late.id, { ...reversal, reason: "again", at: 3_000 }),
        Option.some({ adjustment: reversed, isNew: false })
      )
      assert.deepStrictEqual(yield* port.add(spring, late), { adjustment: reversed, isNew: false })
      assert.deepStrictEqual(yield* port.reverse(summer, late.id, reversal), Option.none())
    })
  ),
  "`sums` adds up exactly what is not taken back, as it was at an instant, and leaves out what comes to nothing":
    example(
      Effect.gen(function* () {
        const port = yield* Adjustments
        for (const one of [
          late,
          adjustmentOf("b1", { participantId: bobEntry, amount: maxMagnitude }),
          adjustmentOf("b2", { participantId: bobEntry, amount: maxMagnitude, at: 1_500 })
        ])
          yield* port.add(spring, one)
        yield* port.reverse(spring, late.id, reversal)
        const sums = (until?: number) =>
          Effect.map(port.sums(spring, [adaEntry, bobEntry], until), (found) => [...found].sort())
        assert.deepStrictEqual(yield* sums(), [[bobEntry, 2n * BigInt(maxMagnitude)]])
        assert.deepStrictEqual(yield* sums(999), [])
        assert.deepStrictEqual(yield* sums(1_000), [
          [adaEntry, -500n],
          [bobEntry, BigInt(maxMagnitude)]
        ])
        assert.deepStrictEqual(yield* sums(2_000), [[bobEntry, 2n * BigInt(maxMagnitude)]])
        assert.deepStrictEqual([...(yield* port.sums(spring, [adaEntry]))], [])
        assert.deepStrictEqual([...(yield* port.sums(spring, []))], [])
        assert.deepStrictEqual([...(yield* port.sums(summer, [adaEntry, bobEntry]))], [])
      })
    ),
  "`page` gives adjustments by instant and id, taken back or not, of everybody or of one": example(
    Effect.gen(function* () {
      const port = yield* Adjustments
      const [second, first, third] = [
        adjustmentOf("b", { participantId: bobEntry }),
        adjustmentOf("B"),
        adjustmentOf("a", { at: 1_001 })
      ]
      for (const one of [third, second, first]) yield* port.add(spring, one)
      yield* port.reverse(spring, third.id, reversal)
      const all = [first, second, { ...third, reversal }]
      assert.deepStrictEqual(yield* port.page(spring, { limit: 9 }), all)
      assert.deepStrictEqual(yield* port.page(spring, { limit: 1, after: first }), [second])
      assert.deepStrictEqual(yield* port.page(spring, { limit: 9, participantId: adaEntry, after: first }), [
        { ...third, reversal }
      ])
      assert.deepStrictEqual(yield* port.page(summer, { limit: 9 }), [])
    })
  ),
  "of the same adjustment made, or taken back, by many at the same time, one is new": example(
    Effect.gen(function* () {
      const port = yield* Adjustments
      const many = <A, E>(act: Effect.Effect<A, E>) =>
        Effect.all(
          Array.from({ length: 20 }, () => act),
          { concurrency: "unbounded" }
        )
      assert.lengthOf(
        (yield* many(port.add(spring, late))).filter(({ isNew }) => isNew),
        1
      )
      const reversed = yield* many(port.reverse(spring, late.id, reversal))
      assert.lengthOf(
        reversed.filter((kept) => Option.exists(kept, ({ isNew }) => isNew)),
        1
      )
    })
  ),
  "in whatever order they are made, adjustments add up to the same; taken back, to nothing": law(
    fc.uniqueArray(adjustments, { maxLength: 6, selector: ({ id }) => id }),
    (made) =>
      Effect.gen(function* () {
        const port = yield* Adjustments
        const participants = [...new Set(made.map(({ participantId }) => participantId))]
        const sums = (id: typeof spring) => Effect.map(port.sums(id, participants), (found) => [...found].sort())
        for (const one of made) yield* port.add(spring, one)
        for (const one of made.toReversed()) yield* port.add(summer, one)
        assert.deepStrictEqual(yield* sums(spring), yield* sums(summer))
        for (const { id } of made) yield* port.reverse(spring, id, reversal)
        assert.deepStrictEqual(yield* sums(spring), [])
      })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: adjustmentsCommands,
    observe: adjustmentsObservations
  })
})
