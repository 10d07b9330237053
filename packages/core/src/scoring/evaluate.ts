import type { Calendar, Day, Instant, Rational } from "../shared/index.ts"
import { type FactsOf, locateChange, locateTarget } from "./locate.ts"
import type { Entry, Meter } from "./meters/Meter.ts"
import { meterOf } from "./meters/meterOf.ts"
import { isActive, type Measure, type Program, powerOf, type TargetNode } from "./Program.ts"
import type { ScoreState } from "./ScoreState.ts"
import { unitsOf } from "./Whole.ts"

/** What a participant's activities come to under a program. */
export interface Scored {
  /** `Missing`: nothing counts, or a part of the score has no value; `Unqualified`: below the minimum. */
  readonly status: "Scored" | "Missing" | "Unqualified"
  /** An integer at the decimals of the score; 0 where it is missing. */
  readonly score: number
  /** The further rules by name, at their own decimals; those without a value are left out. */
  readonly measures: Readonly<Record<string, number>>
  /** Days on which at least one activity counts for the score. */
  readonly activeDays: number
  /**
   * The instant of the activity with which the score took its final value; only where the program asks for it. Days
   * count by what they came to: of the last day that changed the score, the activity after which it stayed.
   */
  readonly reachedAt?: Instant
}

/** What scoring has to know of a participant besides the state. */
export interface ScoringContext {
  /** The handicap of the entry; without one a rule with a handicap leaves the value as it is. */
  readonly handicap?: Rational.Rational
  /** The day under way: the days before it are over. Once the window is over, the day after its last. */
  readonly asOf: Day
}

/** The facts that evaluation looks up when it needs the instant within a day. */
export interface EvaluationContext extends ScoringContext {
  /** The activities that count of one day, in any order. Asked for few days, and only where an instant is needed. */
  readonly factsOf: FactsOf
}

/** Scores a state. The cost depends on days and rules, not on how many activities there were. */
export const evaluate = (
  program: Program,
  calendar: Calendar,
  state: ScoreState,
  context: EvaluationContext
): Scored => {
  const entry = entryOf(program, calendar, state, context)
  const score = meterOf(program.score.node, entry)
  const measures = program.measures.map(({ node }) => meterOf(node, entry))
  const activeDays = pushAll(program, state, score, measures)
  const reading = activeDays === 0 ? undefined : score.read()
  const scored = {
    status: reading === undefined ? "Missing" : reading.qualified ? "Scored" : "Unqualified",
    score: reading === undefined ? 0 : unitsOf(reading, powerOf(program.score)),
    measures: readMeasures(program.measures, measures),
    activeDays
  } as const
  if (!program.needsReachedAt || scored.status !== "Scored") return scored
  const reachedAt = locateChange(program, calendar, state, entry, scored.score, context.factsOf)
  return reachedAt === undefined ? scored : { ...scored, reachedAt }
}

/** Takes meters through all days of a state; answers on how many of them something counts. */
const pushAll = (program: Program, state: ScoreState, score: Meter, measures: ReadonlyArray<Meter>): number => {
  const { stride, activeCells } = program
  const { cells } = state
  let activeDays = 0
  for (let base = 0, offset = 0; base < cells.length; base += stride, offset++) {
    score.push(offset, cells, base)
    for (const measure of measures) measure.push(offset, cells, base)
    if (isActive(activeCells, cells, base)) activeDays++
  }
  return activeDays
}

const readMeasures = (
  measures: ReadonlyArray<Measure>,
  meters: ReadonlyArray<Meter>
): Readonly<Record<string, number>> => {
  if (measures.length === 0) return noMeasures
  const values: Array<readonly [string, number]> = []
  for (const [index, measure] of measures.entries()) {
    const reading = meters[index]?.read()
    if (reading?.qualified === true) values.push([measure.name, unitsOf(reading, powerOf(measure))])
  }
  return Object.fromEntries(values)
}

const noMeasures: Readonly<Record<string, number>> = {}

/** What the meters have to know. The instant at which a target was reached is looked up once. */
export const entryOf = (program: Program, calendar: Calendar, state: ScoreState, context: EvaluationContext): Entry => {
  const instants = new Map<TargetNode, Instant>()
  return {
    firstDay: calendar.first,
    asOf: context.asOf - calendar.first,
    handicap: context.handicap,
    start: program.start,
    reachedOn: (node, offset) => {
      // A target is reached on one day only, whichever days a meter is given.
      const known = instants.get(node)
      if (known !== undefined) return known
      const instant = locateTarget(program, calendar, state, node, offset, context.factsOf)
      instants.set(node, instant)
      return instant
    }
  }
}
