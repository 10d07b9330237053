import { assert, describe, it } from "@effect/vitest"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Entries, type Stake } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { Effect, Exit, Layer } from "effect"
import { newDatabase } from "./database.ts"

const may = ChallengeId.make("may")
const ada = { participantId: ParticipantId.make("ada"), categories: [] }

/** Everything on a database of its own, with a challenge in it that Ada has entered. */
const entered = Layer.unwrap(
  Effect.gen(function* () {
    const url = yield* newDatabase
    yield* Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url })), Effect.scoped)
    return Layer.mergeAll(layer({ url }), layerConnection({ url }))
  })
)

const enter = Effect.gen(function* () {
  const { pool, schema } = yield* Connection
  yield* Effect.promise(() =>
    pool.query(`insert into ${schema}.challenge (id, version, state, organiser, definition, state_fields, featured, archived,
      ends_at, created_at, log_month) values ('may', 0, 'Draft', 'o', '{}', '{}', false, false, now(), now(), '2026-03-01')`)
  )
  yield* (yield* Entries).enter(may, [{ ...ada, userId: UserId.make("ada"), enteredAt: 0, status: "Active" }], {})
})

const altered = (change: string) =>
  Effect.flatMap(Connection, ({ pool, schema }) =>
    Effect.promise(() => pool.query(`update ${schema}.entry set ${change}`))
  )

const stakes = Effect.gen(function* () {
  const taken: Array<Stake> = []
  yield* (yield* Entries).stakes(may, (some) => taken.push(...some))
  return taken
})

describe("what a settlement rests on", () => {
  it.live("is refused where somebody altered an entry to what none can be", () =>
    Effect.gen(function* () {
      yield* enter
      assert.deepStrictEqual(yield* stakes, [ada])
      for (const change of [
        "fee_payer = E'a\\nb', fee_minor_units = 1",
        "fee_payer = E'a\\tb', fee_minor_units = 1",
        "fee_payer = 'a', fee_minor_units = 1, categories = '{1st}'",
        `categories = '{"a,b"}'`,
        "categories = '{}', participant_id = ' ada'"
      ]) {
        yield* altered(change)
        assert.isTrue(Exit.isFailure(yield* Effect.exit(stakes)), change)
      }
    }).pipe(Effect.provide(Layer.fresh(entered)))
  )
})
