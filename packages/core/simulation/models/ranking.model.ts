import type { Ranking, RankingRule, Standing } from "../../src/ranking/index.ts"

/** One line of a ranking. */
export interface RankedByModel {
  readonly participantId: string
  readonly rank: number
  readonly place: number
}

/** What decides between standings, from the words of the rule: score, then the values of the chain. */
const compareResults = (rule: RankingRule, a: Standing, b: Standing): number => {
  if (a.score !== b.score) return (rule.direction === "highest" ? a.score > b.score : a.score < b.score) ? -1 : 1
  for (let link = 0; link < rule.tieBreaks.length; link++) {
    const [one, other] = [a.tieBreak[link] ?? Number.POSITIVE_INFINITY, b.tieBreak[link] ?? Number.POSITIVE_INFINITY]
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}

const byId = (a: Standing, b: Standing): number => (a.participantId < b.participantId ? -1 : 1)

/**
 * Ranks by counting, for each standing, those before it: nothing is faster than quadratic, and nothing is shared with the
 * real thing. Under `Last` those without a score follow, all alike.
 */
export const rankedByModel = (
  rule: RankingRule,
  standings: ReadonlyArray<Standing>,
  missing: "Last" | "Excluded"
): ReadonlyArray<RankedByModel> => {
  const scored = standings.filter(({ status }) => status === "Scored")
  const last = missing === "Last" ? standings.filter(({ status }) => status === "Missing") : []
  const compare = (a: Standing, b: Standing): number => {
    if (a.status !== b.status) return a.status === "Scored" ? -1 : 1
    return a.status === "Scored" ? compareResults(rule, a, b) : 0
  }
  const all = [...scored, ...last]
  return all
    .toSorted((a, b) => compare(a, b) || byId(a, b))
    .map((standing, index) => {
      const before = all.filter((other) => compare(other, standing) < 0)
      const equal = all.filter((other) => compare(other, standing) === 0).length
      const groups = before.filter((one) => !before.some((other) => compare(one, other) === 0 && byId(other, one) < 0))
      const ranks = {
        standard: before.length + 1,
        modified: before.length + equal,
        dense: groups.length + 1,
        ordinal: index + 1,
        fractional: (2 * before.length + equal + 1) / 2
      }
      return { participantId: standing.participantId, rank: ranks[rule.ranks], place: index + 1 }
    })
}

/** The lines of a real ranking, to be held against those of the model. */
export const linesOf = ({ ranked }: Ranking): ReadonlyArray<RankedByModel> =>
  ranked.map(({ standing: { participantId }, rank, place }) => ({ participantId, rank, place }))
