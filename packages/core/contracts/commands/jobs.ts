import { Effect } from "effect"
import fc from "fast-check"
import { type ClaimedJob, type Job, JobKey, JobKind, Jobs, type NewJob } from "../../src/runtime/index.ts"
import type { Instant } from "../../src/shared/index.ts"
import { challengeIds, instants } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import {
  claim,
  complete,
  counts,
  discard,
  enqueue,
  extend,
  fail,
  giveBack,
  type JobsModel,
  list,
  retry,
  shown
} from "../model/jobs.model.ts"
import { at } from "../stillClock.ts"

type JobsCommand = Command<JobsModel, Jobs>

const kinds = fc.constantFrom("pay", "reconcile", "x.y-9").map((text) => JobKind.make(text))
const keys = fc.constantFrom("a", "b", "Ünïcode: 1/2 'x' \"$1\" \\").map((text) => JobKey.make(text))

const newJobs: fc.Arbitrary<NewJob> = fc.record(
  {
    kind: kinds,
    key: keys,
    challengeId: challengeIds,
    payload: fc.dictionary(
      fc.constantFrom("a", "__proto__ ", "é"),
      fc.oneof(fc.string(), fc.maxSafeInteger(), fc.boolean()).filter(isStorable)
    ),
    notBefore: instants,
    priority: fc.integer({ min: -1, max: 1 }),
    maximumTries: fc.integer({ min: 1, max: 3 })
  },
  { requiredKeys: ["kind", "key"] }
)

/** What no JSON column takes: NUL. */
function isStorable(value: string | number | boolean): boolean {
  return typeof value !== "string" || !value.includes("\u0000")
}

const enqueuing = fc.tuple(fc.array(newJobs, { maxLength: 4 }), instants).map(
  ([batch, now]): JobsCommand => ({
    text: () => `enqueue(${fc.stringify(batch)}) at ${now}`,
    predict: (model) => enqueue(model, batch, now),
    perform: at(
      now,
      Jobs.use((port) => port.enqueue(batch))
    )
  })
)

const claiming = fc
  .record({
    worker: fc.constantFrom("w1", "w2"),
    kinds: fc.uniqueArray(kinds, { maxLength: 3 }),
    limit: fc.integer({ min: 0, max: 3 }),
    leaseMs: fc.constantFrom(1, 1000, 1500)
  })
  .chain((wanted) => fc.tuple(fc.constant(wanted), instants))
  .map(
    ([wanted, now]): JobsCommand => ({
      text: () => `claim(${fc.stringify(wanted)}) at ${now}`,
      predict: (model) => claim(model, wanted, now),
      perform: at(
        now,
        Jobs.use((port) => Effect.map(port.claim(wanted), (jobs) => jobs.map(shown)))
      )
    })
  )

/** Something for the claim of the nth job that is claimed. */
const forClaim = (
  text: string,
  nth: number,
  now: Instant,
  predict: JobsCommand["predict"],
  act: (port: Jobs["Service"], job: ClaimedJob) => Effect.Effect<unknown, unknown>
): JobsCommand => ({
  text: () => `${text} of claim ${nth} at ${now}`,
  predict,
  perform: at(
    now,
    Jobs.use((port) =>
      Effect.flatMap(port.list({ state: "Claimed" }), (jobs) => {
        const job = jobs[nth]
        return job?._tag === "Claimed" ? act(port, job) : Effect.succeed(undefined)
      })
    )
  )
})

const nths = fc.integer({ min: 0, max: 1 })
const errors = fc.constantFrom("no answer", "NUL \u0000 and half \ud800", "x".repeat(3000))

const settling = fc.oneof(
  fc.tuple(nths, instants).map(([nth, now]) =>
    forClaim(
      "extend",
      nth,
      now,
      (model) => extend(model, nth, now),
      (port, job) => port.extend(job)
    )
  ),
  fc.tuple(nths, instants).map(([nth, now]) =>
    forClaim(
      "complete",
      nth,
      now,
      (model) => complete(model, nth),
      (port, job) => port.complete(job)
    )
  ),
  fc.tuple(nths, instants, instants, errors).map(([nth, now, retryAt, error]) =>
    forClaim(
      `fail until ${retryAt}`,
      nth,
      now,
      (model) => fail(model, nth, error, retryAt),
      (port, job) => port.fail(job, error, retryAt)
    )
  ),
  fc.tuple(nths, instants).map(([nth, now]) =>
    forClaim(
      "giveBack",
      nth,
      now,
      (model) => giveBack(model, nth, now),
      (port, job) => port.giveBack(job)
    )
  )
)

/** Something for the nth job of all. */
const forJob = (
  text: string,
  nth: number,
  predict: JobsCommand["predict"],
  act: (port: Jobs["Service"], job: Job) => Effect.Effect<unknown, unknown>
): JobsCommand => ({
  text: () => `${text} of job ${nth}`,
  predict,
  perform: Jobs.use((port) =>
    Effect.flatMap(port.list(), (jobs) => {
      const job = jobs[nth]
      return job === undefined ? Effect.succeed(undefined) : act(port, job)
    })
  )
})

const retrying = nths.map((nth) =>
  forJob(
    "retry",
    nth,
    (model) => retry(model, nth),
    (port, { id }) => port.retry(id)
  )
)
const discarding = nths.map((nth) =>
  forJob(
    "discard",
    nth,
    (model) => discard(model, nth),
    (port, { id }) => port.discard(id)
  )
)

const listing = (kind?: JobKind, state?: Job["_tag"]): JobsCommand => ({
  text: () => `list(${kind ?? "any"}, ${state ?? "any"})`,
  predict: (model) => [list(model, kind, state), model],
  perform: Jobs.use((port) =>
    Effect.map(
      port.list({ ...(kind === undefined ? {} : { kind }), ...(state === undefined ? {} : { state }) }),
      (jobs) => jobs.map(shown)
    )
  )
})

const states = fc.constantFrom<Job["_tag"] | undefined>("Waiting", "Claimed", "Dead", undefined)

const counting: JobsCommand = {
  text: () => "counts",
  predict: (model) => [counts(model), model],
  perform: Jobs.use((port) => port.counts)
}

export const jobsCommands = fc.oneof(
  { weight: 5, arbitrary: enqueuing },
  { weight: 5, arbitrary: claiming },
  { weight: 5, arbitrary: settling },
  { weight: 1, arbitrary: retrying },
  { weight: 1, arbitrary: discarding },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.option(kinds, { nil: undefined }), states).map(([kind, state]) => listing(kind, state))
  }
)

export const jobsObservations = [listing(), counting]
