import type { Scoring } from "../scoring/index.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { scheduleOf } from "./schedule.ts"

/** What a definition scores by, for the compiler of scoring rules. */
export const scoringOf = (definition: ChallengeDefinition): Scoring => ({
  rule: definition.score,
  measures: definition.measures,
  metrics: definition.metrics,
  needsReachedAt: definition.ranking.tieBreaks.some(({ _tag }) => _tag === "EarliestReached"),
  start: scheduleOf(definition).start
})
