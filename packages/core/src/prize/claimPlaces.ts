import { Rational } from "../shared/index.ts"
import type { Contender } from "./Contender.ts"
import { exactSum } from "./exactSum.ts"
import type { GroupClaim } from "./GroupClaim.ts"
import { isFalling, type PlaceTable, weightsBeyond } from "./PlaceTable.ts"
import type { RuleReference } from "./Prizes.ts"
import { groupShares, type TieRules } from "./tieGroups.ts"

/** The claims of a table of places; `unfilled` is the money of places that nobody fills. */
export interface PlaceClaims {
  readonly claims: ReadonlyArray<GroupClaim>
  readonly unfilled: Rational.Rational
}

/**
 * The claims of the contenders on a table of places. With `redistribute` the filled places take the money of the empty
 * ones in proportion.
 */
export const claimPlaces = (
  rule: RuleReference,
  table: PlaceTable,
  contenders: ReadonlyArray<Contender>,
  rules: TieRules,
  redistribute: boolean
): PlaceClaims => {
  const places = table.weights.length
  const extra = table.beyond === undefined ? [] : weightsBeyond(table.beyond, contenders.length - places)
  const weights = extra.length === 0 ? table.weights : [...table.weights, ...extra]
  const shares = groupShares(contenders, weights, rules)
  const isDescending = isFalling(weights)
  const filled = exactSum(table.weights.slice(0, contenders.length))
  const all = contenders.length < places ? exactSum(table.weights) : filled
  const spreads = redistribute && filled.numerator > 0n
  const claimed = exactSum(shares.map(({ weight }) => weight))
  // A table that divides the rest never asks for more than the rest: tied in full or enlarged, its parts shrink.
  const ofRest = Rational.max(spreads ? filled : all, claimed)
  const factor = table.isRest
    ? ofRest.numerator === 0n
      ? Rational.zero
      : Rational.divide(table.factor, ofRest)
    : spreads
      ? Rational.divide(Rational.multiply(table.factor, all), filled)
      : table.factor
  const claims = shares.map((group): GroupClaim => {
    const isBeyond = group.place + group.members.length - 1 > places && extra.length > 0
    return {
      rule,
      members: group.members,
      place: group.place,
      tied: group.tied,
      share: Rational.multiply(group.weight, factor),
      isVoid: group.isVoid,
      isDescending,
      ...(group.parts === undefined ? {} : { parts: group.parts }),
      ...(isBeyond ? { beyond: Rational.multiply(beyondOf(group, extra, places, rules), factor) } : {})
    }
  })
  const unfilled = spreads ? Rational.zero : Rational.multiply(Rational.subtract(all, filled), factor)
  return { claims, unfilled }
}

/** The part of a group's weight that lies past the table. */
const beyondOf = (
  group: { readonly place: number; readonly members: ReadonlyArray<Contender>; readonly weight: Rational.Rational },
  extra: ReadonlyArray<Rational.Rational>,
  places: number,
  { ties }: TieRules
): Rational.Rational => {
  // In full, each of the tied is a group of one, so a group that reaches past the table lies past it.
  if (ties === "InFull") return group.weight
  const from = Math.max(0, group.place - 1 - places)
  return exactSum(extra.slice(from, group.place - 1 + group.members.length - places))
}
