import { currencyDecimals } from "@laurel/core/shared"

/**
 * Currencies that Stripe counts in other units than ISO 4217 does. `ISK` and `UGX` have lost their cents and Stripe still
 * counts them; `MGA` it counts whole.
 */
const stripeDecimals: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 }

/** Of three decimals Stripe takes the last only as a zero. */
const unitOf = (decimals: number): bigint => (decimals === 3 ? 10n : 1n)

/** Stripe takes amounts of up to eight digits; the largest are for currencies of small value, with twelve. */
const largest = 999_999_999_999n

/**
 * The amount as Stripe counts it: an integer of the smallest unit. Nothing when Stripe cannot express it exactly: it is too
 * large, nothing at all, or has a part that Stripe's unit leaves out.
 */
export const stripeAmount = (minorUnits: bigint, currency: string): number | undefined => {
  const decimals = currencyDecimals(currency)
  const theirs = stripeDecimals[currency] ?? decimals
  const scaled =
    theirs >= decimals ? minorUnits * 10n ** BigInt(theirs - decimals) : divided(minorUnits, decimals - theirs)
  if (scaled === undefined || scaled <= 0n || scaled > largest || scaled % unitOf(theirs) !== 0n) return undefined
  return Number(scaled)
}

const divided = (minorUnits: bigint, decimals: number): bigint | undefined => {
  const factor = 10n ** BigInt(decimals)
  return minorUnits % factor === 0n ? minorUnits / factor : undefined
}
