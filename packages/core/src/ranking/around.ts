import type { ParticipantId } from "../shared/index.ts"
import type { Ranked, Ranking } from "./Standing.ts"

/**
 * The participant with up to `n` neighbours before and `n` after, in the order of the listing; empty when the
 * participant has no rank.
 */
export const around = (ranking: Ranking, id: ParticipantId, n: number): ReadonlyArray<Ranked> => {
  const at = ranking.ranked.findIndex((ranked) => ranked.standing.participantId === id)
  return at < 0 ? [] : ranking.ranked.slice(Math.max(0, at - n), at + n + 1)
}
