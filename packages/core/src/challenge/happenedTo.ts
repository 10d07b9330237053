import type { EventType, Happening } from "../webhook/index.ts"
import type { Challenge, ChallengeState } from "./Challenge.ts"

const told: Readonly<Partial<Record<ChallengeState, EventType>>> = {
  Published: "challenge.published",
  Running: "challenge.started",
  Closing: "challenge.closed",
  Final: "challenge.finished",
  Cancelled: "challenge.cancelled"
}

/** What others may be told of a change of a challenge: that it came to another state, unless nobody but its organiser ever saw it. */
export const happenedTo = (before: Challenge | undefined, after: Challenge): ReadonlyArray<Happening> => {
  const type = told[after._tag]
  const isNews = before?._tag !== after._tag && !(before?._tag === "Draft" && after._tag === "Cancelled")
  return type === undefined || !isNews ? [] : [{ type, data: { version: after.version } }]
}
