import { type NewJob, usualTries } from "@laurel/core/runtime"
import { formatInstant, type Instant } from "@laurel/core/shared"
import { type Kysely, sql } from "kysely"
import type { JobInsert } from "pg-boss"
import type { Tables } from "../tables.ts"
import type { Engine } from "./Engine.ts"
import type { JobIds } from "./JobIds.ts"
import { contentOf } from "./JobRow.ts"
import { queue } from "./place.ts"

/** When jobs are enqueued, and within which trace. */
interface Enqueuing {
  readonly now: Instant
  readonly tracedBy: string | undefined
}

const slotOf = ({ kind, key }: NewJob): string => `${kind} ${key}`

/**
 * Adds jobs in order and gives, for each, whether it was new.
 *
 * **Details**: a job that waits already and stands for one of these is locked until the caller commits. A worker that claimed it sooner
 * would look before the facts for which the job is asked for are there, and nobody would look again. One that was claimed between
 * the two statements stands for nothing any more, so it is added after all.
 */
export const enqueue = async (
  db: Kysely<Tables>,
  engine: Engine,
  ids: JobIds,
  jobs: ReadonlyArray<NewJob>,
  { now, tracedBy }: Enqueuing
): Promise<ReadonlyArray<boolean>> => {
  const added = new Set<NewJob>()
  let left = firstOfEachSlot(jobs)
  while (left.length > 0) {
    for (const job of await insert(db, engine, ids, left, { now, tracedBy })) added.add(job)
    left = left.filter((job) => !added.has(job))
    const waiting = await lock(db, engine, left)
    left = left.filter((job) => !waiting.has(slotOf(job)))
  }
  return jobs.map((job) => added.has(job))
}

const firstOfEachSlot = (jobs: ReadonlyArray<NewJob>): ReadonlyArray<NewJob> => {
  const slots = new Map<string, NewJob>()
  for (const job of jobs) if (!slots.has(slotOf(job))) slots.set(slotOf(job), job)
  return [...slots.values()]
}

/** Those that were added. */
const insert = async (
  db: Kysely<Tables>,
  { boss, on }: Engine,
  ids: JobIds,
  jobs: ReadonlyArray<NewJob>,
  { now, tracedBy }: Enqueuing
): Promise<ReadonlyArray<NewJob>> => {
  const byId = new Map(jobs.map((job): readonly [string, NewJob] => [ids.next(now), job]))
  const rows = [...byId].map(([id, job]) => rowOf(id, job, { now, tracedBy }))
  const inserted = await boss.insert(queue, rows, { ...on(db, now), returnId: true })
  return (inserted ?? []).flatMap((id) => byId.get(id) ?? [])
}

const rowOf = (id: string, job: NewJob, { now, tracedBy }: Enqueuing): JobInsert => ({
  id,
  data: contentOf(job, tracedBy),
  priority: job.priority ?? 0,
  startAfter: formatInstant(job.notBefore ?? now),
  singletonKey: slotOf(job),
  retryLimit: (job.maximumTries ?? usualTries) - 1
})

const lock = async (
  db: Kysely<Tables>,
  { schema }: Engine,
  jobs: ReadonlyArray<NewJob>
): Promise<ReadonlySet<string>> => {
  if (jobs.length === 0) return new Set()
  const { rows } = await sql<{ readonly slot: string }>`
    select singleton_key as slot from ${sql.raw(schema)}.job
    where name = ${queue} and state = 'created' and singleton_key = any(${jobs.map(slotOf)})
    for key share`.execute(db)
  return new Set(rows.map(({ slot }) => slot))
}
