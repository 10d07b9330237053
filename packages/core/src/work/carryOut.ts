import { Cause, Clock, Effect, Exit, Random } from "effect"
import { Origin, service } from "../audit/index.ts"
import { type ClaimedJob, Jobs, retryDelayMs, Transaction } from "../runtime/index.ts"
import { ClaimLost } from "./errors.ts"
import type { Handler, Handlers } from "./Handler.ts"
import { JobWatch } from "./JobWatch.ts"
import type { Outcome } from "./Outcome.ts"

/**
 * Carries out a claimed job and settles it: completed, failed with the time of its next try, or given back where the worker was told
 * to stop. Whatever its handler does, no failure comes out of it but that of the queue.
 */
export const carryOut = Effect.fnUntraced(function* <R>(handlers: Handlers<R>, job: ClaimedJob) {
  const handler = handlers.get(job.kind)
  // A worker claims only kinds that it has handlers for.
  if (handler === undefined) return yield* Effect.die(new Error(`there is no handler for ${job.kind}`))
  const ran = attempt(handler, job).pipe(
    Effect.provideService(Origin, { actor: service, channel: "worker", agent: job.worker })
  )
  const settled = Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(Effect.exit(restore(ran)), (exit) => settle(job, exit))
  )
  const see = yield* JobWatch
  return yield* see(job, settled)
})

/** The handler's work, and the job completed with it; `false` where that was another's by then. */
const attempt = <R>({ isAtomic, handle }: Handler<R>, job: ClaimedJob) =>
  Effect.gen(function* () {
    const jobs = yield* Jobs
    const { transact } = yield* Transaction
    if (!isAtomic) return yield* Effect.andThen(handle(job), jobs.complete(job))
    const lost = new ClaimLost({ key: job.key })
    const whole = Effect.andThen(
      handle(job),
      Effect.flatMap(jobs.complete(job), (own) => (own ? Effect.void : lost))
    )
    return yield* transact(whole).pipe(
      Effect.as(true),
      Effect.catchIf(
        (error) => error === lost,
        () => Effect.succeed(false)
      )
    )
  })

const settle = Effect.fnUntraced(function* (job: ClaimedJob, exit: Exit.Exit<boolean, Error>) {
  if (Exit.isSuccess(exit)) return outcome("Done", exit.value)
  const jobs = yield* Jobs
  if (Cause.hasInterruptsOnly(exit.cause)) return outcome("GivenBack", yield* jobs.giveBack(job))
  const now = yield* Clock.currentTimeMillis
  const retryAt = now + retryDelayMs(job.tries, yield* Random.next)
  yield* Effect.logWarning(`${job.kind} ${job.id} failed at try ${job.tries} of ${job.maximumTries}`, exit.cause)
  return outcome("Failed", yield* jobs.fail(job, textOf(Cause.squash(exit.cause)), retryAt))
})

const outcome = (reached: Outcome, isOwn: boolean): Outcome => (isOwn ? reached : "Lost")

const textOf = (error: unknown): string =>
  error instanceof Error ? `${"_tag" in error ? String(error._tag) : error.name}: ${error.message}` : String(error)
