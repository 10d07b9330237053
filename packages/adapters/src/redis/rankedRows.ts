import type { Placed, RankedRow } from "@laurel/core/board"
import { rankUnder } from "@laurel/core/ranking"
import { type Layout, memberPlace } from "./Layout.ts"

/** Where those stand who are tied with the first and with the last row of a stretch. */
export interface Edges {
  /** The first place of those tied with the first row; with dense ranks the number of that tie. */
  readonly first: number
  /** The last place of those tied with the last row. */
  readonly last: number
}

/** Ranks the rows of a stretch that begins at this index of the board. Those in between know their ties from one another. */
export const rankedRows = (
  layout: Layout,
  from: number,
  { first, last }: Edges,
  members: ReadonlyArray<string>,
  scores: ReadonlyArray<string>
): ReadonlyArray<RankedRow> => {
  const rows = members.map((member, at) => memberPlace(layout, member, scores[at] ?? ""))
  const ranked: Array<RankedRow> = []
  let group = layout.wants === "group" ? first - 1 : 0
  for (let start = 0, end = 0; start < rows.length; start = end) {
    group++
    for (end = start + 1; areTied(rows[start], rows[end]); ) end++
    const firstPlace = start === 0 && layout.wants !== "group" ? first : from + start + 1
    const lastPlace = end === rows.length ? last : from + end
    for (const [index, row] of rows.slice(start, end).entries()) {
      const place = from + start + index + 1
      ranked.push({ ...row, rank: rankUnder(layout.ranks, firstPlace, lastPlace, place, group), place })
    }
  }
  return ranked
}

const areTied = (a: Placed | undefined, b: Placed | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.status === b.status &&
  a.score === b.score &&
  a.tieBreak.every((value, link) => value === b.tieBreak[link])
