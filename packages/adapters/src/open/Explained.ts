import type { Counted, Held } from "@laurel/core/activity"
import { type Challenge, type Entry, explain, find } from "@laurel/core/challenge"
import type { ScorePart as ExactPart, Explanation } from "@laurel/core/scoring"
import {
  type ChallengeId,
  exactText,
  formatDay,
  formatInstant,
  formatPath,
  formatUnits,
  type ParticipantId
} from "@laurel/core/shared"
import { Effect } from "effect"

/** An activity with its quantity in the metric's unit. */
export interface ActivityShown {
  readonly metric: string
  readonly quantity: string
  readonly at: string
  readonly source: string
  readonly key: string
}

/** One part of a score: what an activity, the handicap, an adjustment or rounding gave to which rule, and what limits changed of it. */
export interface ScorePart {
  readonly kind: "Activity" | "Handicap" | "Adjustment" | "Rounding"
  /** The rule within the definition, such as `score.terms[0].rule`. */
  readonly rule: string
  /** Exact: `12.5`, or a fraction such as `1/3`. */
  readonly gave: string
  /** The local day, such as `2026-05-01`. */
  readonly day?: string
  readonly activity?: ActivityShown
  /** Of an adjustment: which, and why it was made. */
  readonly adjustment?: string
  readonly reason?: string
  readonly trimmed: ReadonlyArray<{ readonly limit: "perActivity" | "perDay" | "perWeek"; readonly by: string }>
}

/** Where a participant's score comes from. The parts sum to the score exactly. */
export interface Explained {
  readonly participant: string
  readonly status: "Scored" | "Missing" | "Unqualified"
  /** Absent where it is missing. */
  readonly score?: string
  readonly unit: string
  readonly parts: ReadonlyArray<ScorePart>
  /** Activities that no rule looked at, and why. */
  readonly excluded: ReadonlyArray<{ readonly day: string; readonly why: string; readonly activity: ActivityShown }>
  /** Activities that are refused or in quarantine, and the outcome that says why. */
  readonly held: ReadonlyArray<{ readonly outcome: Held["outcome"]; readonly activity: ActivityShown }>
  /** The same as the core gives it. */
  readonly explanation: Explanation
}

/** Explains a participant's score as it is now. */
export const explained = Effect.fnUntraced(function* (challengeId: ChallengeId, participantId: ParticipantId) {
  const { entry, explanation, held } = yield* explain(challengeId, participantId)
  return shown(yield* find(challengeId), entry, explanation, held)
})

const shown = (challenge: Challenge, entry: Entry, explanation: Explanation, held: ReadonlyArray<Held>): Explained => {
  const decimals = new Map(
    challenge.definition.metrics.map((metric): [string, number] => [metric.name, metric.decimals])
  )
  const activityOf = ({ metric, quantity, at, source, sourceKey }: Counted): ActivityShown => ({
    metric,
    quantity: formatUnits(quantity, decimals.get(metric) ?? 0),
    at: formatInstant(at),
    source,
    key: sourceKey
  })
  const partOf = (part: ExactPart): ScorePart => ({
    kind: part._tag,
    rule: formatPath(part.path),
    gave: exactText(part.gave),
    ...(part._tag === "Activity"
      ? {
          day: formatDay(part.day),
          activity: activityOf(part.activity),
          trimmed: part.trimmed.map(({ limit, by }) => ({ limit, by: exactText(by) }))
        }
      : part._tag === "Adjustment"
        ? { adjustment: part.adjustment, reason: part.reason, trimmed: [] }
        : { trimmed: [] })
  })
  const { scored, unit, contributions, excluded } = explanation
  return {
    participant: entry.participantId,
    status: scored.status,
    ...(scored.status === "Missing" ? {} : { score: formatUnits(scored.score, explanation.decimals) }),
    unit,
    parts: contributions.map(partOf),
    excluded: excluded.map(({ day, why, activity }) => ({ day: formatDay(day), why, activity: activityOf(activity) })),
    held: held.map(({ outcome, arrival }) => ({ outcome, activity: activityOf(arrival.activity) })),
    explanation
  }
}
