import type { ScoringRule } from "@laurel/core/scoring"
import { exactText } from "@laurel/core/shared"

type Limits = NonNullable<ScoringRule["perDay"]>

const limits = ({ min, max, below }: Limits, of: string): ReadonlyArray<string> => [
  ...(max === undefined ? [] : [`at most ${exactText(max)} ${of}`]),
  ...(min === undefined
    ? []
    : [below === "drop" ? `less than ${exactText(min)} ${of} does not count` : `at least ${exactText(min)} ${of}`])
]

const modifiers = (rule: ScoringRule): ReadonlyArray<string> => [
  ...(rule.perActivity === undefined ? [] : limits(rule.perActivity, "an activity")),
  ...(rule.perDay === undefined ? [] : limits(rule.perDay, "a day")),
  ...(rule.perWeek === undefined ? [] : limits(rule.perWeek, "a week")),
  ...(rule.handicap === undefined
    ? []
    : [rule.handicap === "Add" ? "the handicap is added" : "multiplied by the handicap"]),
  ...(rule.minimum === undefined ? [] : [`who stays below ${exactText(rule.minimum)} does not qualify`]),
  ...(rule.missing === "Last" ? ["who has no score comes last"] : [])
]

const days = (count: number): string => (count === 1 ? "day" : `${count} days`)

/** How quantities of a metric are named: `steps`, or with another unit `km of cycling`. */
export type NameQuantity = (metric: string) => string

const core = (rule: ScoringRule, nameOf: NameQuantity): string => {
  switch (rule._tag) {
    case "Total":
      return `the sum of ${rule.metric}`
    case "Best":
      return `the best ${rule.of} of ${rule.metric}`
    case "Latest":
      return `the latest ${rule.metric}`
    case "Average":
      return `the mean of ${rule.metric} per active day`
    case "Count":
      return `how many activities of ${rule.metric} there are`
    case "ActiveDays":
      return `how many days reach ${exactText(rule.atLeast)} ${nameOf(rule.metric)}`
    case "Streak":
      return `the ${rule.run} run of days that reach ${exactText(rule.atLeast)} ${nameOf(rule.metric)}${gapsOf(rule.gaps)}`
    case "PercentChange":
      return `the ${rule.direction} of ${rule.metric} in percent, from the first ${days(rule.days)} to the last ${days(rule.days)}`
    case "TimeToTarget":
      return `the seconds until ${exactText(rule.target)} ${nameOf(rule.metric)} are reached`
    case "Points":
      return rule.terms.map((term) => pointsOf(term, nameOf)).join(" plus ")
    case "Combine":
      return rule.terms
        .map(({ weight, rule: inner }) => `${exactText(weight)} times (${describeRule(inner, nameOf)})`)
        .join(" plus ")
  }
}

const gapsOf = (gaps: number): string =>
  gaps === 0 ? ", without a gap" : `, bridging ${gaps} missed ${gaps === 1 ? "day" : "days"} at most`

type PointsTerm = Extract<ScoringRule, { readonly _tag: "Points" }>["terms"][number]

const pointsOf = ({ metric, points, per, whole }: PointsTerm, nameOf: NameQuantity): string =>
  `${exactText(points)} for ${whole ? "each full" : "every"} ${exactText(per)} ${nameOf(metric)}`

/** What a scoring rule means, in words. */
export const describeRule = (rule: ScoringRule, nameOf: NameQuantity): string =>
  [core(rule, nameOf), ...modifiers(rule)].join("; ")
