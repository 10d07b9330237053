import type { Rational } from "../shared/index.ts"
import type { Contender } from "./Contender.ts"
import type { GroupClaim } from "./GroupClaim.ts"

/** What one contender of a claim is paid, in minor units, with the exact share. */
export interface Payment {
  readonly claim: GroupClaim
  readonly contender: Contender
  readonly share: Rational.Rational
  readonly minorUnits: bigint
}
