import { Schema } from "effect"
import { ChallengeId, InstantFromText } from "../shared/index.ts"

/** What is to be done: the name under which a worker finds the handler, such as `settlement.pay`. */
export const JobKind = Schema.String.check(
  Schema.isPattern(/^[a-z][a-z0-9.-]{0,63}$/, {
    message: "must start with a small letter and hold at most 64 small letters, digits, '.' or '-'"
  })
).pipe(Schema.brand("JobKind"))
export type JobKind = typeof JobKind.Type

/** What a job is about: of one kind and key no second job waits for its first try. */
export const JobKey = Schema.String.check(
  Schema.isPattern(/^[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]{1,240}$/, {
    message: "must be 1 to 240 characters without control characters or emoji"
  })
).pipe(Schema.brand("JobKey"))
export type JobKey = typeof JobKey.Type

/** One job, as the store names it. */
export const JobId = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9-]{1,64}$/, { message: "must be 1 to 64 letters, digits or '-'" })
).pipe(Schema.brand("JobId"))
export type JobId = typeof JobId.Type

/** What a handler has to know beyond kind and challenge: a few plain facts. What is large is read from its store. */
export const JobPayload = Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Int, Schema.Boolean]))
export type JobPayload = typeof JobPayload.Type

const always = {
  id: JobId,
  kind: JobKind,
  key: JobKey,
  challengeId: Schema.optionalKey(ChallengeId),
  payload: JobPayload,
  /** The higher, the sooner. */
  priority: Schema.Int,
  enqueuedAt: InstantFromText,
  /** From when on it is, or was, to be done. */
  due: InstantFromText,
  /** How often it was claimed. */
  tries: Schema.Int,
  maximumTries: Schema.Int,
  /** Why the latest try that ended did not succeed. */
  lastError: Schema.optionalKey(Schema.String),
  /** The trace of what enqueued it, where that was traced (`TracedBy`). */
  tracedBy: Schema.optionalKey(Schema.String)
}

/**
 * A job in one of its states; one that is done is there no more.
 *
 * **Details**: `Waiting` for its due date and a worker; `Claimed` by a worker until its lease is over; `Dead` after its last
 * try: it stays until somebody retries or discards it.
 */
export const Job = Schema.TaggedUnion({
  Waiting: always,
  Claimed: { ...always, worker: Schema.String, leaseMs: Schema.Int, leaseUntil: InstantFromText },
  Dead: always
})
export type Job = typeof Job.Type

/** A job that a worker holds. Together with `tries` its id names this one claim. */
export type ClaimedJob = Extract<Job, { readonly _tag: "Claimed" }>

/** A job that is to be enqueued. */
export interface NewJob {
  readonly kind: JobKind
  readonly key: JobKey
  readonly challengeId?: ChallengeId
  /** Nothing unless said otherwise. */
  readonly payload?: JobPayload
  /** Not to be done before this; at once unless said otherwise. */
  readonly notBefore?: number
  /** 0 unless said otherwise. */
  readonly priority?: number
  /** `usualTries` unless said otherwise. */
  readonly maximumTries?: number
}

/** How often a job is tried: with the usual back-off that is for about three hours. */
export const usualTries = 12

/** How many jobs a claim takes unless said otherwise. */
export const usualClaim = 10

/** How long a claim is good for without a sign of life: a worker that was killed is replaced after as long. */
export const usualLeaseMs = 60_000

/** How many jobs a page lists unless said otherwise. */
export const usualPage = 50

/** A lease as it is kept: in whole seconds, rounded up, for engines count so. */
export const wholeLeaseMs = (leaseMs: number): number => Math.max(1, Math.ceil(leaseMs / 1000)) * 1000

/** Why a job failed whose worker gave no sign of life for as long as its lease. */
export const leaseRanOut = "The lease ran out: the worker was stopped, or was silent for too long"
