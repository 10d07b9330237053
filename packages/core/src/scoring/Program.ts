import type { Instant } from "../shared/index.ts"
import type { Direction } from "./Direction.ts"
import { absent, type Lane } from "./Lane.ts"
import type { Fraction, Whole } from "./Whole.ts"

/** Where a rule stands in the definition: `["score", "terms", 0, "rule"]`. */
export type RulePath = ReadonlyArray<string | number>

/** A cap and a floor in the units of a rule's node. */
export interface Limit {
  readonly min: Whole | undefined
  readonly max: Whole | undefined
  readonly drop: boolean
}

/** A metric as the program uses it: its lanes, and what decides which of its activities count. */
export interface MetricProgram {
  readonly name: string
  readonly daily: "sum" | "latest" | "best"
  readonly lanes: ReadonlyArray<Lane>
  /** The place of each source in the declared precedence; without it all sources count together. */
  readonly precedence: ReadonlyMap<string, number> | undefined
  /** Where the best source of the day is kept, as a code (see `sourceCode`). */
  readonly sourceCell: number
  /** The plausible sum of a day; infinite without a limit. */
  readonly plausible: number
  /** Where the sum of the positive quantities of the day is kept while there is a plausible limit. */
  readonly positivesCell: number
}

/** How points follow from one metric's value of a day. `per` is 0 for proportional points. */
export interface PointsTerm {
  readonly metric: string
  readonly lane: Lane
  readonly per: number
  readonly factor: Whole
}

/** A rule's value of one day, in units of 1 / `scale` of its node. */
export type DayRule =
  | { readonly _tag: "Cell"; readonly metric: string; readonly lane: Lane }
  | { readonly _tag: "Reached"; readonly metric: string; readonly lane: Lane; readonly atLeast: number }
  | { readonly _tag: "Points"; readonly terms: ReadonlyArray<PointsTerm> }

interface Common {
  readonly path: RulePath
  readonly handicap: "Add" | "Scale" | undefined
  readonly minimum: Fraction | undefined
}

interface Daily extends Common {
  readonly day: DayRule
  readonly scale: Whole
  readonly perDay: Limit | undefined
  readonly perWeek: Limit | undefined
}

/** The sum of the days' values: `Total`, `Count`, `ActiveDays`, `Points`. */
export interface SumNode extends Daily {
  readonly _tag: "Sum"
}
/** The best day or week, or with a lane of bests the best activity: `Best`. */
export interface PeakNode extends Daily {
  readonly _tag: "Peak"
  readonly of: "day" | "week"
  readonly direction: Direction
}
export interface LatestNode extends Daily {
  readonly _tag: "Latest"
}
export interface AverageNode extends Daily {
  readonly _tag: "Average"
}
export interface ChangeNode extends Daily {
  readonly _tag: "Change"
  readonly days: number
  readonly sign: 1 | -1
}
export interface StreakNode extends Daily {
  readonly _tag: "Streak"
  readonly run: "longest" | "current"
  readonly gaps: number
}
export interface TargetNode extends Common {
  readonly _tag: "Target"
  readonly of: SumNode | PeakNode
  readonly target: number
}
export interface CombineNode extends Common {
  readonly _tag: "Combine"
  readonly terms: ReadonlyArray<{ readonly weight: Fraction; readonly node: Node }>
}

/** A compiled rule. */
export type Node = SumNode | PeakNode | LatestNode | AverageNode | ChangeNode | StreakNode | TargetNode | CombineNode

/** A compiled rule with what it takes to show its value. */
export interface Measure {
  readonly name: string
  readonly node: Node
  readonly decimals: number
  readonly unit: string
}

/**
 * Scoring rules compiled for a challenge: thresholds are integers, and what the rules need of each day is laid out in
 * lanes that they share. Pure data; compile once, use for every participant.
 */
export interface Program {
  /** How many cells one day has. */
  readonly stride: number
  /** The cells of a day on which nothing counts. */
  readonly blank: ReadonlyArray<number>
  readonly metrics: ReadonlyMap<string, MetricProgram>
  readonly score: Measure
  readonly measures: ReadonlyArray<Measure>
  /** The cells that show whether something counts for the score on a day. */
  readonly activeCells: ReadonlyArray<number>
  /** Whether the instant at which the score took its final value is asked for. */
  readonly needsReachedAt: boolean
  /** Who has no score comes last, or is not ranked. */
  readonly missing: "Last" | "Excluded"
  /** From here `TimeToTarget` counts. */
  readonly start: Instant
}

/** 10 to the decimals at which a measure is shown. */
export const powerOf = ({ decimals }: Measure): number => 10 ** decimals

/** Whether something counts for the score on the day whose cells begin at `base`. */
export const isActive = (activeCells: ReadonlyArray<number>, cells: ReadonlyArray<number>, base: number): boolean => {
  for (const cell of activeCells) if ((cells[base + cell] ?? absent) !== absent) return true
  return false
}
