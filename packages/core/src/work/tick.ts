import { Cause, Clock, Effect, Exit } from "effect"
import { clock, Origin } from "../audit/index.ts"
import type { PassedOver } from "../challenge/index.ts"
import { type DueDate, DueDates, type KeptDueDate } from "../runtime/index.ts"
import type { Instant } from "../shared/index.ts"
import { carryOutDue } from "./carryOutDue.ts"
import { keepWeekly } from "./weekly.ts"

/** A tick carries out at most so many due dates: the clean-ups of a night go in portions of this many. */
export const usualTick = 500

/** What fails is tried again after as long as it is overdue, within these bounds: soon at first, then ever more seldom. */
const shortestWaitMs = 60_000
const longestWaitMs = 3_600_000

/** What a tick came to. */
export interface TickReport {
  /** What was due and carried out, in that order. */
  readonly done: ReadonlyArray<DueDate>
  /** What failed, and why; it is tried again later. */
  readonly failed: ReadonlyArray<{ readonly date: DueDate; readonly error: unknown }>
  /** Occurrences that were not made. */
  readonly passedOver: ReadonlyArray<PassedOver>
  /** Whether the tick ended because it had done as many as it may. */
  readonly isMore: boolean
}

/**
 * Carries out what the clock has brought about: takes what is due, the earliest first, each in a transaction of its own, as of
 * when it was due, exactly once whatever downtime there was and however many schedulers tick at once. What fails never
 * holds up the rest: it is put off and reported.
 *
 * **Details**: `Clock` alone says what time it is. Run it every few seconds, or at any time: what nobody waited for is made up for.
 */
export const tick = Effect.fn("Work.tick")(function* (limit = usualTick) {
  const now = yield* Clock.currentTimeMillis
  const report: Report = { done: [], failed: [], passedOver: [] }
  yield* keepWeekly(now)
  let left = limit
  while (left > 0) {
    const due = yield* (yield* DueDates).due(now, left)
    if (due.length === 0) return { ...report, isMore: false } satisfies TickReport
    for (const date of due) yield* attempt(date, now, report)
    left -= due.length
  }
  return { ...report, isMore: true } satisfies TickReport
})

interface Report {
  readonly done: Array<DueDate>
  readonly failed: Array<{ readonly date: DueDate; readonly error: unknown }>
  readonly passedOver: Array<PassedOver>
}

const attempt = Effect.fnUntraced(function* (date: KeptDueDate, now: Instant, report: Report) {
  const exit = yield* Effect.exit(
    Effect.provideService(carryOutDue(date), Origin, { actor: clock, channel: "scheduler" })
  )
  const { kind, subject, due } = date
  if (Exit.isSuccess(exit)) {
    if (exit.value.isOurs) report.done.push({ kind, subject, due })
    report.passedOver.push(...exit.value.passedOver)
    return
  }
  if (Cause.hasInterrupts(exit.cause)) return yield* Effect.interrupt
  const wait = Math.min(Math.max(now - due, shortestWaitMs), longestWaitMs)
  yield* Effect.logWarning(`${kind} of ${subject} failed and is put off`, exit.cause)
  yield* (yield* DueDates).postpone(date, now + wait)
  report.failed.push({ date: { kind, subject, due }, error: Cause.squash(exit.cause) })
})
