import { Rational } from "../shared/index.ts"
import type { Contender } from "./Contender.ts"
import { exactSum } from "./exactSum.ts"
import type { RuleReference } from "./Prizes.ts"

/**
 * What one group of contenders is to get together, as an exact amount.
 *
 * - `place`, `tied`: of the group; without them each contender's own count.
 * - `beyond`: the part of `share` that the organiser pays for places past the table.
 * - `parts`: how the members divide the share; equally without it.
 * - `isVoid`: the money goes to the sponsor in place of the members.
 * - `isDescending`: of a table whose amounts do not grow, so that a better rank never gets less (I10).
 */
export interface GroupClaim {
  readonly rule: RuleReference
  readonly members: ReadonlyArray<Contender>
  readonly share: Rational.Rational
  readonly beyond?: Rational.Rational
  readonly place?: number
  readonly tied?: number
  readonly parts?: ReadonlyArray<Rational.Rational | bigint>
  readonly isVoid?: boolean
  readonly isDescending?: boolean
}

/** The claim with its share multiplied, but for what the organiser pays. */
export const scaled = (claim: GroupClaim, factor: Rational.Rational): GroupClaim => {
  const beyond = claim.beyond ?? Rational.zero
  const own = Rational.subtract(claim.share, beyond)
  return { ...claim, share: Rational.add(Rational.multiply(own, factor), beyond) }
}

/** The sum of what the claims ask of the stage, without what the organiser pays for places past the table. */
export const askedBy = (claims: ReadonlyArray<GroupClaim>): Rational.Rational =>
  Rational.subtract(exactSum(claims.map(({ share }) => share)), beyondOf(claims))

/** The sum of what the organiser pays for places past the table. */
export const beyondOf = (claims: ReadonlyArray<GroupClaim>): Rational.Rational =>
  exactSum(claims.flatMap(({ beyond }) => (beyond === undefined ? [] : [beyond])))

/** Whether the claim pays somebody, or by a declared rule the sponsor. */
export const isPayable = ({ share, isVoid, members }: GroupClaim): boolean =>
  share.numerator > 0n && (isVoid === true || members.some(({ isEligible }) => isEligible))
