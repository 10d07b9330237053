import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { type DueDate, DueDates, DueKind, type Transaction } from "../src/runtime/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { dueDatesCommands, dueDatesObservations } from "./commands/dueDates.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example } from "./worlds.ts"

const step = DueKind.make("step")
const hold = DueKind.make("hold")
const dated = (subject: string, due: number, kind = step): DueDate => ({ kind, subject, due })
const kept = (date: DueDate, wake = date.due) => ({ ...date, wake })

/** What every adapter's `DueDates` does. */
export const dueDatesContract: Contract<DueDates | Transaction> = contract("DueDates", {
  "`set` keeps a date in place of what its subject had of the kind, and `clear` takes it away, also where there is none":
    example(
      Effect.gen(function* () {
        const port = yield* DueDates
        yield* port.set([dated("spring", 5), dated("spring", 6, hold), dated("summer", 7), dated("summer", 8)])
        yield* port.set([dated("spring", 9)])
        assert.deepStrictEqual(yield* port.of(["summer", "spring", "nobody"]), [
          kept(dated("spring", 6, hold)),
          kept(dated("spring", 9)),
          kept(dated("summer", 8))
        ])
        yield* port.clear([dated("spring", 0), dated("summer", 0), dated("nobody", 0)])
        assert.deepStrictEqual(yield* port.of(["spring", "summer"]), [kept(dated("spring", 6, hold))])
        yield* port.set([])
        yield* port.clear([])
        assert.deepStrictEqual(yield* port.of([]), [])
      })
    ),
  "`due` gives the dates whose time has come, the earliest first, then by kind and subject, at most as many as asked":
    example(
      Effect.gen(function* () {
        const port = yield* DueDates
        const first = [dated("a", -2), dated("z", 3, hold), dated("A", 3), dated("b", 3)]
        yield* port.set([...first.toReversed(), dated("late", 4)])
        assert.deepStrictEqual(yield* port.due(-3, 9), [])
        assert.deepStrictEqual(
          yield* port.due(3, 9),
          first.map((date) => kept(date))
        )
        assert.deepStrictEqual(
          yield* port.due(3, 2),
          first.slice(0, 2).map((date) => kept(date))
        )
        assert.lengthOf(yield* port.due(4, 9), 5)
      })
    ),
  "`take` takes a date away only while it is as it was read, and answers whether it did": example(
    Effect.gen(function* () {
      const port = yield* DueDates
      yield* port.set([dated("spring", 5)])
      assert.isFalse(yield* port.take(kept(dated("spring", 6))))
      assert.isFalse(yield* port.take(kept(dated("spring", 5), 6)))
      assert.isFalse(yield* port.take(kept(dated("spring", 5, hold))))
      assert.isTrue(yield* port.take(kept(dated("spring", 5))))
      assert.isFalse(yield* port.take(kept(dated("spring", 5))))
      assert.deepStrictEqual(yield* port.due(9, 9), [])
    })
  ),
  "of many that take one date, exactly one is told that it did": example(
    Effect.gen(function* () {
      const port = yield* DueDates
      yield* port.set([dated("spring", 5)])
      const takers = Array.from({ length: 20 }, () => port.take(kept(dated("spring", 5))))
      const answers = yield* Effect.all(takers, { concurrency: "unbounded" })
      assert.lengthOf(
        answers.filter((answer) => answer),
        1
      )
    })
  ),
  "`postpone` puts a date off while it is as it was read: due as before, and looked at from then on": example(
    Effect.gen(function* () {
      const port = yield* DueDates
      yield* port.set([dated("spring", 5), dated("summer", 6)])
      assert.isTrue(yield* port.postpone(kept(dated("spring", 5)), 7))
      assert.isFalse(yield* port.postpone(kept(dated("spring", 5)), 8))
      assert.deepStrictEqual(yield* port.due(6, 9), [kept(dated("summer", 6))])
      assert.deepStrictEqual(yield* port.due(7, 9), [kept(dated("summer", 6)), kept(dated("spring", 5), 7)])
      yield* port.set([dated("spring", 5)])
      assert.deepStrictEqual(yield* port.of(["spring"]), [kept(dated("spring", 5))])
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: dueDatesCommands,
    observe: dueDatesObservations
  })
})
