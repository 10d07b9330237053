import type { Check } from "../Check.ts"
import { LedgerModel } from "../models/ledger.model.ts"

/** I4: the pool is never negative, and empty once it is posted or cancelled. */
export const poolNeverNegative: Check = {
  invariant: "I4",
  promise: "the pool is never negative, and zero after posting or cancelling",
  sees: "Ledger",
  find: (observation) => {
    if (observation._tag !== "Ledger") return undefined
    const { challengeId, entries, phase } = observation
    const ledger = new LedgerModel()
    for (const entry of entries) {
      ledger.take(entry)
      const pool = ledger.owed({ _tag: "Pool", challengeId })
      if (pool < 0n) return `the pool stands at ${pool} after ${entry.id} (${entry.kind})`
    }
    const left = ledger.owed({ _tag: "Pool", challengeId })
    return phase === "Open" || left === 0n ? undefined : `${left} is still in the pool although it is ${phase}`
  }
}
