import { assert, describe, it } from "@effect/vitest"
import {
  challengeStats,
  decodeDefinition,
  define,
  join,
  Projector,
  project,
  publish,
  record,
  userStats
} from "@laurel/core/challenge"
import { VirtualClock } from "@laurel/core/runtime"
import { Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Layer, Result } from "effect"
import { sql } from "kysely"
import { statistics } from "../src/postgres/migrations/0009_statistics/migration.ts"
import { embeddedConnection, embeddedWorld } from "./database.ts"

const connection = embeddedConnection()
const world = embeddedWorld(connection)
const idle = Layer.succeed(Projector, { wake: () => Effect.void, settled: () => Effect.void })

const march = Result.getOrThrow(
  decodeDefinition({
    id: "march",
    name: "March",
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  })
)
const ada = UserId.make("ada")
const february = Date.UTC(2026, 1, 1)
const inMarch = Date.UTC(2026, 2, 5)

const walk = (revision: number, sourceKey: string) => ({
  receivedAt: inMarch,
  activity: {
    userId: ada,
    metric: Name.make("steps"),
    quantity: 7,
    at: inMarch,
    source: "watch",
    sourceKey,
    revision,
    void: false
  }
})

describe("Statistics of what was there before (the embedded store)", () => {
  it.live("the migration counts what counts, and has everybody carried once", () => {
    const clock = new VirtualClock(february)
    return Effect.gen(function* () {
      yield* define(march, PrincipalId.make("olivia"))
      yield* publish(march.id, PrincipalId.make("olivia"))
      const entry = { enteredAt: february, categories: [], status: "Active" } as const
      yield* join(march.id, [{ participantId: ParticipantId.make("ada"), userId: ada, ...entry }])
      clock.moveTo(inMarch)
      yield* record(march.id, [walk(0, "a"), walk(0, "b"), walk(1, "a")])
      const { db, schema } = yield* Effect.promise(connection)
      const [counting, carrying] = statistics.up(schema).slice(-2)
      yield* Effect.promise(async () => {
        for (const table of ["outbox", "challenge_tally", "participant_tally", "challenge_hour"]) {
          await sql.raw(`delete from ${schema}.${table}`).execute(db)
        }
        for (const statement of [counting, carrying]) await sql.raw(statement ?? "").execute(db)
      })
      yield* project(march.id)
      const { entered, started, activities, totalScore } = yield* challengeStats(march.id)
      assert.deepStrictEqual([entered, started, activities, totalScore], [1, 1, 2, 14n])
      assert.strictEqual((yield* userStats(ada)).activeDays, 1)
    }).pipe(Effect.provideService(Clock.Clock, clock), Effect.provide(Layer.merge(world, idle)))
  })
})
