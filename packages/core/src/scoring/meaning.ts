import type { ScoringRule } from "./ScoringRule.ts"

/** The three limits that a rule can carry. */
export type LimitName = "perActivity" | "perDay" | "perWeek"

/** Rules nest at most this deep: nobody can explain a deeper score. */
export const maxDepth = 8

/** At most this many terms in one rule: scoring visits each of them for every day. */
export const maxTerms = 64

const all = ["perActivity", "perDay", "perWeek"] as const
const ofDays = ["perActivity", "perDay"] as const

const table: Readonly<Record<Exclude<ScoringRule["_tag"], "Best">, ReadonlyArray<LimitName>>> = {
  Total: all,
  Count: all,
  TimeToTarget: all,
  // Days are counted one each, so a limit makes sense on the quantity and on the number a week.
  ActiveDays: ["perActivity", "perWeek"],
  Streak: ["perActivity"],
  Latest: ofDays,
  Average: ofDays,
  PercentChange: ofDays,
  // Its terms measure different things: there is no one quantity to limit.
  Points: ["perDay", "perWeek"],
  Combine: []
}

/** The limits that mean something for a rule; any other is refused. */
export const limitsWithMeaning = (rule: ScoringRule): ReadonlyArray<LimitName> => {
  if (rule._tag !== "Best") return table[rule._tag]
  return rule.of === "activity" ? ["perActivity"] : rule.of === "day" ? ofDays : all
}
