import type { Arrival } from "../src/activity/index.ts"
import type { AdjustmentWanted, Deposit, Entry } from "../src/challenge/index.ts"
import type { Instant } from "../src/shared/index.ts"

/**
 * How a simulated person takes part.
 *
 * **Details**: `Steady` most days, `Weekend` on Saturdays and Sundays, `Streaky` in runs with pauses, `Idle` once or not
 * at all, `LateJoiner` from the day of entering on, `Cheat` with claims that cannot be, `Twin` exactly as the person
 * before: ties on purpose.
 */
export const habits = ["Steady", "Weekend", "Streaky", "Idle", "LateJoiner", "Cheat", "Twin"] as const
/** One of `habits`. */
export type Habit = (typeof habits)[number]

/**
 * What goes wrong with a submitted activity.
 *
 * **Details**: `Duplicate`: sent again. `Late`: after the grace period. `OutOfOrder`: days after it happened. `Correction`,
 * `Void`: a higher revision, at times before the first. `DeviceOverlap`: a second source reports the same effort.
 * `ZoneChange`: the instant lies at the edge of a local day. `Implausible`, `OutOfRange`: more, or less, than can be.
 * `ForeignUser`, `ForeignMetric`: of nobody, of nothing. `Future`: from after its arrival. `OutsideWindow`: before or after.
 * `Conflict`: the same key and revision with other content. `StolenKey`: the key of somebody else.
 */
export const faults = [
  "Duplicate",
  "Late",
  "OutOfOrder",
  "Correction",
  "Void",
  "DeviceOverlap",
  "ZoneChange",
  "Implausible",
  "OutOfRange",
  "ForeignUser",
  "ForeignMetric",
  "Future",
  "OutsideWindow",
  "Conflict",
  "StolenKey"
] as const
/** One of `faults`. */
export type Fault = (typeof faults)[number]

/** One row that a person's device sends. */
export interface Submission {
  /** Counts the rows of a person from 0. */
  readonly number: number
  readonly arrival: Arrival
  readonly fault?: Fault
  /** In which order rows of one batch come. */
  readonly turn: number
  /** Whether a batch ends with this row. */
  readonly endsBatch: boolean
}

/** A change that the organiser makes to an entry. */
export interface Amendment {
  readonly at: Instant
  readonly entry: Entry
}

/** What the organiser adds to the score of a person, or takes from it; some of it is taken back. */
export interface PlannedAdjustment {
  readonly at: Instant
  readonly wanted: AdjustmentWanted
  readonly reversedAt?: Instant
}

/** One simulated person. Numbers count from 0; leaving a person out changes no other. */
export interface Person {
  readonly number: number
  readonly habit: Habit
  readonly entry: Entry
  readonly submissions: ReadonlyArray<Submission>
  readonly amendment?: Amendment
  readonly adjustments: ReadonlyArray<PlannedAdjustment>
}

/** What the organiser does beside what the definition lays down. */
export interface OrganiserPlan {
  /** The public board stands still from here to there. */
  readonly freeze?: { readonly from: Instant; readonly to?: Instant }
  /** The challenge is cancelled at this instant, or when it is to be settled. */
  readonly cancel?: Instant | "InsteadOfSettling"
  /** A dispute of the first plan is upheld: who comes first is judged otherwise. */
  readonly upholdsDispute: boolean
  /** After the settlement it is found that the first was to be judged otherwise. */
  readonly corrects: boolean
  /** How whoever comes first is judged then: out of the ranking, or only out of the prizes. */
  readonly judges: "Disqualified" | "RankedNotPaid" | "Excluded"
}

/** All that happens in one simulated challenge, as data: a function of definition, seed and size. */
export interface History {
  readonly seed: number
  readonly publishedAt: Instant
  readonly people: ReadonlyArray<Person>
  readonly deposits: ReadonlyArray<Deposit>
  readonly organiser: OrganiserPlan
}
