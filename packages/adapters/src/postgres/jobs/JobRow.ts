import { type Job, JobId, JobKey, JobKind, JobPayload, type NewJob } from "@laurel/core/runtime"
import { ChallengeId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"

/** What the engine keeps for us with a job; `_v` counts the shapes that it had. */
const JobContent = Schema.Struct({
  _v: Schema.Literal(1),
  kind: JobKind,
  key: JobKey,
  challengeId: Schema.optionalKey(ChallengeId),
  payload: JobPayload,
  tracedBy: Schema.optionalKey(Schema.String)
})

const encode = Schema.encodeSync(JobContent)

/** What the engine is to keep with a job. */
export const contentOf = ({ kind, key, challengeId, payload = {} }: NewJob, tracedBy: string | undefined) =>
  encode({
    _v: 1,
    kind,
    key,
    ...(challengeId === undefined ? {} : { challengeId }),
    payload,
    ...(tracedBy === undefined ? {} : { tracedBy })
  })

const always = {
  id: JobId,
  data: JobContent,
  priority: Schema.Int,
  created_on: Schema.Int,
  start_after: Schema.Int,
  retry_count: Schema.Int,
  retry_limit: Schema.Int,
  was_started: Schema.Boolean,
  error: Schema.NullOr(Schema.String)
}

const Row = Schema.Union([
  Schema.Struct({ ...always, state: Schema.Literals(["created", "retry", "failed"]) }),
  Schema.Struct({
    ...always,
    state: Schema.Literal("active"),
    worker: Schema.String,
    heartbeat_on: Schema.Int,
    heartbeat_seconds: Schema.Int
  })
])
type Row = typeof Row.Type

/** The columns that a job is read from, of `j`. */
export const columns = `j.id, j.state::text, j.data, j.priority, j.created_on, j.start_after, j.retry_count, j.retry_limit,
  j.started_on is not null as was_started, j.group_id as worker, j.heartbeat_on, j.heartbeat_seconds, j.output->>'message' as error`

const decodeRows = Schema.decodeUnknownEffect(Schema.Array(Row))

/** Rows of the engine as jobs. */
export const jobsIn = (rows: unknown): Effect.Effect<ReadonlyArray<Job>, Schema.SchemaError> =>
  Effect.map(decodeRows(rows), (decoded) => decoded.map(jobOf))

const jobOf = (row: Row): Job => {
  const { _v, ...content } = row.data
  const job = {
    ...content,
    id: row.id,
    priority: row.priority,
    enqueuedAt: row.created_on,
    due: row.start_after,
    tries: row.retry_count + (row.was_started ? 1 : 0),
    maximumTries: row.retry_limit + 1,
    ...(row.error === null ? {} : { lastError: row.error })
  }
  if (row.state !== "active") return { _tag: row.state === "failed" ? "Dead" : "Waiting", ...job }
  const leaseMs = row.heartbeat_seconds * 1000
  return { _tag: "Claimed", ...job, worker: row.worker, leaseMs, leaseUntil: row.heartbeat_on + leaseMs }
}
