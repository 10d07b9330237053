import type { Order } from "effect"
import { type RankingRule, rankUnder } from "../ranking/index.ts"
import type { RankedRow } from "./BoardRow.ts"
import { byPosition, type Placed } from "./byPosition.ts"

/** What of a listing lies outside of a stretch of it. */
export interface Outside {
  /** How many rows are listed before the stretch. */
  readonly before: number
  /** How many of them are tied with the first row of the stretch. */
  readonly tiedBefore: number
  /** How many rows behind the stretch are tied with its last. */
  readonly tiedAfter: number
  /** How many groups of tied rows are before the one that the first row is in. */
  readonly groupsBefore: number
}

/** Where the stretch is the whole listing. */
export const nothingOutside: Outside = { before: 0, tiedBefore: 0, tiedAfter: 0, groupsBefore: 0 }

/** Ranks the rows of a stretch of a listing, which come in its order. Of `outside` only what the rule's ranks depend on has to be right. */
export const rankStretch = (
  rule: RankingRule,
  rows: ReadonlyArray<Placed>,
  { before, tiedBefore, tiedAfter, groupsBefore }: Outside
): ReadonlyArray<RankedRow> => {
  const compare = byPosition(rule)
  const ranked: Array<RankedRow> = []
  let group = groupsBefore
  for (let start = 0, end = 0; start < rows.length; start = end) {
    group += 1
    end = endOfTies(rows, start, compare)
    const first = before + start + 1 - (start === 0 ? tiedBefore : 0)
    const last = before + end + (end === rows.length ? tiedAfter : 0)
    for (const [index, row] of rows.slice(start, end).entries()) {
      const place = before + start + index + 1
      ranked.push({ ...row, rank: rankUnder(rule.ranks, first, last, place, group), place })
    }
  }
  return ranked
}

/** Where the rows end that are tied with the one at `start`. */
const endOfTies = (rows: ReadonlyArray<Placed>, start: number, compare: Order.Order<Placed>): number => {
  const first = rows[start]
  let end = start
  for (let row = first; first !== undefined && row !== undefined && compare(first, row) === 0; row = rows[end]) end += 1
  return end
}
