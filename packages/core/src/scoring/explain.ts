import { byHappening, type Counted } from "../activity/index.ts"
import { type Calendar, type Day, fromUnits, Rational } from "../shared/index.ts"
import type { Excluded, Explanation, ScorePart } from "./Explanation.ts"
import { entryOf, evaluate, type ScoringContext } from "./evaluate.ts"
import { type DayFacts, explainNode } from "./explain/explainNode.ts"
import { pushDays } from "./locate.ts"
import { meterOf } from "./meters/meterOf.ts"
import type { Program, TargetNode } from "./Program.ts"
import { activitiesByMetric } from "./refoldDay.ts"
import { byDay, rebuild } from "./replay.ts"
import { sieve } from "./sieve.ts"

/**
 * Explains a participant's score from its activities: what each gave to which rule, what limits changed of it, and which
 * activities were left out. The contributions, with handicap and rounding, sum to the score exactly.
 */
export const explain = (
  program: Program,
  calendar: Calendar,
  activities: ReadonlyArray<Counted>,
  context: ScoringContext
): Explanation => {
  const ofDays = byDay(calendar, activities)
  const state = rebuild(program, calendar, activities)
  const evaluation = { ...context, factsOf: (day: Day) => ofDays.get(day) ?? [] }
  const scored = evaluate(program, calendar, state, evaluation)
  const sieved = [...ofDays].sort(([a], [b]) => a - b).map(([day, ofDay]) => sieveDay(program, day, ofDay))
  const entry = entryOf(program, calendar, state, evaluation)
  const valueOf = (node: TargetNode) => {
    const meter = meterOf({ ...node, handicap: undefined, minimum: undefined }, entry)
    pushDays(program, state, meter, state.cells.length / program.stride)
    return meter.read()
  }
  const { decimals, unit, node } = program.score
  const given = scored.status === "Missing" ? [] : explainNode(node, { days: sieved, entry, valueOf })
  return {
    scored,
    decimals,
    unit,
    contributions: rounded(given, fromUnits(scored.score, decimals), node.path),
    excluded: sieved.flatMap(({ excluded }) => excluded)
  }
}

const sieveDay = (
  program: Program,
  day: Day,
  activities: ReadonlyArray<Counted>
): DayFacts & { readonly excluded: ReadonlyArray<Excluded> } => {
  const sieved = [...activitiesByMetric(program, activities)].map(([metric, ofMetric]) => sieve(metric, ofMetric))
  return {
    day,
    activities: sieved.flatMap(({ counted }) => counted).sort(byHappening),
    excluded: sieved.flatMap(({ withheld }) => withheld.map((one) => ({ ...one, day })))
  }
}

/** Parts of a score, with what rounding did where they do not sum to it. */
export const rounded = (
  contributions: ReadonlyArray<ScorePart>,
  score: Rational.Rational,
  path: ScorePart["path"]
): ReadonlyArray<ScorePart> => {
  const gave = Rational.subtract(score, Rational.sum(contributions.map((one) => one.gave)))
  return gave.numerator === 0n ? contributions : [...contributions, { _tag: "Rounding", path, gave }]
}
