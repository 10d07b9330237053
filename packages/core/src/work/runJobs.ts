import { Cause, Effect, Exit, Fiber } from "effect"
import { type ClaimedJob, Jobs, usualLeaseMs } from "../runtime/index.ts"
import { carryOut } from "./carryOut.ts"
import { DeadlineExceeded } from "./errors.ts"
import { type Handler, type Handlers, usualDeadlineMs } from "./Handler.ts"
import type { Outcome } from "./Outcome.ts"
import { counted, emptyTally, type Tally } from "./workOff.ts"

/** How a worker works. */
export interface WorkerOptions<R> {
  readonly handlers: Handlers<R>
  /** Its name: shown to whoever asks who holds a job. */
  readonly worker: string
  /**
   * How many jobs it claims at once, to carry them out one after the other; one unless said otherwise. More cost less each; but when
   * the worker is killed a try is lost of every job that it held, also of those that it had not begun.
   */
  readonly claim?: number
  /** How long a job stays with it without a sign of life; `usualLeaseMs` unless said otherwise. */
  readonly leaseMs?: number
  /** How long it waits when nothing is due; a second unless said otherwise. */
  readonly pollMs?: number
  /** How long a job that is under way may take to end when the worker is told to stop; ten seconds unless said otherwise. */
  readonly graceMs?: number
  /** It ends after so many jobs, for whoever starts processes anew to keep their memory small. Without end unless said otherwise. */
  readonly maxJobs?: number
}

const usualPollMs = 1_000
const usualGraceMs = 10_000

/** So often a sign of life goes out within a lease: two may be lost. */
const beatsPerLease = 3

/**
 * Works: claims due jobs and carries them out one after the other, each under its deadline and with signs of life for all that it
 * holds, until it is interrupted; then the job under way is given time to end, and what is left is given back. Gives how many came to
 * which end.
 *
 * **Details**: run several for several at a time. While the store cannot be reached a worker waits and tries again; jobs that it could
 * not settle are taken over when their lease is over.
 */
export const runJobs = Effect.fn("Work.runJobs")(function* <R>(options: WorkerOptions<R>) {
  const { worker, leaseMs = usualLeaseMs, pollMs = usualPollMs, maxJobs = Number.POSITIVE_INFINITY } = options
  const jobs = yield* Jobs
  const handlers = withDeadlines(options.handlers)
  let tally = emptyTally
  while (total(tally) < maxJobs) {
    const limit = Math.min(options.claim ?? 1, maxJobs - total(tally))
    const claimed = yield* jobs
      .claim({ worker, kinds: [...handlers.keys()], limit, leaseMs })
      .pipe(Effect.catch((error) => Effect.as(Effect.logWarning(error.message, error), [])))
    if (claimed.length === 0) yield* Effect.sleep(pollMs)
    else tally = (yield* carryOutAll({ ...options, handlers, leaseMs }, claimed)).reduce(counted, tally)
  }
  return tally
})

const total = ({ Done, Failed, GivenBack, Lost }: Tally): number => Done + Failed + GivenBack + Lost

const withDeadlines = <R>(handlers: Handlers<R>): Handlers<R> =>
  new Map([...handlers].map(([kind, handler]) => [kind, withDeadline(handler)]))

const withDeadline = <R>(handler: Handler<R>): Handler<R> => {
  const { deadlineMs = usualDeadlineMs, handle } = handler
  const orElse = () => Effect.fail(new DeadlineExceeded({ deadlineMs }))
  return { ...handler, handle: (job) => Effect.timeoutOrElse(handle(job), { duration: deadlineMs, orElse }) }
}

/** What a worker holds: the jobs that are still to be carried out, and the one that is under way. */
interface Held {
  readonly waiting: Array<ClaimedJob>
  current: { readonly job: ClaimedJob; readonly fiber: Fiber.Fiber<Outcome> } | undefined
}

const carryOutAll = Effect.fnUntraced(function* <R>(
  options: WorkerOptions<R> & { readonly leaseMs: number },
  claimed: ReadonlyArray<ClaimedJob>
) {
  const held: Held = { waiting: [...claimed], current: undefined }
  const outcomes: Array<Outcome> = []
  const oneByOne = Effect.gen(function* () {
    for (let job = held.waiting.shift(); job !== undefined; job = held.waiting.shift()) {
      outcomes.push(yield* watched(options, held, job))
    }
  })
  const heart = yield* Effect.forkChild(beat(held, options.leaseMs))
  yield* oneByOne.pipe(
    Effect.onInterrupt(() => giveBackAll(held)),
    Effect.ensuring(Fiber.interrupt(heart))
  )
  return outcomes
})

/** One job in a fiber of its own, so that it can be broken off when it is lost, and may end when the worker is to stop. */
const watched = Effect.fnUntraced(function* <R>(
  { handlers, graceMs = usualGraceMs }: WorkerOptions<R>,
  held: Held,
  job: ClaimedJob
) {
  const unsettled = (error: Error) => Effect.as(Effect.logWarning(error.message, error), "Lost" as const)
  const fiber = yield* Effect.forkChild(Effect.catch(carryOut(handlers, job), unsettled))
  held.current = { job, fiber }
  const end = Effect.andThen(Effect.timeoutOption(Fiber.await(fiber), graceMs), Fiber.interrupt(fiber))
  const exit = yield* Effect.onInterrupt(Fiber.await(fiber), () => end)
  held.current = undefined
  // It settled what it could; only a job that was lost is broken off while the worker goes on.
  return Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause) ? ("Lost" as const) : yield* exit
})

const giveBackAll = Effect.fnUntraced(function* ({ waiting }: Held) {
  const jobs = yield* Jobs
  for (const job of waiting) yield* Effect.ignore(jobs.giveBack(job))
})

/** Signs of life for all that is held; what turns out to be another's is dropped. */
const beat = Effect.fnUntraced(function* (held: Held, leaseMs: number) {
  const jobs = yield* Jobs
  for (;;) {
    yield* Effect.sleep(leaseMs / beatsPerLease)
    const { current, waiting } = held
    for (const job of [...(current === undefined ? [] : [current.job]), ...waiting]) {
      // Without an answer of the store nobody knows; the next beat asks again.
      const isOwn = yield* Effect.catch(jobs.extend(job), () => Effect.succeed(true))
      if (!isOwn) yield* drop(held, job)
    }
  }
})

const drop = Effect.fnUntraced(function* (held: Held, job: ClaimedJob) {
  const at = held.waiting.indexOf(job)
  if (at >= 0) held.waiting.splice(at, 1)
  // Settled meanwhile, or lost: in the first case its fiber is over, or about to be.
  else if (held.current?.job === job) yield* Fiber.interrupt(held.current.fiber)
})
