import type { Order } from "effect"
import type { RankingRule } from "../ranking/index.ts"
import { compareIds, type ParticipantId } from "../shared/index.ts"
import type { Position } from "./BoardRow.ts"

/** Zero for positions that are tied. Scores in the rule's direction, tie-break values link by link, who has no score last. */
export const byPosition = ({ direction }: RankingRule): Order.Order<Position> => {
  const better = direction === "highest" ? 1 : -1
  return (a, b) => {
    if (a.status !== b.status) return a.status === "Scored" ? -1 : 1
    if (a.score !== b.score) return a.score > b.score === better > 0 ? -1 : 1
    for (const [link, value] of a.tieBreak.entries()) {
      const other = b.tieBreak[link] ?? value
      if (value !== other) return value < other ? -1 : 1
    }
    return 0
  }
}

/** A position and whose it is: what the rows of a board are listed by. */
export interface Placed extends Position {
  readonly participantId: ParticipantId
}

/** The order in which a board lists its rows: by position, ties by participant id. No two rows compare equal. */
export const byPlace = (rule: RankingRule): Order.Order<Placed> => {
  const compare = byPosition(rule)
  return (a, b) => compare(a, b) || orderOf(compareIds(a.participantId, b.participantId))
}

const orderOf = (sign: number) => (sign < 0 ? -1 : sign > 0 ? 1 : 0)
