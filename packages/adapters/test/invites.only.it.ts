import { assert, describe, it } from "@effect/vitest"
import { type Invite, Invites, inviteIdOf } from "@laurel/core/community"
import { Transaction } from "@laurel/core/runtime"
import { ChallengeId, PrincipalId, UserId } from "@laurel/core/shared"
import { Deferred, Effect, Fiber } from "effect"
import { sql } from "kysely"
import { postgresConnection, postgresWorld } from "./database.ts"

const connection = postgresConnection()
const world = postgresWorld(connection)

const subject = { _tag: "Challenge", challengeId: ChallengeId.make("spring") } as const
const userId = UserId.make("ada")
const invited = (invitedAt: number, expiresAt: number): Invite => {
  const [id, invitedBy] = [inviteIdOf(subject, userId), PrincipalId.make("olga")]
  return { id, subject, userId, invitedBy, state: "Pending", invitedAt, expiresAt }
}

/** Until somebody waits for another in the database. */
const somebodyWaits = Effect.promise(async () => {
  const { db } = await connection()
  const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await waiting.execute(db)).rows.length === 0);
})

describe("Invitations that are forgotten (Postgres)", () => {
  it.live("stay where somebody is invited anew at that moment", () =>
    Effect.gen(function* () {
      const port = yield* Invites
      const { transact } = yield* Transaction
      const anew = invited(5_000, 9_000)
      yield* port.add([invited(1_000, 5_000)])
      const [isAdded, mayEnd] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const adding = yield* Effect.forkChild(
        transact(
          Effect.gen(function* () {
            yield* port.add([anew])
            yield* Deferred.succeed(isAdded, undefined)
            yield* Deferred.await(mayEnd)
          })
        )
      )
      yield* Deferred.await(isAdded)
      const forgetting = yield* Effect.forkChild(port.forget(5_000, 9))
      yield* somebodyWaits
      yield* Deferred.succeed(mayEnd, undefined)
      yield* Fiber.join(adding)
      assert.strictEqual(yield* Fiber.join(forgetting), 0)
      assert.deepStrictEqual(yield* port.find([anew.id]), [anew])
    }).pipe(Effect.provide(world))
  )
})
