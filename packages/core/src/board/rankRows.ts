import type { Order } from "effect"
import { type RankingRule, rankUnder } from "../ranking/index.ts"
import type { RankedRow } from "./BoardRow.ts"
import { byPlace, byPosition, type Placed } from "./byPosition.ts"

/** Ranks rows among themselves: what a board of them alone says, a circle of friends for instance. Their order does not matter. */
export const rankRows = (rule: RankingRule, rows: ReadonlyArray<Placed>): ReadonlyArray<RankedRow> => {
  const compare = byPosition(rule)
  const sorted = [...rows].sort(byPlace(rule))
  const ranked: Array<RankedRow> = []
  let group = 0
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    group++
    end = endOfTies(sorted, start, compare)
    for (const [index, row] of sorted.slice(start, end).entries()) {
      const place = start + index + 1
      ranked.push({ ...plainly(row), rank: rankUnder(rule.ranks, start + 1, end, place, group), place })
    }
  }
  return ranked
}

const plainly = ({ participantId, status, score, tieBreak }: Placed): Placed => ({
  participantId,
  status,
  score,
  tieBreak
})

/** Where the rows end that are tied with the one at `start`. */
const endOfTies = (sorted: ReadonlyArray<Placed>, start: number, compare: Order.Order<Placed>): number => {
  const first = sorted[start]
  const next = sorted.findIndex((row, at) => at > start && first !== undefined && compare(first, row) !== 0)
  return next < 0 ? sorted.length : next
}
