import type { Activity, LoggedState } from "@laurel/core/activity"
import type { ChallengeDefinition } from "@laurel/core/challenge"
import { formatInstant, formatUnits } from "@laurel/core/shared"
import { wordsOf } from "../../output/wordsOf.ts"

/** An activity as it is printed, its quantity in the unit of its metric. */
export const activityJson = (activity: Activity, { metrics }: ChallengeDefinition) => ({
  user: activity.userId,
  metric: activity.metric,
  quantity: formatUnits(activity.quantity, metrics.find(({ name }) => name === activity.metric)?.decimals ?? 0),
  at: formatInstant(activity.at),
  source: activity.source,
  key: activity.sourceKey,
  revision: activity.revision
})

const shownStates = {
  Counts: "counts",
  Released: "counts, released",
  Void: "void",
  Superseded: "superseded",
  Quarantined: "waits for a decision",
  Rejected: "rejected"
} as const satisfies Record<Exclude<LoggedState["_tag"], "Refused">, string>

/** What an activity is now, in words. */
export const stateInWords = (state: LoggedState): string =>
  state._tag === "Refused" ? `refused: ${wordsOf(state.reason)}` : shownStates[state._tag]
