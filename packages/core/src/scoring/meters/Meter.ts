import type { Day, Instant, Rational } from "../../shared/index.ts"
import type { TargetNode } from "../Program.ts"
import type { Whole } from "../Whole.ts"

/** What a rule says of the days it was given: the exact value `n / d`, and whether it reaches the minimum. */
export interface Reading {
  readonly n: Whole
  readonly d: Whole
  readonly qualified: boolean
}

/** Goes through the days of a participant in order, and can be read after each. */
export interface Meter {
  /** Takes in the next day, whose cells begin at `base`; `offset` counts days from the calendar's first. */
  push(offset: number, cells: ReadonlyArray<number>, base: number): void
  /** `undefined` where there is no value, or none yet. */
  read(): Reading | undefined
  /** A meter that goes on from here by itself. */
  fork(): Meter
}

/** What meters have to know of the participant. */
export interface Entry {
  readonly firstDay: Day
  /** The day under way, counted from the first; the days before it are over. */
  readonly asOf: number
  readonly handicap: Rational.Rational | undefined
  /** The start of the window. */
  readonly start: Instant
  /** The instant, on this day, at which the target of the node was reached. */
  readonly reachedOn: (node: TargetNode, offset: number) => Instant
}

/** A reading without a minimum. */
export const reading = (n: Whole, d: Whole): Reading => ({ n, d, qualified: true })
