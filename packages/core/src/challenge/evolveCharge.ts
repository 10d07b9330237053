import type { Charge } from "./Charge.ts"
import type { ChargeEvent } from "./chargeEvents.ts"

/** What a charge is whatever its state, one revision on. */
const next = (charge: Charge) => ({
  key: charge.key,
  challengeId: charge.challengeId,
  number: charge.number,
  revision: charge.revision + 1,
  entry: charge.entry,
  payer: charge.payer,
  currency: charge.currency,
  minorUnits: charge.minorUnits,
  ...(charge.provider === undefined ? {} : { provider: charge.provider }),
  worker: charge.worker,
  reservedAt: charge.reservedAt,
  leaseUntil: charge.leaseUntil
})

const sent = (charge: Charge) =>
  "submittedAt" in charge && charge.submittedAt !== undefined ? { submittedAt: charge.submittedAt } : {}

/**
 * The charge after an event. Never fails on an event that `decideCharge` gave for this charge. `NothingChanged` changes
 * nothing.
 */
export const evolveCharge = (charge: Charge, event: ChargeEvent): Charge => {
  switch (event._tag) {
    case "NothingChanged":
      return charge
    case "ChargeSubmitted":
      return { _tag: "Submitted", ...next(charge), submittedAt: event.at }
    case "ChargeLost":
      return { _tag: "Unknown", ...next(charge), ...sent(charge) }
    case "ChargePaid": {
      const { use, reference, evidence, at } = event
      return { _tag: use, ...next(charge), ...sent(charge), reference, evidence, decidedAt: at }
    }
    case "ChargeRefused": {
      const { evidence, at } = event
      const why = evidence === undefined ? {} : { evidence }
      return { _tag: "Refused", ...next(charge), ...sent(charge), ...why, decidedAt: at }
    }
  }
}
