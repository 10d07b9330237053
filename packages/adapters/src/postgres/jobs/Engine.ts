import type { Instant } from "@laurel/core/shared"
import { Effect } from "effect"
import type { Kysely } from "kysely"
import { type Db as EnginesDb, PgBoss } from "pg-boss"
import { attempt } from "../attempt.ts"
import type { Connection } from "../Connection.ts"
import { SchemaMismatch } from "../errors.ts"
import type { Tables } from "../tables.ts"
import { onClock } from "./onClock.ts"
import { enginesSchemaOf, enginesVersion, queue } from "./place.ts"

/** The engine, which speaks only when it is spoken to, and on the caller's transaction. */
export interface Engine {
  readonly boss: PgBoss
  /** Its schema, as it stands in statements. */
  readonly schema: string
  /** The database for one call of the engine. */
  readonly on: (db: Kysely<Tables>, now: Instant) => { readonly db: EnginesDb }
}

/** No job that anybody enqueued. */
const nobody = "00000000-0000-0000-0000-000000000000"

/**
 * Readies the engine: it is never started, so it has no timers, no connections and no maintenance of its own. What it has to know of its
 * queue it looks up here, once: later that would wait for a connection which the caller's transaction may hold.
 */
export const readyEngine = Effect.fnUntraced(function* ({ db, schema, database }: Connection["Service"]) {
  const place = enginesSchemaOf(schema)
  const boss = new PgBoss({ db: onClock(db, place, 0), schema: place })
  const version = yield* attempt(() => boss.schemaVersion())
  if (version !== enginesVersion) {
    const migrations = [`engine of jobs, version ${version ?? "unknown"}`]
    return yield* new SchemaMismatch({ database, problem: "altered", migrations })
  }
  yield* attempt(() => boss.findJobs(queue, { id: nobody }))
  const engine: Engine = { boss, schema: place, on: (caller, now) => ({ db: onClock(caller, place, now) }) }
  return engine
})
