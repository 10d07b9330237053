import { Rational } from "../shared/index.ts"
import type { RuleFlaw } from "./errors.ts"
import { type LimitName, limitsWithMeaning } from "./meaning.ts"
import type { RulePath } from "./Program.ts"
import type { Limits, ScoringRule } from "./ScoringRule.ts"

/** What is wrong with the limits and policies that a rule carries. */
export const findModifierFlaws = (rule: ScoringRule, path: RulePath): ReadonlyArray<RuleFlaw> => {
  const flaws: Array<RuleFlaw> = []
  const withMeaning = limitsWithMeaning(rule)
  for (const name of ["perActivity", "perDay", "perWeek"] as const) {
    const limits = rule[name]
    if (limits === undefined) continue
    if (!withMeaning.includes(name)) flaws.push({ path: [...path, name], message: withoutMeaning(rule, withMeaning) })
    flaws.push(...findLimitFlaws(limits, [...path, name]))
  }
  // Inside another rule, or in a measure, nobody is ranked by it.
  if (rule.missing !== undefined && path.length > 1) {
    flaws.push({ path: [...path, "missing"], message: "belongs to the rule that decides the ranking, at `score`" })
  }
  return flaws
}

const findLimitFlaws = ({ min, max, below }: Limits, path: RulePath): ReadonlyArray<RuleFlaw> => {
  const flaws: Array<RuleFlaw> = []
  if (min === undefined && max === undefined) flaws.push({ path, message: "limits nothing: give `min`, `max` or both" })
  if (min !== undefined && below === undefined) {
    flaws.push({ path: [...path, "below"], message: 'say what happens below `min`: "raise" or "drop"' })
  }
  if (min !== undefined && max !== undefined && Rational.compare(min, max) > 0) {
    flaws.push({ path: [...path, "min"], message: "must not be above `max`" })
  }
  return flaws
}

const withoutMeaning = (rule: ScoringRule, others: ReadonlyArray<LimitName>): string => {
  const kind = rule._tag === "Best" ? `Best of ${rule.of}` : rule._tag
  return `has no meaning for ${kind}; ${others.length === 0 ? "put limits on the rules inside" : `it takes ${others.join(", ")}`}`
}
