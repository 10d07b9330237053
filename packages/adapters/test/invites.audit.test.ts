import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { Audit, ownScope, scopeOf } from "@laurel/core/audit"
import { ChallengeStore } from "@laurel/core/challenge"
import {
  acceptInvite,
  circleBytes,
  createCircle,
  declineInvite,
  inviteIdOf,
  inviteToChallenge,
  inviteToCircle,
  revokeInvite
} from "@laurel/core/community"
import { ChallengeId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { drafted } from "./definitions.ts"

const may = ChallengeId.make("may")
const olga = PrincipalId.make("olga")
const [ada, bob] = [UserId.make("ada"), UserId.make("bob")]

describe("what the audit log says of invitations", () => {
  it.effect("those to a challenge are told in its chain", () =>
    Effect.gen(function* () {
      yield* (yield* ChallengeStore).insert(drafted(may))
      yield* inviteToChallenge(may, [ada, bob], olga)
      const [ofAda, ofBob] = [ada, bob].map((userId) => inviteIdOf({ _tag: "Challenge", challengeId: may }, userId))
      if (ofAda === undefined || ofBob === undefined) throw new Error("nobody was invited")
      yield* acceptInvite(ofAda, ada)
      yield* declineInvite(ofBob, bob)
      yield* revokeInvite(ofAda, olga)
      const told = yield* (yield* Audit).page(scopeOf(may), 0, 9)
      assert.deepStrictEqual(
        told.map(({ action }) => action),
        ["invite.send", "invite.accept", "invite.decline", "invite.revoke"]
      )
    }).pipe(Effect.provide(Layer.fresh(Memory.layer)))
  )

  it.effect("of many that are sent at once their number and hash are told, however many they are", () =>
    Effect.gen(function* () {
      yield* (yield* ChallengeStore).insert(drafted(may))
      const crowd = Array.from({ length: 500 }, (_, number) => UserId.make(`user ${number}`))
      yield* inviteToChallenge(may, crowd, olga)
      const [sent] = yield* (yield* Audit).page(scopeOf(may), 0, 9)
      assert.isBelow(sent?.after.length ?? Infinity, 200)
      assert.include(sent?.after, "500")
      yield* inviteToChallenge(may, crowd, olga)
      assert.lengthOf(yield* (yield* Audit).page(scopeOf(may), 0, 9), 1)
    }).pipe(Effect.provide(Layer.fresh(Memory.layer)))
  )

  it.effect("whoever accepts one to a circle is told to be in it, as whoever joins it", () =>
    Effect.gen(function* () {
      const { id } = yield* createCircle({ name: "Walkers", visibility: "private" }, ada, new Uint8Array(circleBytes))
      yield* inviteToCircle(id, [bob], ada)
      yield* acceptInvite(inviteIdOf({ _tag: "Circle", circleId: id }, bob), bob)
      const accepted = (yield* (yield* Audit).page(ownScope, 0, 9)).at(-1)
      assert.strictEqual(accepted?.action, "invite.accept")
      assert.include(JSON.stringify(accepted), `circle ${id} member bob`)
    }).pipe(Effect.provide(Layer.fresh(Memory.layer)))
  )
})
