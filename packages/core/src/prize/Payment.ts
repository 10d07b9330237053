import type { Rational } from "../shared/index.ts"
import type { Claim } from "./Claim.ts"
import type { Contender } from "./Contender.ts"

/** What one contender of a claim is paid, in minor units, with the exact share. */
export interface Payment {
  readonly claim: Claim
  readonly contender: Contender
  readonly share: Rational.Rational
  readonly minorUnits: bigint
}
