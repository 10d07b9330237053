import { type JobKind, leaseRanOut } from "@laurel/core/runtime"
import type { Instant } from "@laurel/core/shared"
import { type Kysely, sql } from "kysely"
import type { Tables } from "../tables.ts"
import type { Engine } from "./Engine.ts"
import { columns } from "./JobRow.ts"
import { literal } from "./onClock.ts"
import { queue } from "./place.ts"

/**
 * Ends the tries whose lease is over. The engine would do this from a timer of its own, late by up to a minute, and make them
 * due anew, behind all that waits.
 *
 * **Details**: the condition on the worker is there for the index of active jobs that have one.
 */
export const endLapsed = async (db: Kysely<Tables>, { schema }: Engine, now: Instant): Promise<void> => {
  const instant = sql.raw(literal(now))
  await sql`
    with lapsed as (
      select id from ${sql.raw(schema)}.job
      where name = ${queue} and state = 'active' and group_id is not null
        and heartbeat_on + heartbeat_seconds * interval '1s' <= ${instant}
      for update skip locked
    )
    update ${sql.raw(schema)}.job j set
      state = (case when j.retry_count < j.retry_limit then 'retry' else 'failed' end)::${sql.raw(schema)}.job_state,
      completed_on = case when j.retry_count < j.retry_limit then null else ${instant} end,
      output = ${JSON.stringify({ message: leaseRanOut })}::jsonb
    from lapsed
    where j.name = ${queue} and j.id = lapsed.id`.execute(db)
}

/** What a claim asks for, with nothing left to what is usual. */
export interface Wanted {
  readonly worker: string
  readonly kinds: ReadonlyArray<JobKind>
  readonly limit: number
  readonly leaseMs: number
}

/**
 * Claims due jobs; the rows of those that were. The engine's own `fetch` knows one queue and one order (priority, then age) and takes
 * the lease from when the job was enqueued: this is the same statement with the order, the kinds and the lease of the port.
 */
export const claimRows = async (
  db: Kysely<Tables>,
  { schema }: Engine,
  { worker, kinds, limit, leaseMs }: Wanted,
  now: Instant
): Promise<ReadonlyArray<unknown>> => {
  const instant = sql.raw(literal(now))
  const { rows } = await sql`
    with next as (
      select id from ${sql.raw(schema)}.job
      where name = ${queue} and state < 'active' and not blocked and start_after <= ${instant}
        and data->>'kind' = any(${kinds})
      order by priority desc, start_after, id
      limit ${limit}
      for update skip locked
    )
    update ${sql.raw(schema)}.job j set
      state = 'active',
      started_on = ${instant},
      heartbeat_on = ${instant},
      heartbeat_seconds = ${leaseMs / 1000},
      group_id = ${worker},
      retry_count = case when j.started_on is null then j.retry_count else j.retry_count + 1 end
    from next
    where j.name = ${queue} and j.id = next.id
    returning ${sql.raw(columns)}`.execute(db)
  return rows
}
