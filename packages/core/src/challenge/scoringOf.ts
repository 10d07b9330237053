import type { Direction } from "../ranking/index.ts"
import type { Scoring } from "../scoring/index.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { scheduleOf } from "./schedule.ts"

/** What a definition scores by, for the compiler of scoring rules. */
export const scoringOf = (definition: ChallengeDefinition): Scoring => ({
  rule: definition.score,
  measures: definition.measures,
  metrics: definition.metrics,
  direction: definition.ranking.direction,
  measureDirections: measureDirections(definition),
  needsReachedAt: definition.ranking.tieBreaks.some(({ _tag }) => _tag === "EarliestReached"),
  start: scheduleOf(definition).start
})

/**
 * Which values of a measure are better: as the first tie-break link says that looks at it, or the first stage that is
 * ranked by it. Of the others nobody is ranked by, the direction of the ranking holds.
 */
export const measureDirections = ({ ranking, prizes }: ChallengeDefinition): ReadonlyMap<string, Direction> => {
  const directions = new Map<string, Direction>()
  for (const { by } of prizes?.stages.toReversed() ?? []) if (by !== undefined) directions.set(by.measure, by.direction)
  for (const link of ranking.tieBreaks.toReversed())
    if (link._tag === "Measure") directions.set(link.measure, link.direction)
  return directions
}
