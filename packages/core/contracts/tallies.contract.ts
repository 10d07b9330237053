import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { noTotals, Tallies, type Tally } from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import type { UserId } from "../src/shared/index.ts"
import type { Contract } from "./Contract.ts"
import { ada, adaEntry, bob, bobEntry, spring, summer } from "./cast.ts"
import { talliesCommands, talliesObservations } from "./commands/tallies.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example } from "./worlds.ts"

const adas: Tally = { participantId: adaEntry, userId: ada, status: "Active", activeDays: 0 }
const bobs: Tally = { participantId: bobEntry, userId: bob, status: "Active", activeDays: 2, score: 7 }

const hour = (number: number, joined: number, activities: number) => ({
  hour: number,
  joined,
  activities,
  lastAt: number * 3_600_000,
  active: []
})

const active = (number: number, ...users: ReadonlyArray<UserId>) => ({ ...hour(number, 0, 1), active: users })

/** What every adapter's `Tallies` does. */
export const talliesContract: Contract<Tallies | Transaction> = contractOfFacts("Tallies", {
  "`put` replaces what was known of a participant, and the totals come along": example(
    Effect.gen(function* () {
      const port = yield* Tallies
      assert.deepStrictEqual(yield* port.totals(spring), noTotals)
      yield* port.put(spring, [adas, bobs], [])
      yield* port.put(spring, [{ ...bobs, status: "Withdrawn" }], [])
      yield* port.put(spring, [{ ...adas, activeDays: 1, score: 5, progress: 2_500 }], [])
      assert.deepStrictEqual(yield* port.totals(spring), {
        ...noTotals,
        active: 1,
        withdrawn: 1,
        started: 2,
        scored: 2,
        score: 12n,
        measured: 1,
        progress: 2_500n
      })
      assert.deepStrictEqual(yield* port.totals(summer), noTotals)
    })
  ),
  "sums are exact beyond 2^53": example(
    Effect.gen(function* () {
      const port = yield* Tallies
      yield* port.put(
        spring,
        [
          { ...adas, score: Number.MAX_SAFE_INTEGER },
          { ...bobs, score: Number.MAX_SAFE_INTEGER - 1 }
        ],
        []
      )
      assert.strictEqual((yield* port.totals(spring)).score, 2n ** 54n - 3n)
    })
  ),
  "`ofUser` gives what a user comes to in each challenge": example(
    Effect.gen(function* () {
      const port = yield* Tallies
      yield* port.put(summer, [{ ...bobs, place: 3 }], [])
      yield* port.put(spring, [adas, bobs], [])
      assert.deepStrictEqual(yield* port.ofUser(bob), [
        { challengeId: spring, ...bobs },
        { challengeId: summer, ...bobs, place: 3 }
      ])
    })
  ),
  "`entered` gives the challenges of users, by user and challenge": example(
    Effect.gen(function* () {
      const port = yield* Tallies
      yield* port.put(summer, [bobs], [])
      yield* port.put(spring, [adas, bobs], [])
      const taking = (challengeId: typeof spring, { userId, participantId }: Tally) => ({
        userId,
        challengeId,
        participantId
      })
      assert.deepStrictEqual(yield* port.entered([bob, ada, bob]), [
        taking(spring, adas),
        taking(spring, bobs),
        taking(summer, bobs)
      ])
      assert.deepStrictEqual(yield* port.entered([]), [])
    })
  ),
  "`active` counts each user once an hour, whatever the challenges": example(
    Effect.gen(function* () {
      const port = yield* Tallies
      yield* port.put(spring, [], [active(10, ada), active(12, ada, bob)])
      yield* port.put(spring, [], [active(12, bob)])
      yield* port.put(summer, [], [active(12, ada), hour(13, 1, 0)])
      assert.deepStrictEqual(yield* port.active(0), [
        { hour: 10, users: 1 },
        { hour: 12, users: 2 }
      ])
      assert.deepStrictEqual(yield* port.active(11), [{ hour: 12, users: 2 }])
    })
  ),
  "`forgetActive` forgets those before an hour, the oldest first, and no more than asked": example(
    Effect.gen(function* () {
      const port = yield* Tallies
      yield* port.put(spring, [], [active(12, bob), active(10, ada, bob)])
      yield* port.put(summer, [], [active(11, ada)])
      assert.strictEqual(yield* port.forgetActive(12, 2), 2)
      assert.deepStrictEqual(yield* port.active(0), [
        { hour: 11, users: 1 },
        { hour: 12, users: 1 }
      ])
      assert.strictEqual(yield* port.forgetActive(12, 2), 1)
      assert.strictEqual(yield* port.forgetActive(12, 2), 0)
      assert.deepStrictEqual(yield* port.active(0), [{ hour: 12, users: 1 }])
    })
  ),
  "news add up by the hour, and the latest instant stays": example(
    Effect.gen(function* () {
      const port = yield* Tallies
      yield* port.put(spring, [], [hour(10, 1, 0), hour(12, 0, 5)])
      yield* port.put(spring, [], [hour(10, 2, 3)])
      yield* port.put(summer, [], [hour(11, 0, -1)])
      const { activities, changedAt } = yield* port.totals(spring)
      assert.deepStrictEqual({ activities, changedAt }, { activities: 8, changedAt: 12 * 3_600_000 })
      assert.deepStrictEqual(yield* port.busy(11), [
        { challengeId: spring, hour: 12, joined: 0, activities: 5 },
        { challengeId: summer, hour: 11, joined: 0, activities: -1 }
      ])
      assert.deepStrictEqual((yield* port.busy(10))[0], { challengeId: spring, hour: 10, joined: 3, activities: 3 })
    })
  ),
  "`forgetHours` forgets those before an hour, the oldest first, and no more than asked; totals stay": example(
    Effect.gen(function* () {
      const port = yield* Tallies
      yield* port.put(spring, [], [hour(10, 1, 0), hour(12, 0, 5)])
      yield* port.put(summer, [], [hour(9, 1, 0), hour(11, 0, 2)])
      const before = yield* port.totals(spring)
      assert.strictEqual(yield* port.forgetHours(12, 2), 2)
      assert.deepStrictEqual(
        (yield* port.busy(0)).map(({ challengeId, hour }) => [challengeId, hour]),
        [
          [spring, 12],
          [summer, 11]
        ]
      )
      assert.strictEqual(yield* port.forgetHours(12, 2), 1)
      assert.strictEqual(yield* port.forgetHours(12, 2), 0)
      assert.deepStrictEqual(yield* port.totals(spring), before)
    })
  ),
  "many who put at the same time are all counted": example(
    Effect.gen(function* () {
      const port = yield* Tallies
      yield* Effect.all(
        Array.from({ length: 10 }, (_, n) => port.put(spring, [{ ...bobs, score: n }, adas], [hour(1, 1, n)])),
        { concurrency: "unbounded" }
      )
      const [kept] = yield* port.ofUser(bob)
      assert.deepStrictEqual(yield* port.totals(spring), {
        ...noTotals,
        active: 2,
        started: 1,
        scored: 1,
        score: BigInt(kept?.score ?? -1),
        activities: 45,
        changedAt: 3_600_000
      })
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: talliesCommands,
    observe: talliesObservations
  })
})
