import { byMerit, byResult, tieBreakOf, turnedScore } from "./byMerit.ts"
import { type Partition, refine, undivided } from "./Partition.ts"
import type { RankingRule } from "./RankingRule.ts"
import { refineById } from "./refineById.ts"
import type { Standing } from "./Standing.ts"

/** Up to this many standings comparing is faster than counting digits, whose counters must be cleared for each pass. */
const fewStandings = 1000

/** Rows of the input in the order of `byMerit`; `begins[k]` is 1 unless the row at position `k` is tied with the one before. */
export type Arrangement = Pick<Partition, "order" | "begins">

/** Scored standings in the order of `byMerit` as rows of the input, the groups being those that are tied. */
export const arrange = (rule: RankingRule, scored: ReadonlyArray<Standing>): Arrangement =>
  scored.length <= fewStandings ? arrangeFew(rule, scored) : arrangeMany(rule, scored)

/** By comparing: the plain meaning of the order. */
export const arrangeFew = (rule: RankingRule, scored: ReadonlyArray<Standing>): Arrangement => {
  const [compare, compareResults] = [byMerit(rule), byResult(rule)]
  const rows = scored.map((standing, row) => ({ standing, row })).sort((a, b) => compare(a.standing, b.standing))
  const begins = Uint8Array.from(rows, ({ standing }, at) => {
    const before = rows[at - 1]?.standing
    return before !== undefined && compareResults(before, standing) === 0 ? 0 : 1
  })
  return { order: Uint32Array.from(rows, ({ row }) => row), begins }
}

/** By counting, in linear time: column by column, each one sorting what those before left equal. */
export const arrangeMany = (rule: RankingRule, scored: ReadonlyArray<Standing>): Arrangement => {
  const partition = undivided(scored.length)
  refineBy(partition, scored, (standing) => turnedScore(rule, standing))
  for (let link = 0; link < rule.tieBreaks.length; link++) {
    refineBy(partition, scored, (standing) => tieBreakOf(standing, link))
  }
  const begins = partition.begins.slice()
  refineById(partition, scored)
  return { order: partition.order, begins }
}

const refineBy = (
  partition: Partition,
  standings: ReadonlyArray<Standing>,
  valueOf: (standing: Standing) => number
): void => {
  refine(partition, (row) => {
    const standing = standings[row]
    return standing === undefined ? 0 : valueOf(standing)
  })
}
