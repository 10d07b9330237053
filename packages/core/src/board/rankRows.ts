import type { RankingRule } from "../ranking/index.ts"
import type { RankedRow } from "./BoardRow.ts"
import { byPlace, type Placed } from "./byPosition.ts"
import { nothingOutside, rankStretch } from "./rankStretch.ts"

/** Ranks rows among themselves: what a board of them alone says, a circle of friends for instance. Their order does not matter. */
export const rankRows = (rule: RankingRule, rows: ReadonlyArray<Placed>): ReadonlyArray<RankedRow> =>
  rankStretch(rule, rows.map(plainly).sort(byPlace(rule)), nothingOutside)

const plainly = ({ participantId, status, score, tieBreak }: Placed): Placed => ({
  participantId,
  status,
  score,
  tieBreak
})
