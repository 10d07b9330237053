import { Rational } from "../shared/index.ts"
import { apportion } from "./apportion.ts"
import { divideShare } from "./divideClaim.ts"
import type { GroupClaim } from "./GroupClaim.ts"
import { inProportion } from "./inProportion.ts"
import { keepOrder } from "./keepOrder.ts"
import type { Payment } from "./Payment.ts"

/**
 * Rounds claims to multiples of `unit`: first the claims, which sum to the floor of the sum of their shares, then the
 * members of each (A13). Odd units go by fraction, share, and then in the order of rules, places and keys.
 */
export const payClaims = (
  all: ReadonlyArray<GroupClaim>,
  unit: bigint,
  key: (id: string) => string
): ReadonlyArray<Payment> => {
  // A claim on nothing has no parts to divide it by.
  const claims = all.filter(({ share }) => share.numerator > 0n)
  const numerators = inProportion([...claims.map(({ share }) => share), Rational.one])
  const denominator = (numerators[claims.length] ?? 1n) * unit
  const keyOf = (index: number): string => keyOfClaim(claims[index], key)
  const { amounts } = apportion(numerators.slice(0, claims.length), denominator, keyOf)
  const payments = claims.map((claim, index) => paymentsOf(claim, (amounts[index] ?? 0n) * unit, unit, key))
  return keepOrder(payments, unit, key)
}

/** Wide enough for every index and place, so that text compares as numbers do. */
const digits = 8

const keyOfClaim = (claim: GroupClaim | undefined, key: (id: string) => string): string => {
  const [rule, place] = [(claim?.rule.index ?? 0) + 1, claim?.place ?? 0]
  const id = claim?.members[0]?.id ?? ""
  return `${`${rule}`.padStart(digits, "0")}:${`${place}`.padStart(digits, "0")}:${key(id)}`
}

const paymentsOf = (
  claim: GroupClaim,
  minorUnits: bigint,
  unit: bigint,
  key: (id: string) => string
): ReadonlyArray<Payment> => {
  const parts = claim.parts === undefined ? claim.members.map(() => 1n) : inProportion(claim.parts)
  const keyOf = (index: number): string => key(claim.members[index]?.id ?? "")
  const { amounts, shares } = divideShare(claim.share, minorUnits, parts, unit, keyOf)
  return claim.members.map((contender, index) => ({
    claim,
    contender,
    share: shares[index] ?? Rational.zero,
    minorUnits: amounts[index] ?? 0n
  }))
}
