import { type Instant, maxMagnitude } from "../shared/index.ts"
import type { RankingRule, TieBreak } from "./RankingRule.ts"

/** What the links of a tie-break chain look at. */
export interface TieBreakFacts {
  /** The instant at which the deciding activity happened; absent when the score was not reached. */
  readonly reachedAt?: Instant
  /** The number of days with an activity that counts. */
  readonly activeDays: number
  /** Scores of the challenge's measures by name: integers at the decimals of their rule. */
  readonly measures: Readonly<Record<string, number>>
  readonly enteredAt: Instant
}

/**
 * The tie-break tuple of a participant: one integer for each link of the rule's chain, turned so that the smaller is
 * better. Where there is no value (the score was not reached, the measure is missing) it is 2^53 - 1: last.
 */
export const tieBreakValues = (rule: RankingRule, facts: TieBreakFacts): ReadonlyArray<number> =>
  rule.tieBreaks.map((link) => valueOf(link, facts))

const valueOf = (link: TieBreak, facts: TieBreakFacts): number => {
  switch (link._tag) {
    case "EarliestReached":
      return facts.reachedAt ?? maxMagnitude
    case "MoreActiveDays":
      return 0 - facts.activeDays
    case "Measure": {
      const value = Object.hasOwn(facts.measures, link.measure) ? facts.measures[link.measure] : undefined
      return value === undefined ? maxMagnitude : link.direction === "highest" ? 0 - value : value
    }
    case "EarlierEntry":
      return facts.enteredAt
  }
}

/**
 * The fact that a tie-break value was made of: an instant, a number of days, or a measure at the decimals of its rule.
 * The inverse of `tieBreakValues`, link by link; `undefined` where there was no value.
 */
export const tieBreakFact = (link: TieBreak, value: number | undefined): number | undefined => {
  if (value === undefined || value === maxMagnitude) return undefined
  const isTurned = link._tag === "MoreActiveDays" || (link._tag === "Measure" && link.direction === "highest")
  return isTurned ? 0 - value : value
}
