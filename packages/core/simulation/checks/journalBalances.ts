import type { Check } from "../Check.ts"
import { sumsToZero } from "../models/sumsToZero.ts"

/** I1: every journal balances. */
export const journalBalances: Check = {
  invariant: "I1",
  promise: "every journal balances",
  sees: "Ledger",
  find: (observation) => {
    if (observation._tag !== "Ledger") return undefined
    const unbalanced = observation.entries.find((entry) => !sumsToZero(entry))
    return unbalanced === undefined ? undefined : `entry ${unbalanced.id} (${unbalanced.kind}) does not add up to zero`
  }
}
