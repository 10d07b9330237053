import { type Arrangement, arrange } from "./arrange.ts"
import { byParticipant } from "./byMerit.ts"
import type { RankingRule, RankPolicy } from "./RankingRule.ts"
import type { Ranked, Ranking, Standing } from "./Standing.ts"

/** What becomes of a standing without a score: ranked after the last one, all alike, or not ranked. */
export type MissingPolicy = "Last" | "Excluded"

/** How `rank` treats standings without a score; `Excluded` unless said otherwise. */
export interface RankOptions {
  readonly missing?: MissingPolicy
}

/**
 * Puts standings in order and gives them ranks.
 *
 * **Details**: `Scored` standings are listed by `byMerit`; those of equal score and equal tie-break tuple are tied and
 * share a rank under the rule's rank policy. Under `missing: "Last"` the `Missing` follow as one group of tied. All
 * others are `unranked`, by participant id. The input is not changed and its order does not matter. The time grows in
 * proportion to the number of standings.
 *
 * **Gotchas**: a participant has one standing; the order of two standings with the same id is not defined.
 */
export const rank = (rule: RankingRule, standings: ReadonlyArray<Standing>, options: RankOptions = {}): Ranking => {
  const others: Array<Standing> = []
  for (const standing of standings) if (standing.status !== "Scored") others.push(standing)
  const scored = others.length === 0 ? standings : standings.filter((standing) => standing.status === "Scored")
  others.sort(byParticipant)
  const isLast = (standing: Standing): boolean => options.missing === "Last" && standing.status === "Missing"
  const last = others.filter(isLast)
  const ranked = listed(rule.ranks, scored, arrange(rule, scored), last)
  return { ranked, unranked: others.filter((standing) => !isLast(standing)) }
}

const listed = (
  policy: RankPolicy,
  scored: ReadonlyArray<Standing>,
  { order, begins }: Arrangement,
  last: ReadonlyArray<Standing>
): ReadonlyArray<Ranked> => {
  const ranked = new Array<Ranked>(scored.length + last.length)
  let group = 0
  for (let start = 0, end = 0; start < order.length; start = end) {
    for (end = start + 1; begins[end] === 0; ) end++
    group++
    for (let at = start; at < end; at++) {
      const standing = scored[order[at] ?? 0]
      if (standing !== undefined)
        ranked[at] = { standing, rank: rankUnder(policy, start + 1, end, at + 1, group), place: at + 1 }
    }
  }
  const [first, end] = [order.length + 1, ranked.length]
  for (const [index, standing] of last.entries()) {
    const place = first + index
    ranked[place - 1] = { standing, rank: rankUnder(policy, first, end, place, group + 1), place }
  }
  return ranked
}

/** The rank of one of the tied who take the places `first` to `last` and are group number `group` of the listing, counted from 1. */
export const rankUnder = (policy: RankPolicy, first: number, last: number, place: number, group: number): number => {
  switch (policy) {
    case "standard":
      return first
    case "modified":
      return last
    case "dense":
      return group
    case "ordinal":
      return place
    case "fractional":
      return (first + last) / 2
  }
}
