import type { RankingRule } from "@laurel/core/ranking"

type TieBreak = RankingRule["tieBreaks"][number]

const policies: Readonly<Record<RankingRule["ranks"], string>> = {
  standard: "1 2 2 4",
  modified: "1 3 3 4",
  dense: "1 2 2 3",
  ordinal: "1 2 3 4",
  fractional: "1 2.5 2.5 4"
}

const tieBreakOf = (tieBreak: TieBreak): string => {
  switch (tieBreak._tag) {
    case "EarliestReached":
      return "who reached the score first"
    case "MoreActiveDays":
      return "who was active on more days"
    case "Measure":
      return `the ${tieBreak.direction} ${tieBreak.measure}`
    case "EarlierEntry":
      return "who entered first"
  }
}

/** What a ranking rule means, in words. */
export const describeRanking = ({ direction, tieBreaks, ranks }: RankingRule): string => {
  const chain =
    tieBreaks.length === 0
      ? "equal scores share a rank"
      : `at equal scores ${tieBreaks.map(tieBreakOf).join(", then ")}`
  return `the ${direction} score comes first; ${chain}; ties are ranked ${policies[ranks]}`
}
