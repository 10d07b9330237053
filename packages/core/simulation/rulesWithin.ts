import type { ScoringRule } from "../src/scoring/index.ts"

/** The rule and all rules that it combines. */
export const rulesWithin = (rule: ScoringRule): ReadonlyArray<ScoringRule> =>
  rule._tag === "Combine" ? [rule, ...rule.terms.flatMap((term) => rulesWithin(term.rule))] : [rule]

/** Whether the handicap of an entry has a part in the rule. */
export const handicapsIn = (rule: ScoringRule): boolean =>
  rulesWithin(rule).some(({ handicap }) => handicap !== undefined)
