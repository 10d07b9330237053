import { type Standing, type StandingStatus, tieBreakValues } from "../ranking/index.ts"
import type { Scored } from "../scoring/index.ts"
import type { Entry } from "./Entry.ts"
import type { Rules } from "./Rules.ts"

/** The standing of a participant with this score. Who withdrew or was disqualified stands as that, whatever the score. */
export const standingOf = ({ definition }: Rules, entry: Entry, scored: Scored): Standing => ({
  participantId: entry.participantId,
  status: statusOf(entry, scored),
  score: scored.score,
  tieBreak: tieBreakValues(definition.ranking, { ...scored, enteredAt: entry.enteredAt }),
  measures: scored.measures,
  ...(entry.division === undefined ? {} : { division: entry.division }),
  ...(entry.team === undefined ? {} : { team: entry.team })
})

const statusOf = (entry: Entry, scored: Scored): StandingStatus =>
  entry.status === "Active" ? scored.status : entry.status
