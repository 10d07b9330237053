import { entitlements } from "../../src/ledger/index.ts"
import type { Check } from "../Check.ts"

/** I5: what somebody is entitled to is paid, on its way, held, unclaimed, forfeited or withheld. */
export const entitlementsAddUp: Check = {
  invariant: "I5",
  promise: "entitlement = confirmed + in flight + held + unclaimed + forfeited + withheld - owed back",
  sees: "Ledger",
  find: (observation) => {
    if (observation._tag !== "Ledger") return undefined
    for (const parts of entitlements(observation.entries, observation.challengeId)) {
      const { entitled, confirmed, inFlight, held, unclaimed, forfeited, withheld, owedBack } = parts
      const sum = confirmed + inFlight + held + unclaimed + forfeited + withheld - owedBack
      if (sum !== entitled) return `${parts.recipient} is entitled to ${entitled}, but its parts come to ${sum}`
    }
    return undefined
  }
}
