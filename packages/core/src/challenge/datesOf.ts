import type { Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { nextDue } from "./schedule.ts"
import { nextOccurrence } from "./series.ts"

/** What the clock brings about for a challenge: its next step, and its next occurrence. */
export interface ChallengeDates {
  readonly "challenge.step"?: Instant
  readonly "challenge.recur"?: Instant
}

/** The dates that follow from a challenge. */
export const datesOf = (challenge: Challenge): ChallengeDates => {
  const step = nextDue(challenge)
  const occurrence = nextOccurrence(challenge)
  return {
    ...(step === undefined ? {} : { "challenge.step": step.due }),
    ...(occurrence === undefined ? {} : { "challenge.recur": occurrence.due })
  }
}
