import type { ParticipantId } from "../shared/index.ts"
import type { Ranked, Ranking } from "./Standing.ts"

/** The ranked among these participants (a circle, friends), in the order of the listing and with their ranks in it. */
export const ranksOf = (ranking: Ranking, ids: Iterable<ParticipantId>): ReadonlyArray<Ranked> => {
  const wanted = new Set(ids)
  return ranking.ranked.filter((ranked) => wanted.has(ranked.standing.participantId))
}
