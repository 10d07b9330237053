import { randomBytes } from "node:crypto"
import {
  type ClaimedJob,
  errorText,
  type Job,
  type JobCounts,
  JobKind,
  Jobs,
  JobsUnavailable,
  TracedBy,
  usualClaim,
  usualLeaseMs,
  usualPage,
  wholeLeaseMs
} from "@laurel/core/runtime"
import { compareIds, formatInstant, type Instant } from "@laurel/core/shared"
import { Clock, Effect, Layer, Option, Schema } from "effect"
import { type Kysely, sql } from "kysely"
import { Connection } from "../Connection.ts"
import { Db } from "../Db.ts"
import type { DbFailed } from "../errors.ts"
import type { Tables } from "../tables.ts"
import { claimRows, endLapsed } from "./claim.ts"
import { readyEngine } from "./Engine.ts"
import { enqueue } from "./enqueue.ts"
import { isOurs, JobIds } from "./JobIds.ts"
import { columns, jobsIn } from "./JobRow.ts"
import { literal } from "./onClock.ts"
import { queue } from "./place.ts"

const random62 = (): bigint => randomBytes(8).readBigUInt64BE() >> 2n

/** The claim as the engine fences it: it counts how often a job was tried again. */
const attemptOf = ({ id, tries }: ClaimedJob) => ({ id, retryCount: tries - 1 })

/** Whether a command of the engine did anything. It says so; only its types do not. */
const didAnything = (response: object): boolean =>
  "affected" in response && typeof response.affected === "number" && response.affected > 0

const byUrgency = (a: Job, b: Job): number => b.priority - a.priority || a.due - b.due || compareIds(a.id, b.id)

const isClaimed = (job: Job): job is ClaimedJob => job._tag === "Claimed"

const unavailable =
  (operation: string) =>
  <A, R>(effect: Effect.Effect<A, DbFailed | Schema.SchemaError, R>): Effect.Effect<A, JobsUnavailable, R> =>
    Effect.mapError(effect, (cause) => new JobsUnavailable({ operation, cause }))

const Counts = Schema.Array(
  Schema.Struct({
    kind: JobKind,
    waiting: Schema.Int,
    claimed: Schema.Int,
    dead: Schema.Int,
    earliest_due: Schema.NullOr(Schema.Int)
  })
)
const countOf = ({ earliest_due, ...count }: (typeof Counts.Type)[number]): JobCounts => ({
  ...count,
  ...(earliest_due === null ? {} : { earliestDue: earliest_due })
})
const decodeCounts = Schema.decodeUnknownEffect(Counts)

