import type { Instant } from "@laurel/core/shared"
import { CompiledQuery, type Kysely } from "kysely"
import type { Db as EnginesDb } from "pg-boss"
import type { Tables } from "../tables.ts"

/** An instant as a literal of SQL. */
export const literal = (now: Instant): string => `'${new Date(now).toISOString()}'::timestamptz`

/**
 * The database as the engine speaks to it: on the transaction of the caller, and at the instant of the caller's clock. All
 * statements of the engine read the time through one function of its schema; here the instant takes its place.
 */
export const onClock = (db: Kysely<Tables>, schema: string, now: Instant): EnginesDb => ({
  executeSql: async (text, values = []) => {
    const { rows } = await db.executeQuery(
      CompiledQuery.raw(text.replaceAll(`${schema}.job_now()`, literal(now)), [...values])
    )
    return { rows: [...rows] }
  }
})
