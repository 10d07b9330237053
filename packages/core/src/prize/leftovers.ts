import { Rational } from "../shared/index.ts"
import type { RuleClaims } from "./claimRule.ts"
import { askedBy, type GroupClaim } from "./GroupClaim.ts"
import type { ResidualReason } from "./Prizes.ts"
import type { StageContext } from "./StageContext.ts"

/** Money of a stage that is nobody's prize, and why. */
export interface Leftover {
  readonly reason: ResidualReason
  readonly minorUnits: bigint
}

/** Says why `left` minor units of a stage were claimed by nobody: empty places, breakage, rules that do not use it up. */
export const leftoversOf = (
  { money }: StageContext,
  claims: ReadonlyArray<GroupClaim>,
  made: ReadonlyArray<RuleClaims>,
  left: bigint
): ReadonlyArray<Leftover> => {
  const leftovers: Array<Leftover> = []
  let rest = left
  const take = (reason: Leftover["reason"], exact: Rational.Rational): void => {
    const floor = Rational.floor(exact)
    const minorUnits = floor < 0n ? 0n : floor < rest ? floor : rest
    if (minorUnits === 0n) return
    leftovers.push({ reason, minorUnits })
    rest -= minorUnits
  }
  const unfilled = Rational.sum(made.map((one) => one.unfilled ?? Rational.zero))
  const breakage = Rational.sum(made.map((one) => one.breakage ?? Rational.zero))
  const unclaimed = Rational.subtract(Rational.rational(money), askedBy(claims))
  take("UnfilledPlaces", unfilled)
  take("Breakage", breakage)
  take("Unassigned", Rational.subtract(unclaimed, Rational.add(unfilled, breakage)))
  take("Rounding", Rational.rational(rest))
  return leftovers
}
