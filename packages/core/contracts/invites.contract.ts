import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { type Invite, type InviteSubject, Invites, inviteIdOf } from "../src/community/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { PrincipalId, UserId } from "../src/shared/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { ada, bob, spring } from "./cast.ts"
import { circleOf } from "./circles.contract.ts"
import { invitesCommands, invitesObservations } from "./commands/invites.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example } from "./worlds.ts"

const toSpring: InviteSubject = { _tag: "Challenge", challengeId: spring }
const toWalkers: InviteSubject = { _tag: "Circle", circleId: circleOf("a").id }

/** An invitation of the cast, for a while from its instant on. */
export const inviteOf = (userId: UserId, more: Partial<Omit<Invite, "id" | "userId">> = {}): Invite => ({
  id: inviteIdOf(more.subject ?? toSpring, userId),
  subject: toSpring,
  userId,
  invitedBy: PrincipalId.make("olga"),
  state: "Pending",
  invitedAt: 1_000,
  expiresAt: 5_000,
  ...more
})

/** What every adapter's `Invites` does. */
export const invitesContract: Contract<Invites | Transaction> = contract("Invites", {
  "`add` answers a batch one by one; the same again is not new, nor is whoever is named twice; what is over begins anew":
    example(
      Effect.gen(function* () {
        const port = yield* Invites
        assert.deepStrictEqual(yield* port.add([]), [])
        const batch = [inviteOf(ada), inviteOf(bob), inviteOf(ada)]
        assert.deepStrictEqual(yield* port.add(batch), [true, true, false])
        assert.deepStrictEqual(yield* port.add([inviteOf(bob, { invitedAt: 2_000 })]), [false])
        const anew = inviteOf(ada, { invitedAt: 5_000, expiresAt: 9_000 })
        assert.deepStrictEqual(yield* port.add([anew, inviteOf(ada, { subject: toWalkers })]), [true, true])
        const names = [anew.id, inviteOf(UserId.make("zoe")).id, anew.id]
        assert.deepStrictEqual(yield* port.find(names), [anew, undefined, anew])
        assert.deepStrictEqual(yield* port.find([]), [])
      })
    ),
  "of many who answer one at the same time exactly one does, and nobody once it is over": example(
    Effect.gen(function* () {
      const port = yield* Invites
      yield* port.add([inviteOf(ada), inviteOf(bob)])
      const answers = yield* Effect.all(
        Array.from({ length: 20 }, (_, at) => port.answer(inviteOf(ada).id, at % 2 === 0 ? "Accepted" : "Declined", 2)),
        { concurrency: "unbounded" }
      )
      assert.lengthOf(answers.filter(Option.isSome), 1)
      assert.deepStrictEqual(yield* port.answer(inviteOf(bob).id, "Accepted", 5_000), Option.none())
    })
  ),
  "`end` takes away what nobody has answered, of that alone, and gives how many they were (N41)": example(
    Effect.gen(function* () {
      const port = yield* Invites
      yield* port.add([inviteOf(ada), inviteOf(bob), inviteOf(ada, { subject: toWalkers })])
      yield* port.answer(inviteOf(bob).id, "Accepted", 2_000)
      assert.strictEqual(yield* port.end(toSpring), 1)
      assert.strictEqual(yield* port.end(toSpring), 0)
      assert.deepStrictEqual(yield* port.find([inviteOf(ada).id]), [undefined])
      assert.deepStrictEqual(yield* port.ofSubject(toSpring, 9), [inviteOf(bob, { state: "Accepted" })])
      assert.lengthOf(yield* port.ofSubject(toWalkers, 9), 1)
    })
  ),
  "`ofUser` gives what somebody can still answer, `ofSubject` whoever is invited, page by page": example(
    Effect.gen(function* () {
      const port = yield* Invites
      const later = inviteOf(ada, { subject: toWalkers, invitedAt: 3_000, expiresAt: 9_000 })
      yield* port.add([inviteOf(ada), later, inviteOf(bob, { invitedAt: 2_000 })])
      assert.deepStrictEqual(yield* port.ofUser(ada, 4_000, 9), [inviteOf(ada), later])
      assert.deepStrictEqual(yield* port.ofUser(ada, 5_000, 9), [later])
      assert.deepStrictEqual(yield* port.ofUser(ada, 4_000, 9, inviteOf(ada)), [later])
      yield* port.answer(inviteOf(bob).id, "Declined", 2_000)
      const all = [inviteOf(ada), inviteOf(bob, { invitedAt: 2_000, state: "Declined" })]
      assert.deepStrictEqual(yield* port.ofSubject(toSpring, 9), all)
      assert.deepStrictEqual(yield* port.ofSubject(toSpring, 1, inviteOf(ada)), all.slice(1))
    })
  ),
  "`forget` forgets what is over, the longest ago first, at most as many as asked; not what was accepted and still lets in (N30)":
    example(
      Effect.gen(function* () {
        const port = yield* Invites
        const users = [1, 2, 3, 4].map((number) => UserId.make(`user ${number}`))
        yield* port.add(users.map((userId, at) => inviteOf(userId, { expiresAt: 2_000 + at })))
        yield* port.add([inviteOf(ada), inviteOf(ada, { subject: toWalkers })])
        for (const { id } of [inviteOf(ada), inviteOf(ada, { subject: toWalkers })])
          yield* port.answer(id, "Accepted", 2_000)
        assert.strictEqual(yield* port.forget(2_002, 2), 2)
        assert.deepStrictEqual(
          (yield* port.ofSubject(toSpring, 9)).map(({ userId }) => userId).filter((userId) => userId !== ada),
          users.slice(2)
        )
        assert.strictEqual(yield* port.forget(2_002, 2), 1)
        assert.strictEqual(yield* port.forget(5_000, 9), 2)
        assert.deepStrictEqual(yield* port.ofSubject(toWalkers, 9), [])
        assert.lengthOf(yield* port.ofSubject(toSpring, 9), 1)
      })
    ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: invitesCommands,
    observe: invitesObservations
  })
})
