import type { KnownChallenge } from "@laurel/core/access"
import type { Counted } from "@laurel/core/activity"
import type { ParticipantExplanation } from "@laurel/core/challenge"
import { exactText, formatDay, formatInstant, formatPath, formatUnits } from "@laurel/core/shared"
import type { SuccessOf } from "../../operation/Operation.ts"
import type { explainScore } from "./operations.ts"

type ExplanationJson = SuccessOf<typeof explainScore>

/** An explanation as it is written. */
export const explanationJson = (
  { definition }: KnownChallenge,
  { entry, explanation, held }: ParticipantExplanation
): ExplanationJson => {
  const decimals = new Map(definition.metrics.map((metric): [string, number] => [metric.name, metric.decimals]))
  const activityOf = ({ metric, quantity, at, source, sourceKey }: Counted) => ({
    metric,
    quantity: formatUnits(quantity, decimals.get(metric) ?? 0),
    at: formatInstant(at),
    source,
    key: sourceKey
  })
  const { scored, unit, contributions, excluded } = explanation
  return {
    participant_id: entry.participantId,
    status: scored.status,
    ...(scored.status === "Missing" ? {} : { score: formatUnits(scored.score, explanation.decimals) }),
    unit,
    parts: contributions.map((part) => ({
      kind: part._tag,
      rule: formatPath(part.path),
      gave: exactText(part.gave),
      ...(part._tag === "Activity" ? { day: formatDay(part.day), activity: activityOf(part.activity) } : {}),
      trimmed: part._tag === "Activity" ? part.trimmed.map(({ limit, by }) => ({ limit, by: exactText(by) })) : []
    })),
    excluded: excluded.map(({ day, why, activity }) => ({
      day: formatDay(day),
      why,
      activity: activityOf(activity)
    })),
    held: held.map(({ outcome, arrival }) => ({
      outcome: outcome._tag,
      ...("reason" in outcome ? { reason: outcome.reason } : {}),
      activity: activityOf(arrival.activity)
    }))
  }
}
