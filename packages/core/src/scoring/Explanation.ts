import type { Counted } from "../activity/index.ts"
import type { Day, Rational } from "../shared/index.ts"
import type { Scored } from "./evaluate.ts"
import type { RulePath } from "./Program.ts"

/** What a limit changed of what an activity would have given: negative where it took something away. */
export interface Trimming {
  readonly limit: "perActivity" | "perDay" | "perWeek"
  readonly by: Rational.Rational
}

/**
 * One part of a score, exact. `path` is the rule that gave it. Weights and limits are in it already, rounding is not: it
 * is a part of its own. Nothing given is said too, so that every activity a rule looked at is listed.
 */
export type ScorePart =
  | {
      readonly _tag: "Activity"
      readonly path: RulePath
      readonly day: Day
      readonly activity: Counted
      readonly gave: Rational.Rational
      readonly trimmed: ReadonlyArray<Trimming>
    }
  | { readonly _tag: "Handicap"; readonly path: RulePath; readonly gave: Rational.Rational }
  | {
      readonly _tag: "Adjustment"
      readonly path: RulePath
      /** Its id, and why it was made. */
      readonly adjustment: string
      readonly reason: string
      readonly gave: Rational.Rational
    }
  | { readonly _tag: "Rounding"; readonly path: RulePath; readonly gave: Rational.Rational }

/** An activity that no rule looked at, and why. */
export interface Excluded {
  readonly activity: Counted
  readonly day: Day
  /** Another source counts for that day, or it would have pushed the day past what is plausible. */
  readonly why: "AnotherSourceCounts" | "AbovePlausibleDay"
}

/** Where a score comes from: its parts sum to it exactly. A score that is missing has none. */
export interface Explanation {
  readonly scored: Scored
  /** The decimals and the unit of the score. */
  readonly decimals: number
  readonly unit: string
  readonly contributions: ReadonlyArray<ScorePart>
  readonly excluded: ReadonlyArray<Excluded>
}
