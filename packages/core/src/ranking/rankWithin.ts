import type { Name } from "../shared/index.ts"
import type { RankingRule } from "./RankingRule.ts"
import { type RankOptions, rank } from "./rank.ts"
import type { Ranking, Standing } from "./Standing.ts"

/** The ranking of one division: as `rank`, among the standings of that division only, with ranks counted from 1. */
export const rankWithin = (
  rule: RankingRule,
  standings: ReadonlyArray<Standing>,
  division: Name,
  options: RankOptions = {}
): Ranking =>
  rank(
    rule,
    standings.filter((standing) => standing.division === division),
    options
  )
