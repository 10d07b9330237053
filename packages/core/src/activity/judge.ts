import { type Instant, Rational, type Window } from "../shared/index.ts"
import type { Arrival } from "./Activity.ts"
import type { Metric } from "./Metric.ts"
import { accepted, type Outcome, type RefusalReason } from "./Outcome.ts"

/** How far a device's clock may be ahead: what claims to have happened later than this after its arrival is refused. */
export const clockSkewMs = 5 * 60_000

/** What one activity of a metric may measure: integers at the metric's decimals, infinite where there is no limit. */
export interface QuantityLimits {
  readonly min: number
  readonly max: number
  /** Above it an activity is quarantined. */
  readonly plausible: number
}

/** Which activities a challenge takes. Built once by `termsOf`, used for every row. */
export interface Terms {
  readonly window: Window
  /** What arrives after this instant is late. */
  readonly graceEndsAt: Instant
  readonly limits: ReadonlyMap<string, QuantityLimits>
}

/** The terms of a challenge, with the limits of its metrics resolved to integers. */
export const termsOf = (challenge: {
  readonly window: Window
  readonly graceEndsAt: Instant
  readonly metrics: ReadonlyArray<Metric>
}): Terms => ({
  window: challenge.window,
  graceEndsAt: challenge.graceEndsAt,
  limits: new Map(challenge.metrics.map((metric) => [metric.name, limitsOf(metric)]))
})

const limitsOf = (metric: Metric): QuantityLimits => {
  const scaled = (value: Rational.Rational) =>
    Rational.multiply(value, Rational.rational(10n ** BigInt(metric.decimals)))
  const perActivity = metric.plausible?.perActivity
  return {
    // The smallest integer not below `min`; no quantity lies between the two.
    min:
      metric.min === undefined
        ? Number.NEGATIVE_INFINITY
        : Number(-Rational.floor(Rational.negate(scaled(metric.min)))),
    max: metric.max === undefined ? Number.POSITIVE_INFINITY : Number(Rational.floor(scaled(metric.max))),
    plausible: perActivity === undefined ? Number.POSITIVE_INFINITY : Number(Rational.floor(scaled(perActivity)))
  }
}

/** What `judge` says of a row by itself, whatever its key held before. */
export type Verdict = Extract<Outcome, { readonly _tag: "Accepted" | "Quarantined" | "Refused" }>

const refused = (reason: RefusalReason): Verdict => ({ _tag: "Refused", reason })

const unknownParticipant = refused("UnknownParticipant")
const unknownMetric = refused("UnknownMetric")
const late = refused("Late")
const future = refused("Future")
const beforeWindow = refused("BeforeWindow")
const afterWindow = refused("AfterWindow")
const outOfRange = refused("OutOfRange")
const implausible: Verdict = { _tag: "Quarantined", limit: "perActivity" }

/**
 * Judges a row by itself: accepted, quarantined, or refused with the first reason that applies, in the order of
 * `RefusalReason`.
 *
 * **Details**: a void claims nothing, so neither its instant nor its quantity is judged. No allocation: millions of rows
 * go through here.
 */
export const judge = (terms: Terms, { activity, receivedAt }: Arrival, isParticipant: boolean): Verdict => {
  if (!isParticipant) return unknownParticipant
  const limits = terms.limits.get(activity.metric)
  if (limits === undefined) return unknownMetric
  if (receivedAt > terms.graceEndsAt) return late
  if (activity.void) return accepted
  if (activity.at > receivedAt + clockSkewMs) return future
  if (activity.at < terms.window.start) return beforeWindow
  if (activity.at >= terms.window.end) return afterWindow
  if (activity.quantity < limits.min || activity.quantity > limits.max) return outOfRange
  return activity.quantity > limits.plausible ? implausible : accepted
}
