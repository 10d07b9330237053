import type { ChallengeDefinition, Entry } from "@laurel/core/challenge"
import type { UserId, ZoneId } from "@laurel/core/shared"
import type { ReadDate } from "./readDate.ts"
import type { Terms } from "./Terms.ts"

/** The terms of a challenge: local dates are taken in its zone, or in the entry's where the challenge says so. */
export const makeTerms = (
  definition: ChallengeDefinition,
  entries: ReadonlyArray<Entry>,
  readDate: ReadDate
): Terms => {
  const zones = new Map<UserId, ZoneId>()
  if (definition.dayZone === "participant") {
    for (const { userId, zone } of entries) if (zone !== undefined) zones.set(userId, zone)
  }
  return {
    metrics: new Map(definition.metrics.map((metric) => [metric.name, metric])),
    zoneOf: (userId) => zones.get(userId) ?? definition.zone,
    readDate
  }
}
