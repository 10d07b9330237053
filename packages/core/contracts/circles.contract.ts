import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import fc from "fast-check"
import { type Circle, CircleFull, CircleId, Circles, NotCircleMember } from "../src/community/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { UserId } from "../src/shared/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { ada, bob } from "./cast.ts"
import { circlesCommands, circlesObservations } from "./commands/circles.ts"
import { agreesWithModel } from "./modelRun.ts"
import { answerOf, example, law } from "./worlds.ts"

/** A circle of the cast, as it is created. */
export const circleOf = (digit: string, more: Partial<Circle> = {}): Circle => ({
  id: CircleId.make(`circle_${digit.repeat(24)}`),
  name: "Walkers",
  description: "",
  visibility: "public",
  memberLimit: 3,
  owner: ada,
  memberCount: 1,
  revision: 1,
  createdAt: 1_000,
  ...more
})

const walkers = circleOf("a")
const zoe = UserId.make("zoe")
const usersOf = (count: number) => Array.from({ length: count }, (_, at) => UserId.make(`user ${at}`))

const joins = (circle: Circle, userId: UserId, joinedAt = 2_000) =>
  Circles.use((port) => port.enter(circle.id, { userId, joinedAt }))

/** How many a circle says there are, and how many there are. */
const counted = ({ id }: Circle) =>
  Effect.gen(function* () {
    const port = yield* Circles
    const found = Option.getOrUndefined(yield* port.find(id))
    return { count: found?.memberCount, limit: found?.memberLimit ?? 0, members: yield* port.members(id, 1_000) }
  })

/** Who comes and goes at the same time, in circles of some size. */
const crowds = fc.record({
  limit: fc.integer({ min: 1, max: 5 }),
  acts: fc.array(fc.record({ who: fc.integer({ min: 0, max: 7 }), leaves: fc.boolean() }), {
    minLength: 8,
    maxLength: 24
  })
})

