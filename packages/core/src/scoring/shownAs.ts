import type { Metric } from "../activity/index.ts"
import type { Measure } from "./Program.ts"
import type { ScoringRule } from "./ScoringRule.ts"

/** At which decimals and in which unit the value of a rule is shown. */
export const shownAs = (
  rule: ScoringRule,
  metrics: ReadonlyMap<string, Metric>
): Pick<Measure, "decimals" | "unit"> => {
  switch (rule._tag) {
    case "Total":
    case "Best":
    case "Latest": {
      const metric = metrics.get(rule.metric)
      return { decimals: metric?.decimals ?? 0, unit: metric?.unit ?? "" }
    }
    case "Average":
      return { decimals: rule.decimals, unit: metrics.get(rule.metric)?.unit ?? "" }
    case "Count":
      return { decimals: 0, unit: "" }
    case "ActiveDays":
    case "Streak":
      return { decimals: 0, unit: "days" }
    case "PercentChange":
      return { decimals: rule.decimals, unit: "%" }
    case "TimeToTarget":
      return { decimals: 3, unit: "s" }
    case "Points":
      return { decimals: rule.decimals, unit: "points" }
    case "Combine":
      return { decimals: rule.decimals, unit: "" }
  }
}
