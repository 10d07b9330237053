import type { Check } from "../Check.ts"

/** I6: currencies are not mixed: all entries of a challenge are in its currency. */
export const oneCurrency: Check = {
  invariant: "I6",
  promise: "currencies are never mixed",
  sees: "Ledger",
  find: (observation) => {
    if (observation._tag !== "Ledger") return undefined
    const other = observation.entries.find(({ currency }) => currency !== observation.currency)
    return other === undefined ? undefined : `entry ${other.id} is in ${other.currency}, not in ${observation.currency}`
  }
}
