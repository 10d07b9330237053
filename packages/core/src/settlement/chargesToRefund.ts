import { Effect } from "effect"
import { Charges } from "../challenge/index.ts"
import type { ChargeToRefund } from "../payment/index.ts"
import { chargeOfLine } from "./lineKey.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * The charges that a refund gives back, as far as it does: that of a fee that is owed back, or those by which the recipient
 * paid fees that went to the pool. What was paid in some other way is in none of them.
 */
export const chargesToRefund = Effect.fnUntraced(function* (line: PayoutLine) {
  const charges = yield* (yield* Charges).ofPayer(line.challengeId, line.recipient)
  const own = chargeOfLine(line.key)
  const meant: Array<ChargeToRefund> = []
  for (const charge of charges) {
    const isMeant = own === undefined ? charge._tag === "Charged" : charge._tag === "OwedBack" && charge.key === own
    if (isMeant && "reference" in charge) {
      meant.push({ key: charge.key, reference: charge.reference, minorUnits: charge.minorUnits })
    }
  }
  return meant.length === 0 ? [] : divided(meant, yield* refundedBefore(line), line.minorUnits)
})

const counts: ReadonlySet<PayoutLine["_tag"]> = new Set<PayoutLine["_tag"]>([
  "Claimed",
  "Submitted",
  "Unknown",
  "Confirmed"
])

/** How much the lines of earlier versions gave back to the same payer: they took the first of the charges. */
const refundedBefore = Effect.fnUntraced(function* ({ challengeId, version, key }: PayoutLine) {
  let refunded = 0n
  for (const line of yield* (yield* SettlementStore).linesByKey(challengeId, [key])) {
    if (line.version < version && counts.has(line._tag)) refunded += line.minorUnits
  }
  return refunded
})

/** Divides an amount among charges in their order, leaving out what was given back of them before. */
export const divided = (
  charges: ReadonlyArray<ChargeToRefund>,
  refundedBefore: bigint,
  minorUnits: bigint
): ReadonlyArray<ChargeToRefund> => {
  let [skipped, left] = [refundedBefore, minorUnits]
  const parts: Array<ChargeToRefund> = []
  for (const charge of charges) {
    const gone = least(skipped, charge.minorUnits)
    skipped -= gone
    const part = least(left, charge.minorUnits - gone)
    left -= part
    if (part > 0n) parts.push({ ...charge, minorUnits: part })
  }
  return parts
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
