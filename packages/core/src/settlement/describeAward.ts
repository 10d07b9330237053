import { formatAmount, Rational } from "../shared/index.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"

type Award = SettlementPlan["prizes"]["awards"][number]

const given: Readonly<Record<string, string>> = {
  AmountPerPlace: "the amount of the place",
  SharePerPlace: "the share of the place",
  Tier: "the tier reached",
  EqualSplit: "an equal part of the rest",
  TopFraction: "an equal part among the best",
  Proportional: "a part in proportion",
  LinearByRank: "a part by rank",
  AmountPerEvent: "an amount for each unit",
  Bonus: "a bonus",
  WinnerTakesAll: "the rest, to the first place",
  Draw: "a prize of the draw",
  Residual: "what was left over",
  SplitAmongAll: "an equal part among all"
}

/** An exact amount of minor units as people write money, with the fraction of a minor unit where there is one. */
export const exactAmount = (share: Rational.Rational, currency: string): string => {
  const whole = Rational.floor(share)
  const rest = Rational.subtract(share, Rational.rational(whole))
  const text = formatAmount(whole, currency)
  return rest.numerator === 0n ? text : `${text} and ${Rational.formatRational(rest)} of its last unit`
}

/** Why somebody gets an award, as one sentence. */
export const describeAward = (award: Award, currency: string): string => {
  const { place, tied, stage, rule, share, minorUnits, roundingUnit, advance, team } = award
  const isExact = Rational.equals(share, Rational.rational(minorUnits))
  return [
    `${tied === 1 ? `place ${place}` : `place ${place}, shared by ${tied}`} in ${stage}${team === undefined ? "" : ` through team ${team}`}`,
    given[rule.tag] ?? rule.tag,
    ...(isExact ? [] : [`exactly ${exactAmount(share, currency)}`]),
    ...(roundingUnit === 0n
      ? []
      : [`rounded up by ${formatAmount(roundingUnit, currency)} at most, as its fraction was among the largest`]),
    ...(advance === 0n ? [] : [`${formatAmount(advance, currency)} of it was paid ahead`])
  ].join("; ")
}