/** Jobs in the engine's tables (ADR 0015), on the transaction of the caller. */
export const layerJobs = Layer.effect(
  Jobs,
  Effect.gen(function* () {
    const { run, atomic } = yield* Db
    const engine = yield* readyEngine(yield* Connection)
    const { boss, schema, on } = engine
    const ids = new JobIds(random62)
    const table = sql.raw(schema)

    /** One call at the instant of the caller's clock. */
    const ask = <A>(operation: string, query: (db: Kysely<Tables>, now: Instant) => Promise<A>) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => run((db) => query(db, now))).pipe(unavailable(operation))

    /** Several statements that belong together. */
    const askAtomically = <A>(operation: string, query: (db: Kysely<Tables>, now: Instant) => Promise<A>) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => atomic(run((db) => query(db, now)))).pipe(unavailable(operation))

    const read = (operation: string, query: (db: Kysely<Tables>) => Promise<{ readonly rows: unknown }>) =>
      Effect.flatMap(
        run((db) => query(db)),
        ({ rows }) => jobsIn(rows)
      ).pipe(unavailable(operation))

    return Jobs.of({
      enqueue: (jobs) =>
        jobs.length === 0
          ? Effect.succeed([])
          : Effect.flatMap(TracedBy, (tracedBy) =>
              askAtomically("enqueue", (db, now) => enqueue(db, engine, ids, jobs, { now, tracedBy }))
            ),
      claim: ({ worker, kinds, limit = usualClaim, leaseMs = usualLeaseMs }) =>
        Effect.flatMap(
          askAtomically("claim", async (db, now) => {
            await endLapsed(db, engine, now)
            return await claimRows(db, engine, { worker, kinds, limit, leaseMs: wholeLeaseMs(leaseMs) }, now)
          }),
          (rows) => Effect.map(unavailable("claim")(jobsIn(rows)), (jobs) => jobs.filter(isClaimed).toSorted(byUrgency))
        ),
      extend: (job) =>
        ask("extend", async (db, now) => didAnything(await boss.touch(queue, attemptOf(job), on(db, now)))),
      complete: (job) =>
        ask("complete", async (db, now) => didAnything(await boss.deleteJob(queue, attemptOf(job), on(db, now)))),
      fail: (job, error, retryAt) =>
        askAtomically("fail", async (db, now) => {
          const engineOn = on(db, now)
          if (!didAnything(await boss.fail(queue, attemptOf(job), { message: errorText(error) }, engineOn)))
            return false
          // What is dead now the engine leaves as it is.
          await boss.update(queue, undefined, { id: job.id, startAfter: formatInstant(retryAt), ...engineOn })
          return true
        }),
      giveBack: ({ id, tries }) =>
        ask("giveBack", async (db, now) => {
          const { numAffectedRows } = await sql`
            update ${table}.job set state = 'retry', retry_limit = retry_limit + 1, start_after = ${sql.raw(literal(now))}
            where name = ${queue} and id = ${id} and state = 'active' and retry_count = ${tries - 1}`.execute(db)
          return numAffectedRows === 1n
        }),
      find: (id) =>
        isOurs(id)
          ? Effect.map(
              read("find", (db) =>
                sql`select ${sql.raw(columns)} from ${table}.job j where j.name = ${queue} and j.id = ${id}::uuid
                  and j.state::text = any(${statesOf(undefined)})`.execute(db)
              ),
              ([job]) => Option.fromUndefinedOr(job)
            )
          : Effect.succeed(Option.none()),
      list: ({ kind, state, after, limit = usualPage } = {}) =>
        read("list", (db) =>
          sql`
            select ${sql.raw(columns)} from ${table}.job j
            where j.name = ${queue}
              and (${kind ?? null}::text is null or j.data->>'kind' = ${kind ?? null})
              and j.state::text = any(${statesOf(state)})
              and j.id > ${after !== undefined && isOurs(after) ? after : nothing}::uuid
            order by j.id limit ${limit}`.execute(db)
        ),
      counts: Effect.flatMap(
        run((db) =>
          sql`
            select data->>'kind' as kind,
              (count(*) filter (where state < 'active'))::int as waiting,
              (count(*) filter (where state = 'active'))::int as claimed,
              (count(*) filter (where state = 'failed'))::int as dead,
              min(start_after) filter (where state < 'active') as earliest_due
            from ${table}.job where name = ${queue} group by 1 order by (data->>'kind') collate "C"`.execute(db)
        ),
        ({ rows }) => Effect.map(decodeCounts(rows), (counts) => counts.map(countOf))
      ).pipe(unavailable("counts")),
      retry: (id) =>
        isOurs(id)
          ? ask("retry", async (db, now) => didAnything(await boss.retry(queue, id, on(db, now))))
          : Effect.succeed(false),
      discard: (id) =>
        isOurs(id)
          ? ask("discard", async (db, now) => didAnything(await boss.deleteJob(queue, id, on(db, now))))
          : Effect.succeed(false)
    })
  })
)

/** Before every id. */
const nothing = "00000000-0000-0000-0000-000000000000"

const states = {
  Waiting: ["created", "retry"],
  Claimed: ["active"],
  Dead: ["failed"]
} as const satisfies Readonly<Record<Job["_tag"], ReadonlyArray<string>>>

const statesOf = (state: Job["_tag"] | undefined): ReadonlyArray<string> =>
  state === undefined ? Object.values(states).flat() : states[state]
