import type { Entry } from "../../src/ledger/index.ts"
import type { Check } from "../Check.ts"

/** I29: a cancellation owes each payer exactly what was paid, once. */
export const refundsExact: Check = {
  invariant: "I29",
  promise: "cancellation refunds each payer exactly, to the payer, once",
  sees: "Cancellation",
  find: (observation) => {
    if (observation._tag !== "Cancellation") return undefined
    const { contributions, entries } = observation
    const paid = new Map<string, bigint>()
    for (const { payer, minorUnits } of contributions) paid.set(payer, (paid.get(payer) ?? 0n) + minorUnits)
    const cancellations = entries.filter(({ kind }) => kind === "Cancellation")
    if (cancellations.length !== 1) return `it was booked ${cancellations.length} times`
    const owed = owedBy(cancellations)
    const wrong = [...new Set([...paid.keys(), ...owed.keys()])].find(
      (payer) => (paid.get(payer) ?? 0n) !== (owed.get(payer) ?? 0n)
    )
    return wrong === undefined
      ? undefined
      : `${wrong} paid ${paid.get(wrong) ?? 0n} and is owed ${owed.get(wrong) ?? 0n}`
  }
}

/** What went to payers, and back to challenges whose money had been carried over. */
const owedBy = (entries: ReadonlyArray<Entry>): ReadonlyMap<string, bigint> => {
  const owed = new Map<string, bigint>()
  for (const { postings } of entries) {
    for (const { account, minorUnits } of postings) {
      const payer =
        account._tag === "RefundPayable"
          ? account.payer
          : account._tag === "CarryOver"
            ? account.challengeId
            : undefined
      if (payer !== undefined) owed.set(payer, (owed.get(payer) ?? 0n) - minorUnits)
    }
  }
  return owed
}
