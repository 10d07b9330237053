import {
  errorText,
  type Job,
  type JobCounts,
  JobId,
  type JobKind,
  leaseRanOut,
  type NewJob,
  usualTries,
  wholeLeaseMs
} from "../../src/runtime/index.ts"
import type { Instant } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Jobs` promises, over one list in the order of enqueuing. Ids are the store's: here they stand for nothing. */
export type JobsModel = ReadonlyArray<Job>

/** A job without its id, which every store makes as it likes. */
export const shown = ({ id: _, ...rest }: Job): Omit<Job, "id"> => rest

const noId = JobId.make("0")

const jobOf = ({ notBefore, ...job }: NewJob, now: Instant): Job => ({
  _tag: "Waiting",
  payload: {},
  priority: 0,
  maximumTries: usualTries,
  ...job,
  id: noId,
  due: notBefore ?? now,
  enqueuedAt: now,
  tries: 0
})

export const enqueue = (model: JobsModel, batch: ReadonlyArray<NewJob>, now: Instant): Prediction<JobsModel> => {
  const next = [...model]
  const answers = batch.map((job) => {
    const stands = next.some(({ kind, key, tries }) => kind === job.kind && key === job.key && tries === 0)
    if (!stands) next.push(jobOf(job, now))
    return !stands
  })
  return [answers, next]
}

const waiting = ({ due, ...job }: Job, from: Instant): Job => {
  const { _tag: _, ...rest } = job
  if ("worker" in rest) {
    const { worker: _worker, leaseMs: _ms, leaseUntil: _until, ...bare } = rest
    return { ...bare, _tag: "Waiting", due: from }
  }
  return { ...rest, _tag: "Waiting", due: from }
}

const failed = (job: Job, lastError: string, retryAt: Instant): Job =>
  job.tries < job.maximumTries
    ? { ...waiting(job, retryAt), lastError }
    : { ...waiting(job, job.due), _tag: "Dead", lastError }

export const claim = (
  model: JobsModel,
  wanted: {
    readonly worker: string
    readonly kinds: ReadonlyArray<JobKind>
    readonly limit: number
    readonly leaseMs: number
  },
  now: Instant
): Prediction<JobsModel> => {
  const swept = model.map((job) =>
    job._tag === "Claimed" && job.leaseUntil <= now ? failed(job, leaseRanOut, job.due) : job
  )
  const chosen = swept
    .filter(({ _tag, due, kind }) => _tag === "Waiting" && due <= now && wanted.kinds.includes(kind))
    .toSorted((a, b) => b.priority - a.priority || a.due - b.due)
    .slice(0, wanted.limit)
  const leaseMs = wholeLeaseMs(wanted.leaseMs)
  const claimed = new Map(
    chosen.map((job): readonly [Job, Job] => [
      job,
      { ...job, _tag: "Claimed", tries: job.tries + 1, worker: wanted.worker, leaseMs, leaseUntil: now + leaseMs }
    ])
  )
  return [chosen.map((job) => shown(claimed.get(job) ?? job)), swept.map((job) => claimed.get(job) ?? job)]
}

/** Does something for the claim of the nth claimed job: nothing when there is none. */
const forClaim = (
  model: JobsModel,
  nth: number,
  then: (job: Extract<Job, { readonly _tag: "Claimed" }>) => ReadonlyArray<Job>
): Prediction<JobsModel> => {
  const found = model.filter(({ _tag }) => _tag === "Claimed")[nth]
  if (found?._tag !== "Claimed") return [undefined, model]
  return [true, model.flatMap((job) => (job === found ? then(found) : [job]))]
}

export const extend = (model: JobsModel, nth: number, now: Instant) =>
  forClaim(model, nth, (job) => [{ ...job, leaseUntil: now + job.leaseMs }])

export const complete = (model: JobsModel, nth: number) => forClaim(model, nth, () => [])

export const fail = (model: JobsModel, nth: number, error: string, retryAt: Instant) =>
  forClaim(model, nth, (job) => [failed(job, errorText(error), retryAt)])

export const giveBack = (model: JobsModel, nth: number, now: Instant) =>
  forClaim(model, nth, (job) => [{ ...waiting(job, now), maximumTries: job.maximumTries + 1 }])

export const list = (model: JobsModel, kind: JobKind | undefined, state: Job["_tag"] | undefined) =>
  model.filter((job) => (kind ?? job.kind) === job.kind && (state ?? job._tag) === job._tag).map(shown)

export const counts = (model: JobsModel): ReadonlyArray<JobCounts> =>
  [...new Set(model.map(({ kind }) => kind))].toSorted().map((kind) => {
    const count = (state: Job["_tag"]) => model.filter((job) => job.kind === kind && job._tag === state).length
    const dues = model.filter((job) => job.kind === kind && job._tag === "Waiting").map(({ due }) => due)
    return {
      kind,
      waiting: count("Waiting"),
      ...(dues.length === 0 ? {} : { earliestDue: Math.min(...dues) }),
      claimed: count("Claimed"),
      dead: count("Dead")
    }
  })

export const retry = (model: JobsModel, nth: number): Prediction<JobsModel> => {
  const found = model[nth]
  if (found === undefined) return [undefined, model]
  if (found._tag !== "Dead") return [false, model]
  const again: Job = { ...found, _tag: "Waiting", maximumTries: found.maximumTries + 1 }
  return [true, model.map((job) => (job === found ? again : job))]
}

export const discard = (model: JobsModel, nth: number): Prediction<JobsModel> =>
  model[nth] === undefined ? [undefined, model] : [true, model.filter((_, index) => index !== nth)]
