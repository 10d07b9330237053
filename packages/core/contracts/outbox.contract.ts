import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { Outbox } from "../src/challenge/index.ts"
import { Transaction } from "../src/runtime/index.ts"
import type { Contract } from "./Contract.ts"
import { ada, bob, spring, summer } from "./cast.ts"
import { outboxCommands, outboxObservations } from "./commands/outbox.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example } from "./worlds.ts"

const taken = (...of: Parameters<Outbox["Service"]["take"]>) =>
  Outbox.use((port) => Effect.map(port.take(...of), Option.getOrUndefined))

/** What every adapter's `Outbox` does. */
export const outboxContract: Contract<Outbox | Transaction> = contractOfFacts("Outbox", {
  "`take` takes what was added first, each user once, and counts the version": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      yield* port.add(spring, [bob, ada])
      yield* port.add(spring, [ada])
      yield* port.add(spring, [bob])
      yield* port.add(summer, [bob])
      assert.deepStrictEqual(yield* taken(spring, 0, 3), {
        version: 1,
        userIds: [ada, bob],
        isEverybody: false,
        isMore: true,
        news: []
      })
      assert.deepStrictEqual(yield* taken(spring, 0, 3), {
        version: 2,
        userIds: [bob],
        isEverybody: false,
        isMore: false,
        news: []
      })
      assert.isUndefined(yield* taken(spring, 0, 3))
      assert.deepStrictEqual(yield* taken(summer, 0, 3), {
        version: 1,
        userIds: [bob],
        isEverybody: false,
        isMore: false,
        news: []
      })
    })
  ),
  "one addition is taken whole, however many it names": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      yield* port.add(spring, [ada, bob])
      assert.deepStrictEqual(yield* taken(spring, 0, 1), {
        version: 1,
        userIds: [ada, bob],
        isEverybody: false,
        isMore: false,
        news: []
      })
    })
  ),
  "where everybody was added all that waits is taken, with those who were named": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      yield* port.add(spring, [ada])
      yield* port.add(spring, "Everybody")
      yield* port.add(spring, [bob])
      assert.deepStrictEqual(yield* taken(spring, 0, 1), {
        version: 1,
        userIds: [ada, bob],
        isEverybody: true,
        isMore: false,
        news: []
      })
      assert.deepStrictEqual(yield* port.waiting(0, 9), [])
    })
  ),
  "everybody is due at the instant that was said last, once": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      yield* port.refreshAt(spring, 500)
      yield* port.refreshAt(spring, 1_000)
      assert.deepStrictEqual(yield* port.waiting(999, 9), [])
      assert.isUndefined(yield* taken(spring, 999, 9))
      assert.deepStrictEqual(yield* port.waiting(1_000, 9), [spring])
      assert.deepStrictEqual(yield* taken(spring, 1_000, 9), {
        version: 1,
        userIds: [],
        isEverybody: true,
        isMore: false,
        news: []
      })
      assert.isUndefined(yield* taken(spring, 2_000, 9))
      yield* port.refreshAt(spring, 3_000)
      yield* port.refreshAt(spring, undefined)
      assert.deepStrictEqual(yield* port.waiting(9_000, 9), [])
    })
  ),
  "news come with what is taken, added up by the hour": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      yield* port.add(spring, [ada], { at: 3_600_000, joined: 1, activities: 0 })
      yield* port.add(spring, [ada], { at: 3_600_002, joined: 0, activities: 5 })
      yield* port.add(spring, [ada], { at: 3_599_999, joined: 0, activities: -2 })
      yield* port.add(spring, [ada])
      yield* port.add(spring, [ada, bob], { at: 0, joined: 0, activities: 9 })
      const { news } = (yield* taken(spring, 0, 4)) ?? assert.fail("something waits")
      assert.deepStrictEqual(news, [
        { hour: 0, joined: 0, activities: -2, lastAt: 3_599_999, active: [] },
        { hour: 1, joined: 1, activities: 5, lastAt: 3_600_002, active: [] }
      ])
    })
  ),
  "of each hour it is said who sent activities, also where everybody is taken": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      const sent = (at: number) => ({ at, joined: 0, activities: 1, areActive: true })
      yield* port.add(spring, [bob, ada], sent(3_600_000))
      yield* port.add(spring, [ada], sent(7_199_999))
      yield* port.add(spring, [bob], sent(3_599_999))
      yield* port.add(spring, [bob], { at: 0, joined: 1, activities: 0 })
      yield* port.add(spring, "Everybody", sent(0))
      const { news } = (yield* taken(spring, 0, 9)) ?? assert.fail("something waits")
      assert.deepStrictEqual(
        news.map(({ hour, active }) => [hour, active]),
        [
          [0, [bob]],
          [1, [ada, bob]]
        ]
      )
    })
  ),
  "whoever goes round what waits reaches every challenge": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      yield* port.add(summer, [ada])
      yield* port.refreshAt(spring, 5)
      assert.deepStrictEqual(yield* port.waiting(5, 1), [spring])
      assert.deepStrictEqual(yield* port.waiting(5, 1, spring), [summer])
      assert.deepStrictEqual(yield* port.waiting(5, 9, spring), [summer])
      assert.deepStrictEqual(yield* port.waiting(5, 1, summer), [])
    })
  ),
  "`oldest` says since when something waits": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      assert.deepStrictEqual(yield* port.oldest(9_000), Option.none())
      yield* port.add(spring, [ada])
      assert.deepStrictEqual(yield* port.oldest(9_000), Option.none())
      yield* port.add(spring, [ada], { at: 8_000, joined: 1, activities: 0 })
      yield* port.add(summer, [ada], { at: 7_000, joined: 1, activities: 0 })
      assert.deepStrictEqual(yield* port.oldest(9_000), Option.some(7_000))
      yield* port.refreshAt(spring, 6_000)
      assert.deepStrictEqual(yield* port.oldest(5_999), Option.some(7_000))
      assert.deepStrictEqual(yield* port.oldest(6_000), Option.some(6_000))
      yield* taken(spring, 9_000, 9)
      yield* taken(summer, 9_000, 9)
      assert.deepStrictEqual(yield* port.oldest(9_000), Option.none())
    })
  ),
  "what is taken in a transaction that fails waits again, and its version comes again": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      const { transact } = yield* Transaction
      yield* port.add(spring, [ada])
      yield* Effect.exit(transact(Effect.andThen(taken(spring, 0, 9), Effect.fail("no"))))
      assert.deepStrictEqual(yield* taken(spring, 0, 9), {
        version: 1,
        userIds: [ada],
        isEverybody: false,
        isMore: false,
        news: []
      })
    })
  ),
  "many who take at the same time get each addition once, under versions in a row": example(
    Effect.gen(function* () {
      const port = yield* Outbox
      const { transact } = yield* Transaction
      for (let n = 0; n < 10; n++) yield* port.add(spring, [n % 2 === 0 ? ada : bob])
      const answers = yield* Effect.all(
        Array.from({ length: 12 }, () => transact(taken(spring, 0, 1))),
        { concurrency: "unbounded" }
      )
      const found = answers.flatMap((answer) => (answer === undefined ? [] : [answer]))
      assert.deepStrictEqual(
        found.map(({ version }) => version).sort((a, b) => a - b),
        Array.from({ length: 10 }, (_, n) => n + 1)
      )
      assert.strictEqual(found.filter(({ userIds: [one] }) => one === ada).length, 5)
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: new Map(),
    commands: outboxCommands,
    observe: outboxObservations
  })
})
