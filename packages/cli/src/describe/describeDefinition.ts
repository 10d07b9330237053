import { type ChallengeDefinition, rulesOf, scheduleOf } from "@laurel/core/challenge"
import { exactText, formatInstant, formatUnits } from "@laurel/core/shared"
import { plural } from "../output/plural.ts"
import { describePlan } from "./describePlan.ts"
import { describeRanking } from "./describeRanking.ts"
import { describeRule, type NameQuantity } from "./describeRule.ts"

type Line = readonly [label: string, text: string]
type Metric = ChallengeDefinition["metrics"][number]

const metric = ({ name, unit, decimals, daily, min, max, plausible, sources }: Metric): string =>
  [
    `${name}${unit === "" ? "" : ` in ${unit}`}, ${decimals === 0 ? "whole numbers" : plural(decimals, "decimal")}`,
    daily === "sum" ? "a day is the sum of its activities" : `a day is its ${daily} activity`,
    ...(min === undefined ? [] : [`not below ${exactText(min)}`]),
    ...(max === undefined ? [] : [`not above ${exactText(max)}`]),
    ...(plausible?.perActivity === undefined
      ? []
      : [`above ${exactText(plausible.perActivity)} an activity is set aside`]),
    ...(plausible?.perDay === undefined ? [] : [`above ${exactText(plausible.perDay)} a day is set aside`]),
    ...(sources === undefined ? [] : [`of several sources the best counts: ${sources.join(", ")}`])
  ].join("; ")

const window = (definition: ChallengeDefinition): string => {
  const { start, end } = scheduleOf(definition)
  const zone =
    definition.dayZone === "participant" ? `the participant's zone, else ${definition.zone}` : definition.zone
  const dayStart = definition.dayStartsAt === 0 ? "" : `, days start at ${definition.dayStartsAt}:00`
  return (
    `from ${formatInstant(start)} until before ${formatInstant(end)}; days in ${zone}${dayStart}; ` +
    `late data is taken for ${plural(definition.graceHours, "hour")}`
  )
}

const entries = ({ entries: { minimum, maximum, opens, closes }, divisions, teams }: ChallengeDefinition): string =>
  [
    `at least ${plural(minimum, "participant")}${maximum === undefined ? "" : ` and at most ${maximum}`}`,
    ...(opens === undefined ? [] : [`open at ${opens}`]),
    ...(closes === undefined ? [] : [`close at ${closes}`]),
    ...(divisions.length === 0 ? [] : [`divisions ${divisions.join(", ")}`]),
    ...(teams === undefined
      ? []
      : [
          `in teams of at least ${teams.minimum}${teams.maximum === undefined ? "" : ` and at most ${teams.maximum}`}, ${teamScore(teams.score)}`
        ])
  ].join("; ")

const teamScore = (score: NonNullable<ChallengeDefinition["teams"]>["score"]): string => {
  switch (score._tag) {
    case "Sum":
      return "scored by the sum of the members"
    case "Mean":
      return "scored by the mean of the members"
    case "Best":
      return `scored by the sum of the best ${score.k} members`
  }
}

/** What a definition means, in words: a label and a sentence for each part. */
export const describeDefinition = (definition: ChallengeDefinition): ReadonlyArray<Line> => [
  ["challenge", `${definition.name} (${definition.id})`],
  ["window", window(definition)],
  ["entries", entries(definition)],
  ...definition.metrics.map((one): Line => ["metric", metric(one)]),
  ["score", describeRule(definition.score, nameOf(definition))],
  ...Object.entries(definition.measures).map(
    ([name, rule]): Line => ["measure", `${name}: ${describeRule(rule, nameOf(definition))}`]
  ),
  ["ranking", describeRanking(definition.ranking)],
  ...(definition.prizes === undefined
    ? [["prizes", "none"] as const]
    : describePlan(definition.prizes, definition.currency ?? "", valueText(definition)))
]

const nameOf =
  ({ metrics }: ChallengeDefinition): NameQuantity =>
  (name) => {
    const unit = metrics.find((one) => one.name === name)?.unit ?? ""
    return unit === "" || unit === name ? name : `${unit} of ${name}`
  }

/** A value of the score, or of a measure, as people write it. */
const valueText = (definition: ChallengeDefinition) => {
  const { program } = rulesOf(definition)
  return (value: number, measure: string | undefined): string => {
    const shown = measure === undefined ? program.score : program.measures.find(({ name }) => name === measure)
    return formatUnits(value, shown?.decimals ?? 0)
  }
}
