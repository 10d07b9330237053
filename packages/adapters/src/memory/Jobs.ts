import {
  type ClaimedJob,
  errorText,
  type Job,
  type JobCounts,
  JobId,
  type JobKind,
  Jobs,
  leaseRanOut,
  type NewJob,
  TracedBy,
  usualClaim,
  usualLeaseMs,
  usualPage,
  usualTries,
  wholeLeaseMs
} from "@laurel/core/runtime"
import { compareIds, type Instant } from "@laurel/core/shared"
import { Clock, Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

type OnRollback = (undo: () => void) => void

const slotOf = ({ kind, key }: Pick<Job, "kind" | "key">): string => `${kind} ${key}`

const jobOf = (id: JobId, { notBefore, ...job }: NewJob, now: Instant, tracedBy: string | undefined): Job => ({
  _tag: "Waiting",
  payload: {},
  priority: 0,
  maximumTries: usualTries,
  ...job,
  id,
  due: notBefore ?? now,
  enqueuedAt: now,
  tries: 0,
  ...(tracedBy === undefined ? {} : { tracedBy })
})

const released = ({ worker: _w, leaseMs: _m, leaseUntil: _u, ...job }: ClaimedJob, due: Instant): Job => ({
  ...job,
  _tag: "Waiting",
  due
})

const failed = (job: ClaimedJob, lastError: string, retryAt: Instant): Job =>
  job.tries < job.maximumTries
    ? { ...released(job, retryAt), lastError }
    : { ...released(job, job.due), _tag: "Dead", lastError }

const claimed = (job: Job, worker: string, leaseMs: number, now: Instant): ClaimedJob => ({
  ...job,
  _tag: "Claimed",
  tries: job.tries + 1,
  worker,
  leaseMs,
  leaseUntil: now + leaseMs
})

const byUrgency = (a: Job, b: Job): number => b.priority - a.priority || a.due - b.due || compareIds(a.id, b.id)

/** The jobs of one world, by id in the order of enqueuing, with what is needed to take each step back. */
class Queue {
  readonly #jobs = new Map<JobId, Job>()
  /** Which job stands for its kind and key, for as long as it has not been claimed. */
  readonly #untried = new Map<string, JobId>()
  #last = 0

  all(): ReadonlyArray<Job> {
    return [...this.#jobs.values()].sort((a, b) => compareIds(a.id, b.id))
  }

  find(id: JobId): Job | undefined {
    return this.#jobs.get(id)
  }

  add(job: NewJob, now: Instant, tracedBy: string | undefined, onRollback: OnRollback): boolean {
    if (this.#untried.has(slotOf(job))) return false
    this.put(jobOf(JobId.make(`job-${String(++this.#last).padStart(12, "0")}`), job, now, tracedBy), onRollback)
    return true
  }

  put(job: Job, onRollback: OnRollback): void {
    this.#change(job.id, job, onRollback)
  }

  remove(id: JobId, onRollback: OnRollback): void {
    this.#change(id, undefined, onRollback)
  }

  #change(id: JobId, after: Job | undefined, onRollback: OnRollback): void {
    const before = this.#jobs.get(id)
    this.#set(id, before, after)
    onRollback(() => this.#set(id, after, before))
  }

  #set(id: JobId, before: Job | undefined, after: Job | undefined): void {
    if (before?.tries === 0) this.#untried.delete(slotOf(before))
    if (after?.tries === 0) this.#untried.set(slotOf(after), id)
    if (after === undefined) this.#jobs.delete(id)
    else this.#jobs.set(id, after)
  }
}

interface Counting {
  waiting: number
  claimed: number
  dead: number
  earliestDue?: Instant
}

const countsOf = (jobs: ReadonlyArray<Job>): ReadonlyArray<JobCounts> => {
  const states = { Waiting: "waiting", Claimed: "claimed", Dead: "dead" } as const
  const byKind = new Map<JobKind, Counting>()
  for (const { kind, _tag, due } of jobs) {
    const counts: Counting = byKind.get(kind) ?? { waiting: 0, claimed: 0, dead: 0 }
    counts[states[_tag]]++
    if (_tag === "Waiting") counts.earliestDue = Math.min(due, counts.earliestDue ?? due)
    byKind.set(kind, counts)
  }
  return [...byKind].map(([kind, counts]) => ({ kind, ...counts })).sort((a, b) => compareIds(a.kind, b.kind))
}

/** Jobs in the process's memory. */
export const layerJobs: Layer.Layer<Jobs, never, World> = Layer.effect(
  Jobs,
  Effect.gen(function* () {
    const world = yield* World
    const queue = new Queue()
    const act = <A>(step: (now: Instant, onRollback: OnRollback) => A) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) => world.act((onRollback) => step(now, onRollback)))
    /** One step of the claim, if the job is still its own. */
    const forClaim = ({ id, tries }: ClaimedJob, then: (job: ClaimedJob, now: Instant) => Job | undefined) =>
      act((now, onRollback) => {
        const job = queue.find(id)
        if (job?._tag !== "Claimed" || job.tries !== tries) return false
        const after = then(job, now)
        if (after === undefined) queue.remove(id, onRollback)
        else queue.put(after, onRollback)
        return true
      })
    return Jobs.of({
      enqueue: (jobs) =>
        Effect.flatMap(TracedBy, (tracedBy) =>
          act((now, onRollback) => jobs.map((job) => queue.add(job, now, tracedBy, onRollback)))
        ),
      claim: ({ worker, kinds, limit = usualClaim, leaseMs = usualLeaseMs }) =>
        act((now, onRollback) => {
          for (const job of queue.all()) {
            if (job._tag === "Claimed" && job.leaseUntil <= now)
              queue.put(failed(job, leaseRanOut, job.due), onRollback)
          }
          const due = queue
            .all()
            .filter((job) => job._tag === "Waiting" && job.due <= now && kinds.includes(job.kind))
            .sort(byUrgency)
          const taken = due.slice(0, limit).map((job) => claimed(job, worker, wholeLeaseMs(leaseMs), now))
          for (const job of taken) queue.put(job, onRollback)
          return taken
        }),
      extend: (job) => forClaim(job, (held, now) => ({ ...held, leaseUntil: now + held.leaseMs })),
      complete: (job) => forClaim(job, () => undefined),
      fail: (job, error, retryAt) => forClaim(job, (held) => failed(held, errorText(error), retryAt)),
      giveBack: (job) =>
        forClaim(job, (held, now) => ({ ...released(held, now), maximumTries: held.maximumTries + 1 })),
      find: (id) => act(() => Option.fromUndefinedOr(queue.find(id))),
      list: ({ kind, state, after, limit = usualPage } = {}) =>
        act(() =>
          queue
            .all()
            .filter((job) => kind === undefined || job.kind === kind)
            .filter((job) => state === undefined || job._tag === state)
            .filter((job) => after === undefined || compareIds(job.id, after) > 0)
            .slice(0, limit)
        ),
      counts: act(() => countsOf(queue.all())),
      retry: (id) =>
        act((_, onRollback) => {
          const job = queue.find(id)
          if (job?._tag !== "Dead") return false
          queue.put({ ...job, _tag: "Waiting", maximumTries: job.maximumTries + 1 }, onRollback)
          return true
        }),
      discard: (id) =>
        act((_, onRollback) => {
          if (queue.find(id) === undefined) return false
          queue.remove(id, onRollback)
          return true
        })
    })
  })
)
