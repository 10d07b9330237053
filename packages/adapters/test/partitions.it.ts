import { assert, describe, it } from "@effect/vitest"
import { archivePartitions, ensurePartitions, partitionsOf } from "@laurel/adapters/postgres"
import { ActivityLog, type Arrival, accepted } from "@laurel/core/activity"
import { type Challenge, ChallengeDefinition, ChallengeStore } from "@laurel/core/challenge"
import { Transaction, VirtualClock } from "@laurel/core/runtime"
import { ChallengeId, Name, PrincipalId, UserId } from "@laurel/core/shared"
import { Clock, Deferred, Effect, Fiber, Layer, Schema } from "effect"
import { Connection } from "../src/postgres/Connection.ts"
import { connectEmbedded } from "../src/postgres/connectEmbedded.ts"
import { connectPostgres } from "../src/postgres/connectPostgres.ts"
import { layerDb, layerPorts } from "../src/postgres/index.ts"
import { migrate } from "../src/postgres/migrations/migrate.ts"
import { newDatabase } from "./database.ts"

const walker = UserId.make("ada")
const at = (text: string): number => Date.parse(`${text}T00:00:00Z`)

const draftOf = (id: string): Challenge => ({
  _tag: "Draft",
  id: ChallengeId.make(id),
  version: 0,
  organiser: PrincipalId.make("olga"),
  definition: Schema.decodeUnknownSync(ChallengeDefinition)({
    id,
    name: "Partitions",
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  }),
  draftedAt: 0
})

const cancelled = (challenge: Challenge): Challenge => ({
  _tag: "Cancelled",
  id: challenge.id,
  version: 1,
  organiser: challenge.organiser,
  definition: challenge.definition,
  cancelledAt: 0,
  reason: "rain"
})

const arrival: Arrival = {
  activity: {
    userId: walker,
    metric: Name.make("steps"),
    quantity: 1,
    at: 0,
    source: "watch",
    sourceKey: "walk",
    revision: 0,
    void: false
  },
  receivedAt: 0
}

const walked = (id: string) =>
  ActivityLog.use((log) =>
    log.append(
      ChallengeId.make(id),
      [arrival],
      Effect.succeed(() => accepted)
    )
  )

/** A challenge that is inserted on that day, with an activity. */
const recorded = (id: string, day: string) =>
  Effect.gen(function* () {
    yield* (yield* ChallengeStore).insert(draftOf(id))
    yield* walked(id)
  }).pipe(Effect.provideService(Clock.Clock, new VirtualClock(at(day))))

const countOf = (id: string) =>
  ActivityLog.use((log) =>
    Effect.map(log.counted(ChallengeId.make(id), [walker]), (byUser) => byUser.get(walker)?.length)
  )

const portsOn = (connection: Connection["Service"]) =>
  layerPorts.pipe(Layer.provideMerge(layerDb), Layer.provide(Layer.succeed(Connection, connection)))

const stores = {
  Postgres: Effect.flatMap(newDatabase, (url) => connectPostgres({ url })),
  "the embedded store": connectEmbedded({})
}

for (const [name, opened] of Object.entries(stores)) {
  describe(`Partitions of the log (${name})`, () => {
    it.live(
      "are made ahead, take over what had none, and are archived when every challenge of the month has ended",
      () =>
        Effect.gen(function* () {
          const connection = yield* opened
          yield* migrate(connection)
          yield* Effect.gen(function* () {
            yield* recorded("january", "2026-01-20")
            yield* recorded("february", "2026-02-01")
            const made = yield* ensurePartitions(connection, at("2026-02-10"))
            const names = ["activity_2026_01", "activity_2026_02", "activity_2026_03", "activity_2026_04"]
            assert.deepStrictEqual(
              made,
              names.map((partition) => ({ name: partition, outcome: "made" }))
            )
            assert.deepStrictEqual(yield* ensurePartitions(connection, at("2026-02-10")), [])
            assert.deepStrictEqual(
              (yield* partitionsOf(connection)).map((partition) => partition.name),
              [...names, "activity_default"]
            )
            assert.deepStrictEqual([yield* countOf("january"), yield* countOf("february")], [1, 1])
            // It lies in its partition now, and its key is known there.
            assert.deepStrictEqual(yield* walked("january"), [{ outcome: { _tag: "Duplicate" } }])

            const before = at("2026-03-01")
            assert.deepStrictEqual(yield* archivePartitions(connection, before), [
              { name: "activity_2026_01", outcome: "held" },
              { name: "activity_2026_02", outcome: "held" }
            ])
            yield* (yield* ChallengeStore).save(cancelled(draftOf("january")), 0)
            const tried = yield* archivePartitions(connection, before, { dryRun: true })
            assert.strictEqual(tried[0]?.outcome, "archived")
            // Nothing has left the log.
            assert.strictEqual(yield* countOf("january"), 1)
            assert.deepStrictEqual(yield* archivePartitions(connection, before), [
              { name: "activity_2026_01", outcome: "archived" },
              { name: "activity_2026_02", outcome: "held" }
            ])
            assert.deepStrictEqual([yield* countOf("january"), yield* countOf("february")], [0, 1])
          }).pipe(Effect.provide(portsOn(connection)))
        }).pipe(Effect.scoped)
    )

    it.live("take over what is being added while they are made", () =>
      Effect.gen(function* () {
        const connection = yield* opened
        yield* migrate(connection)
        yield* Effect.gen(function* () {
          const { transact } = yield* Transaction
          const added = yield* Deferred.make<void>()
          const adding = yield* transact(
            recorded("february", "2026-02-01").pipe(
              Effect.andThen(Deferred.succeed(added, undefined)),
              // Long enough for the other to be waiting by now; if it is not, the test shows less and does not fail.
              Effect.andThen(Effect.sleep("300 millis"))
            )
          ).pipe(Effect.forkChild)
          yield* Deferred.await(added)
          const made = yield* ensurePartitions(connection, at("2026-02-10"), 0)
          assert.deepStrictEqual(made, [{ name: "activity_2026_02", outcome: "made" }])
          yield* Fiber.join(adding)
          assert.strictEqual(yield* countOf("february"), 1)
        }).pipe(Effect.provide(portsOn(connection)))
      }).pipe(Effect.scoped)
    )
  })
}
