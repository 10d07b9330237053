import type { Fault, Habit } from "./History.ts"
import type { Spread } from "./Spread.ts"
import type { Counterexample } from "./shrink.ts"
import type { Ending } from "./simulate.ts"

/** A promise, and how often it was looked at. */
export interface Checked {
  readonly invariant: string
  readonly promise: string
  readonly times: number
}

/** Which ranks people of one habit came to. */
export interface RanksOfHabit {
  readonly habit: Habit
  readonly people: number
  /** Nothing when none of them was ever ranked. */
  readonly ranks?: Spread<number>
}

/** What those of one rank won, in minor units; only challenges that were settled count. */
export interface PrizesOfRank {
  readonly rank: number
  readonly prizes: Spread<bigint>
}

/** Where all the money went, in minor units, over all runs that were settled. */
export interface MoneyOfRuns {
  readonly paidIn: bigint
  readonly topUps: bigint
  readonly prizes: bigint
  readonly platformFees: bigint
  readonly charity: bigint
  readonly residual: bigint
  readonly refunds: bigint
}

/**
 * Whether rounding favours anybody: units that could not be divided among tied people, how often the first of them by
 * participant id got one, and how often chance alone would have it, in thousandths.
 */
export interface RoundingOfTies {
  readonly ties: number
  readonly oddUnits: bigint
  readonly toFirst: number
  readonly expectedThousandths: bigint
}

/** What many simulated challenges came to. */
export interface SimulationReport {
  readonly challengeId: string
  readonly seed: number
  readonly participants: number
  /** How many were run: fewer than asked for when one broke a promise. */
  readonly runs: number
  readonly endings: Readonly<Record<Ending, number>>
  /** What became of the rows, by outcome. */
  readonly outcomes: ReadonlyMap<string, number>
  /** How often something went wrong, on purpose. */
  readonly faults: ReadonlyMap<Fault, number>
  readonly checked: ReadonlyArray<Checked>
  readonly ranks: ReadonlyArray<RanksOfHabit>
  readonly prizes: ReadonlyArray<PrizesOfRank>
  readonly money: MoneyOfRuns
  readonly rounding: RoundingOfTies
  readonly counterexample?: Counterexample
}
