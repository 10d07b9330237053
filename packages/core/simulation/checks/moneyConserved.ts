import { type Conservation, conservation } from "../../src/ledger/index.ts"
import type { Check } from "../Check.ts"

/** I3: at every commit, what was paid in and topped up is in the pool or has a destination. */
export const moneyConserved: Check = {
  invariant: "I3",
  promise: "paid in + top-ups = pool + entitlements + fees + charity + residual + refunds, at every commit",
  sees: "Ledger",
  find: (observation) => {
    if (observation._tag !== "Ledger") return undefined
    const { entries, challengeId } = observation
    // Sums of entries that each keep the balance keep it too, so this holds after every single one.
    for (const entry of entries) {
      const broken = conservation([entry], challengeId).find((terms) => sourcesOf(terms) !== usesOf(terms))
      if (broken !== undefined) return `entry ${entry.id} (${entry.kind}) ${texts(broken)}`
    }
    const broken = conservation(entries, challengeId).find(({ holds }) => !holds)
    return broken === undefined ? undefined : `the ledger ${texts(broken)}`
  }
}

const sourcesOf = ({ paidIn, topUps }: Conservation): bigint => paidIn + topUps

const usesOf = ({ pool, entitlements, fees, charity, residual, refunds }: Conservation): bigint =>
  pool + entitlements + fees + charity + residual + refunds

const texts = (terms: Conservation): string =>
  `brings in ${sourcesOf(terms)}, but ${usesOf(terms)} has a place (pool ${terms.pool})`
