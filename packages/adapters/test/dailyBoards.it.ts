import { assert, describe, it } from "@effect/vitest"
import { layer, migrate } from "@laurel/adapters/postgres"
import { type DailyRow, Snapshots } from "@laurel/core/challenge"
import { ChallengeId, compareIds, ParticipantId } from "@laurel/core/shared"
import { Effect, Option } from "effect"
import { sql } from "kysely"
import { connectPostgres } from "../src/postgres/connectPostgres.ts"
import { migrations } from "../src/postgres/migrations/index.ts"
import type { Place } from "../src/postgres/migrations/migrate.ts"
import { newDatabase } from "./database.ts"

const before = migrations.filter(({ number }) => number < 18)
const id = ChallengeId.make("c")

/** Ties, a rank that ends in a half, names that JSON and arrays write otherwise. */
const field = (count: number): ReadonlyArray<DailyRow> =>
  Array.from({ length: count }, (_, number) => ({
    participantId: ParticipantId.make(number % 10 === 0 ? `"Zoë" \\ ${number}` : `p${(number * 7919) % count}`),
    rank: number - (number % 3) + 1.5,
    score: Number.MAX_SAFE_INTEGER - number
  })).toSorted((a, b) => a.rank - b.rank || compareIds(a.participantId, b.participantId))

const wholeParts = 5_000

/** A list of a day as it was kept before: whole, in parts of five thousand. */
const keptBefore = async ({ db, schema }: Place, day: number, list: string, rows: ReadonlyArray<DailyRow>) => {
  const parts = Array.from({ length: Math.max(1, Math.ceil(rows.length / wholeParts)) }, (_, number) =>
    JSON.stringify(
      rows
        .slice(number * wholeParts, (number + 1) * wholeParts)
        .map(({ participantId, rank, score }) => [participantId, rank, score])
    )
  )
  const [board, part] = [sql.table(`${schema}.daily_board`), sql.table(`${schema}.daily_board_part`)]
  await sql`insert into ${board} values (${id}, date '1970-01-01' + ${day}::int, to_timestamp(${day}::int))
    on conflict do nothing`.execute(db)
  await sql`insert into ${part} select ${id}, date '1970-01-01' + ${day}::int, ${list}, number - 1, part
    from unnest(${parts}::json[]) with ordinality as parts (part, number)`.execute(db)
}

describe("Boards of days (Postgres)", () => {
  it.live("that were kept whole are read in parts, by place and by participant", () =>
    Effect.gen(function* () {
      const url = yield* newDatabase
      const place = yield* connectPostgres({ url })
      yield* migrate(place, before)
      const [large, small] = [field(12_345), field(5_000)]
      yield* Effect.promise(async () => {
        await sql`insert into ${sql.table(`${place.schema}.challenge`)}
          (id, version, state, organiser, definition, state_fields, featured, archived, ends_at, created_at, log_month)
          values (${id}, 0, 'Draft', 'olga', '{}', '{}', false, false, now(), now(), '2026-02-01')`.execute(place.db)
        await keptBefore(place, 20_512, "overall", large)
        await keptBefore(place, 20_512, "teams", large.slice(0, 3))
        await keptBefore(place, 20_513, "overall", small)
        await keptBefore(place, 20_515, "overall", [])
        await keptBefore(place, 20_515, "teams", [])
      })
      yield* migrate(place)
      yield* Effect.gen(function* () {
        const { days, dailyPage, dailyRows } = yield* Snapshots
        assert.deepStrictEqual(yield* days(id), [20_512, 20_513, 20_515])
        for (const [day, overall, teams] of [
          [20_512, large, large.slice(0, 3)],
          [20_513, small, []],
          [20_515, [], []]
        ] as const)
          for (const [list, rows] of [
            ["overall", overall],
            ["teams", teams]
          ] as const)
            assert.deepStrictEqual(
              yield* dailyPage(id, day, list, { limit: 20_000 }),
              Option.some({ day, at: day * 1_000, count: rows.length, rows })
            )
        const chosen = large.filter((_, index) => index % 500 === 0)
        const [first] = yield* dailyRows(
          id,
          "overall",
          chosen.map(({ participantId }) => participantId),
          { last: 1, through: 20_512 }
        )
        assert.deepStrictEqual(first?.rows, chosen)
        assert.deepStrictEqual(
          (yield* dailyPage(id, 20_513, "overall", { after: 4_990, limit: 100 })).pipe(Option.map(({ rows }) => rows)),
          Option.some(small.slice(4_990))
        )
      }).pipe(Effect.provide(layer({ url })))
    }).pipe(Effect.scoped)
  )
})
