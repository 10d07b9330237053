import { Rational } from "../shared/index.ts"
import type { Award, RuleReference } from "./Prizes.ts"

const given: Readonly<Record<RuleReference["tag"], string>> = {
  AmountPerPlace: "the amount per place",
  SharePerPlace: "the share per place",
  Tier: "the tier reached",
  EqualSplit: "an equal part",
  TopFraction: "an equal part of the best fraction",
  Proportional: "a part in proportion",
  LinearByRank: "a part by rank",
  AmountPerEvent: "an amount per event",
  Bonus: "a bonus",
  WinnerTakesAll: "all of it",
  Draw: "a prize of the draw",
  ItemPerPlace: "an item",
  Residual: "what was left over",
  SplitAmongAll: "an equal part among all"
}

/** The reason for an award as one sentence, with the exact share where rounding or a limit changed it. */
export const reasonOf = ({
  place,
  tied,
  stage,
  rule,
  share,
  minorUnits,
  roundingUnit,
  advance,
  team
}: Award): string => {
  const ranked = tied === 1 ? `place ${place}` : `place ${place}, shared by ${tied}`
  const through = team === undefined ? "" : ` through team ${team}`
  const exact =
    Rational.isInteger(share) && share.numerator === minorUnits ? "" : `, exactly ${Rational.formatRational(share)}`
  const odd = roundingUnit === 0n ? "" : `, with ${roundingUnit} of what rounding left`
  const ahead = advance === 0n ? "" : `, ${advance} of it paid ahead`
  return `${minorUnits} for ${ranked} in ${stage}${through}: ${given[rule.tag]}${exact}${odd}${ahead}`
}
