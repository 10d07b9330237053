import { assert } from "@effect/vitest"
import { Clock, Effect, Option } from "effect"
import { Audit, ownScope, verifyAudit } from "../../src/audit/index.ts"
import {
  acceptInvite,
  amendCircle,
  Circles,
  circleBytes,
  createCircle,
  declineInvite,
  deleteCircle,
  forgetInvites,
  Invites,
  inviteIdOf,
  invitesOpenMs,
  inviteToCircle,
  joinCircle,
  leaveCircle,
  revokeInvite,
  seeCircle
} from "../../src/community/index.ts"
import { VirtualClock } from "../../src/runtime/index.ts"
import { type CircleId, PrincipalId, UserId } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { ada, bob } from "../cast.ts"
import { answerOf, example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"

const fay = UserId.make("fay")
const zoe = UserId.make("zoe")

const created = (number = 1) => createCircle({ name: "Walkers" }, ada, new Uint8Array(circleBytes).fill(number))

/** A circle goes through all that can become of one. */
export const circleChronicle = Effect.gen(function* () {
  const { id } = yield* created()
  yield* joinCircle(id, bob)
  yield* joinCircle(id, bob)
  yield* joinCircle(id, zoe)
  yield* amendCircle(id, { name: "Runners" }, ada)
  yield* amendCircle(id, { name: "Runners" }, ada)
  yield* leaveCircle(id, zoe, ada)
  yield* leaveCircle(id, ada, ada)
  yield* inviteToCircle(id, [ada, zoe, fay], bob)
  yield* inviteToCircle(id, [ada, zoe], bob)
  yield* acceptInvite(invitedTo(id, ada), ada)
  yield* acceptInvite(invitedTo(id, ada), ada)
  yield* declineInvite(invitedTo(id, zoe), zoe)
  yield* revokeInvite(invitedTo(id, fay), PrincipalId.make(bob))
  yield* deleteCircle(id, bob)
  return id
})

const invitedTo = (circleId: CircleId, userId: UserId) => inviteIdOf({ _tag: "Circle", circleId }, userId)

/** What becomes of circles and of who is in them. */
export const circlesStory = contract<StoryPorts>("Story of the circles", {
  "whatever changes a circle or who is in it has one entry in the audit log, and what changes nothing has none":
    example(
      Effect.gen(function* () {
        yield* circleChronicle
        const written = yield* Audit.use((audit) => audit.page(ownScope, 0, 100))
        assert.deepStrictEqual(
          written.map(({ action, actor }) => `${action} by ${actor}`),
          [
            "circle.create by ada",
            "circle.join by bob",
            "circle.join by zoe",
            "circle.amend by ada",
            "circle.remove-member by ada",
            "circle.leave by ada",
            "invite.send by bob",
            "invite.accept by ada",
            "invite.decline by zoe",
            "invite.revoke by bob",
            "circle.delete by bob"
          ]
        )
        assert.isUndefined((yield* verifyAudit(ownScope)).finding)
      })
    ),

  "a private circle is not there for who is not in it, whatever they ask; its owner alone changes it": example(
    Effect.gen(function* () {
      const { id } = yield* created()
      yield* joinCircle(id, bob)
      yield* amendCircle(id, { visibility: "private" }, ada)
      const tagOf = <R>(act: Effect.Effect<unknown, { readonly _tag: string }, R>) =>
        Effect.map(Effect.flip(act), ({ _tag }) => _tag)
      for (const act of [
        seeCircle(id, { userId: zoe }),
        joinCircle(id, zoe),
        leaveCircle(id, zoe, zoe),
        leaveCircle(id, bob, zoe),
        amendCircle(id, { name: "Mine" }, zoe),
        deleteCircle(id, zoe)
      ])
        assert.strictEqual(yield* tagOf(act), "CircleNotFound")
      for (const act of [amendCircle(id, { name: "Mine" }, bob), deleteCircle(id, bob), leaveCircle(id, ada, bob)])
        assert.strictEqual(yield* tagOf(act), "NotCircleOwner")
      assert.strictEqual((yield* seeCircle(id, { userId: zoe, seesAll: true })).memberCount, 2)
      assert.strictEqual((yield* seeCircle(id, { userId: bob })).name, "Walkers")
    })
  ),

  "invitations that are over are forgotten, however many they are, and nobody else's (N30)": example(
    Effect.gen(function* () {
      const { id } = yield* created()
      const users = Array.from({ length: 501 }, (_, number) => UserId.make(`user ${number}`))
      yield* inviteToCircle(id, users.slice(0, 500), ada)
      yield* inviteToCircle(id, users.slice(500), ada)
      assert.strictEqual(yield* forgetInvites, 0)
      const later = (yield* Clock.currentTimeMillis) + invitesOpenMs
      const forgotten = yield* Effect.provideService(
        Effect.andThen(inviteToCircle(id, [zoe], ada), forgetInvites),
        Clock.Clock,
        new VirtualClock(later)
      )
      assert.strictEqual(forgotten, 501)
      const left = yield* Invites.use((invites) => invites.ofSubject({ _tag: "Circle", circleId: id }, 9))
      assert.deepStrictEqual(
        left.map(({ userId }) => userId),
        [zoe]
      )
    })
  ),

  "of a circle that all leave at the same time nothing is left": example(
    Effect.gen(function* () {
      const { id } = yield* created()
      const users = Array.from({ length: 12 }, (_, number) => UserId.make(`user ${number}`))
      yield* Effect.all(
        users.map((userId) => joinCircle(id, userId)),
        { concurrency: "unbounded" }
      )
      yield* Effect.all(
        [ada, ...users].map((userId) => answerOf(leaveCircle(id, userId, userId))),
        { concurrency: "unbounded" }
      )
      assert.isTrue(Option.isNone(yield* Circles.use((circles) => circles.find(id))))
      assert.deepStrictEqual(yield* Circles.use((circles) => circles.ofUser(ada, 10)), [])
    })
  )
})
