import type { KnownChallenge } from "@laurel/core/access"
import type { Counted, HeldOutcome } from "@laurel/core/activity"
import type { ParticipantExplanation } from "@laurel/core/challenge"
import { exactText, formatDay, formatInstant, formatPath, formatUnits } from "@laurel/core/shared"
import type { SuccessOf } from "../../operation/Operation.ts"
import { whyJson } from "../activities/OutcomeJson.ts"
import { whyRefused } from "../activities/whyRefused.ts"
import { heldOutcomes, kinds, limits, statuses, whys } from "./explanationWords.ts"
import type { explainScore } from "./operations.ts"

type ExplanationJson = SuccessOf<typeof explainScore>

/** What is held, with why, and for people what would count instead. */
const heldJson = (outcome: HeldOutcome, challenge: KnownChallenge) => ({
  outcome: heldOutcomes[outcome._tag],
  ...(outcome._tag === "Rejected" ? {} : whyJson(outcome)),
  ...(outcome._tag === "Refused" ? { detail: whyRefused(outcome.reason, challenge, outcome.field) } : {})
})

/** An explanation as it is written. */
export const explanationJson = (
  challenge: KnownChallenge,
  { entry, explanation, held }: ParticipantExplanation
): ExplanationJson => {
  const decimals = new Map(
    challenge.definition.metrics.map((metric): [string, number] => [metric.name, metric.decimals])
  )
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
    status: statuses[scored.status],
    ...(scored.status === "Missing" ? {} : { score: formatUnits(scored.score, explanation.decimals) }),
    unit,
    parts: contributions.map((part) => ({
      kind: kinds[part._tag],
      rule: formatPath(part.path),
      gave: exactText(part.gave),
      ...(part._tag === "Activity" ? { day: formatDay(part.day), activity: activityOf(part.activity) } : {}),
      ...(part._tag === "Adjustment" ? { adjustment_id: part.adjustment, reason: part.reason } : {}),
      trimmed:
        part._tag === "Activity"
          ? part.trimmed.map(({ limit, by }) => ({ limit: limits[limit], by: exactText(by) }))
          : []
    })),
    excluded: excluded.map(({ day, why, activity }) => ({
      day: formatDay(day),
      why: whys[why],
      activity: activityOf(activity)
    })),
    held: held.map(({ outcome, arrival }) => ({
      ...heldJson(outcome, challenge),
      activity: activityOf(arrival.activity)
    }))
  }
}
