import type { Activity, Arrival, Counted, Metric } from "../../src/activity/index.ts"
import { type Instant, Rational, type Window } from "../../src/shared/index.ts"

/** On what terms a challenge takes activities. */
export interface ModelTerms {
  readonly window: Window
  readonly graceEnds: Instant
  readonly metrics: ReadonlyArray<Metric>
}

/** What became of a row by itself. */
type Verdict = "Ignored" | "OutOfBounds" | "Implausible" | "Fine"

interface Held {
  readonly activity: Activity
  readonly verdict: Verdict
  readonly review?: "Released" | "Rejected"
}

/** Devices may be this far ahead of the time. */
const skewMs = 5 * 60_000

const keyOf = ({ source, sourceKey }: Pick<Activity, "source" | "sourceKey">): string => `${source}\n${sourceKey}`

/**
 * The activities of one challenge, straight from the words: the same key again is a no-op, a higher revision replaces, a
 * void removes, what conflicts with what came before is kept out. Everything in one map; nothing is fast.
 */
export class ActivitiesModel {
  readonly #held = new Map<string, Held>()
  readonly #terms: ModelTerms

  constructor(terms: ModelTerms) {
    this.#terms = terms
  }

  /** Takes one row; `isTaken` says whether the challenge was open and knew the user. */
  take(row: Arrival, isTaken: boolean): void {
    const { activity } = row
    const before = this.#held.get(keyOf(activity))
    const verdict = isTaken ? this.#judge(row) : "Ignored"
    if (verdict === "Ignored" || (before !== undefined && !replaces(before.activity, activity))) return
    this.#held.set(keyOf(activity), { activity, verdict })
  }

  /** An organiser decides about what is quarantined. */
  review(identity: Pick<Activity, "source" | "sourceKey">, review: "Released" | "Rejected"): void {
    const held = this.#held.get(keyOf(identity))
    if (held !== undefined && !held.activity.void && held.verdict !== "OutOfBounds") {
      this.#held.set(keyOf(identity), { ...held, review })
    }
  }

  /** Everything that counts, by user. */
  counted(): ReadonlyMap<string, ReadonlyArray<Counted>> {
    const byUser = new Map<string, Array<Counted>>()
    for (const { activity, verdict, review } of this.#held.values()) {
      const counts = review === undefined ? verdict === "Fine" : review === "Released"
      if (activity.void || !counts) continue
      const ofUser = byUser.get(activity.userId) ?? []
      byUser.set(activity.userId, ofUser)
      ofUser.push(review === "Released" ? { ...activity, released: true } : activity)
    }
    return byUser
  }

  #judge({ activity, receivedAt }: Arrival): Verdict {
    const metric = this.#terms.metrics.find(({ name }) => name === activity.metric)
    if (metric === undefined || receivedAt > this.#terms.graceEnds) return "Ignored"
    if (activity.void) return "Fine"
    if (activity.at > receivedAt + skewMs) return "Ignored"
    const { start, end } = this.#terms.window
    const quantity = Rational.rational(BigInt(activity.quantity), 10n ** BigInt(metric.decimals))
    const isBelow = metric.min !== undefined && Rational.compare(quantity, metric.min) < 0
    const isAbove = metric.max !== undefined && Rational.compare(quantity, metric.max) > 0
    if (activity.at < start || activity.at >= end || isBelow || isAbove) return "OutOfBounds"
    const plausible = metric.plausible?.perActivity
    return plausible !== undefined && Rational.compare(quantity, plausible) > 0 ? "Implausible" : "Fine"
  }
}

/** Whether a row takes the place of what its key held: a later revision about the same user and metric. */
const replaces = (before: Activity, after: Activity): boolean =>
  before.userId === after.userId && before.metric === after.metric && after.revision > before.revision
