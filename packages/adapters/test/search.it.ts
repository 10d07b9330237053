import { assert, describe, it } from "@effect/vitest"
import { explainAll, layer, migrate } from "@laurel/adapters/postgres"
import { ChallengeStore, SearchText } from "@laurel/core/challenge"
import { Effect } from "effect"
import { sql } from "kysely"
import { connectPostgres } from "../src/postgres/connectPostgres.ts"
import { migrations } from "../src/postgres/migrations/index.ts"
import type { Place } from "../src/postgres/migrations/migrate.ts"
import { newDatabase } from "./database.ts"

const before = migrations.filter(({ number }) => number < 16)

const definition = (number: number) =>
  JSON.stringify({
    _v: 1,
    id: `c${`${number}`.padStart(5, "0")}`,
    name: number % 10 === 0 ? "Frühling" : `Number ${number}`,
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  })

/** Drafts as they were kept before anything could be searched for. */
const drafts = ({ db, schema }: Place, count: number) =>
  Effect.promise(() =>
    sql`insert into ${sql.table(`${schema}.challenge`)}
      (id, version, state, organiser, definition, state_fields, featured, archived, ends_at, created_at, log_month)
      select definition::json ->> 'id', 0, 'Draft', 'olga', definition::json, '{"draftedAt":"2026-02-01T00:00:00.000Z"}',
        false, false, now(), now(), '2026-02-01'
      from unnest(${Array.from({ length: count }, (_, number) => definition(number))}::text[]) as definition`.execute(
      db
    )
  )

describe("Search (Postgres)", () => {
  it.live("challenges that were there before the words were kept are found by them, by their index", () =>
    Effect.gen(function* () {
      const url = yield* newDatabase
      const place = yield* connectPostgres({ url })
      yield* migrate(place, before)
      yield* drafts(place, 5_001)
      yield* migrate(place)
      const found = yield* ChallengeStore.use((store) =>
        store.list({ search: SearchText.make("FRUHL"), limit: 1_000 })
      ).pipe(Effect.provide(layer({ url })))
      assert.deepStrictEqual(
        found.map(({ definition: { id } }) => `${id}`),
        Array.from({ length: 501 }, (_, index) => `c${`${index * 10}`.padStart(5, "0")}`)
      )
      yield* Effect.promise(() => sql`analyze`.execute(place.db))
      const words = (yield* explainAll(place)).find(({ name }) => /words/.test(name))
      assert.match(words?.plan ?? "", /Bitmap Index Scan on challenge_words/)
    }).pipe(Effect.scoped)
  )
})
