import type { Instant } from "../shared/index.ts"
import { type Attempt, type Delivery, ended, type WaitingDelivery } from "./Delivery.ts"

const [second, minute, hour] = [1_000, 60_000, 3_600_000]

/**
 * How long it is waited after each try that failed: with the first, which is made at once, ten tries within some 75 hours, as the Standard
 * Webhooks rules propose. A receiver that is away over a long weekend misses nothing.
 */
export const waitsMs: ReadonlyArray<number> = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour
]

/** How often a delivery is tried. */
export const mostTries = waitsMs.length + 1

/** A wait is longer by up to this part of it, so that what failed together does not come back together. */
const spread = 0.1

/** So many tries are told of a delivery that was begun anew again and again. */
const attemptsKept = 20

/** The status by which a receiver says that it is gone for good. */
const gone = 410

/** Whether the receiver has it. A redirection is none: nobody follows it. */
export const isTaken = ({ status }: Attempt): boolean => status !== undefined && status >= 200 && status < 300

/** Whether the receiver wants to be told nothing more. */
export const isGone = ({ status }: Attempt): boolean => status === gone

/** What becomes of a delivery by a try; `fraction`, from 0 to 1, spreads the wait. */
export const afterAttempt = (delivery: WaitingDelivery, attempt: Attempt, now: Instant, fraction: number): Delivery => {
  const tries = delivery.tries + 1
  const tried = { ...delivery, tries, attempts: [...delivery.attempts, attempt].slice(-attemptsKept) }
  if (isTaken(attempt)) return ended(tried, "Delivered", now)
  const wait = waitsMs[delivery.tries]
  if (wait === undefined || isGone(attempt)) return ended(tried, "Failed", now)
  return { ...tried, due: now + Math.round(wait * (1 + spread * fraction)) }
}