/** What every adapter's `Circles` does. */
export const circlesContract: Contract<Circles | Transaction> = contract("Circles", {
  "`add` keeps a circle once, with its owner as its first member": example(
    Effect.gen(function* () {
      const port = yield* Circles
      assert.isTrue(yield* port.add(walkers))
      assert.isFalse(yield* port.add({ ...walkers, name: "Runners" }))
      assert.deepStrictEqual(yield* port.find(walkers.id), Option.some(walkers))
      assert.deepStrictEqual(yield* port.find(circleOf("b").id), Option.none())
      assert.deepStrictEqual(yield* port.members(walkers.id, 9), [{ userId: ada, joinedAt: 1_000 }])
    })
  ),
  "of fifty who enter at the same time as many are taken in as there is room for, and the count is right (F45, F46)":
    example(
      Effect.gen(function* () {
        const roomy = { ...walkers, memberLimit: 20 }
        yield* (yield* Circles).add(roomy)
        const outcomes = yield* Effect.all(
          usersOf(50).map((userId) => answerOf(joins(roomy, userId))),
          { concurrency: "unbounded" }
        )
        const full = outcomes.filter((one) => typeof one === "object" && one !== null && "_tag" in one)
        assert.lengthOf(full, 31)
        const { count, members } = yield* counted(roomy)
        assert.deepStrictEqual([count, members.length], [20, 20])
      })
    ),
  "whoever comes and goes at the same time, the limit is never exceeded and the count is how many there are (F45, F46)":
    law(crowds, ({ limit, acts }) =>
      Effect.gen(function* () {
        const port = yield* Circles
        const circle = { ...walkers, memberLimit: limit }
        yield* port.add(circle)
        const users = usersOf(8)
        yield* Effect.all(
          acts.map(({ who, leaves }) => {
            const userId = users[who] ?? ada
            return answerOf(leaves ? port.leave(circle.id, userId) : joins(circle, userId))
          }),
          { concurrency: "unbounded" }
        )
        const found = yield* counted(circle)
        assert.strictEqual(found.count, found.members.length)
        assert.isAtMost(found.members.length, limit)
      })
    ),
  "who is in a circle stays as they are when they enter again, also where it is full": example(
    Effect.gen(function* () {
      const port = yield* Circles
      const small = { ...walkers, memberLimit: 2 }
      yield* port.add(small)
      const entered = { ...small, memberCount: 2, revision: 2 }
      assert.deepStrictEqual(yield* joins(small, bob), { circle: entered, isNew: true })
      assert.deepStrictEqual(yield* joins(small, bob, 9_000), { circle: entered, isNew: false })
      assert.deepStrictEqual((yield* port.members(small.id, 9))[1], { userId: bob, joinedAt: 2_000 })
      assert.deepStrictEqual(
        yield* Effect.flip(joins(small, zoe)),
        new CircleFull({ circleId: small.id, memberLimit: 2 })
      )
    })
  ),
  "a circle that its owner leaves is inherited by who joined first, and goes with its last member": example(
    Effect.gen(function* () {
      const port = yield* Circles
      yield* port.add(walkers)
      yield* joins(walkers, zoe, 2_000)
      yield* joins(walkers, bob, 2_000)
      const left = yield* port.leave(walkers.id, ada)
      assert.strictEqual(Option.getOrUndefined(left.after)?.owner, bob)
      assert.deepStrictEqual(yield* port.find(walkers.id), left.after)
      assert.deepStrictEqual(
        yield* Effect.flip(port.leave(walkers.id, ada)),
        new NotCircleMember({ circleId: walkers.id, userId: ada })
      )
      yield* port.leave(walkers.id, zoe)
      assert.deepStrictEqual((yield* port.leave(walkers.id, bob)).after, Option.none())
      assert.deepStrictEqual(yield* port.find(walkers.id), Option.none())
    })
  ),
  "`amend` changes what is given, and refuses a limit below how many are in it": example(
    Effect.gen(function* () {
      const port = yield* Circles
      yield* port.add(walkers)
      yield* joins(walkers, bob)
      const { after } = yield* port.amend(walkers.id, { name: "Runners", memberLimit: 2 })
      assert.deepStrictEqual(after, { ...walkers, name: "Runners", memberLimit: 2, memberCount: 2, revision: 3 })
      const refused = yield* Effect.flip(port.amend(walkers.id, { memberLimit: 1 }))
      assert.strictEqual(refused._tag, "CircleLimitTooLow")
      assert.deepStrictEqual(yield* port.find(walkers.id), Option.some(after))
    })
  ),
  "`isIn` says of each circle, in the order asked, whether somebody is in it": example(
    Effect.gen(function* () {
      const port = yield* Circles
      const [first, second] = [circleOf("c", { owner: bob }), circleOf("b", { owner: zoe })]
      for (const one of [walkers, first, second]) yield* port.add(one)
      const asked = [second.id, circleOf("d").id, first.id, walkers.id, first.id]
      assert.deepStrictEqual(yield* port.isIn(bob, asked), [false, false, true, false, true])
      assert.deepStrictEqual(yield* port.isIn(bob, []), [])
    })
  ),
  "`ofUser` gives the circles that somebody is in, page by page in the order in which they joined (N16)": example(
    Effect.gen(function* () {
      const port = yield* Circles
      const [first, second] = [circleOf("c", { owner: bob }), circleOf("b", { owner: zoe })]
      for (const one of [walkers, first, second]) yield* port.add(one)
      yield* joins(walkers, bob, 3_000)
      yield* joins(second, bob, 2_000)
      const all = yield* port.ofUser(bob, 9)
      assert.deepStrictEqual(
        all.map(({ circle, joinedAt }) => [circle.id, joinedAt, circle.memberCount]),
        [
          [first.id, 1_000, 1],
          [second.id, 2_000, 2],
          [walkers.id, 3_000, 2]
        ]
      )
      const page = yield* port.ofUser(bob, 1, { joinedAt: 1_000, circleId: first.id })
      assert.deepStrictEqual(page, all.slice(1, 2))
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: circlesCommands,
    observe: circlesObservations
  })
})
