import { Option } from "effect"
import { carriedFrom } from "../challenge/index.ts"
import type { Account } from "../ledger/index.ts"
import type { ChallengeId } from "../shared/index.ts"

/** What is refunded to an account: to a payer, or back to what another challenge carried over. */
export interface RefundedTo {
  readonly account: Extract<Account, { readonly _tag: "RefundPayable" | "CarryOver" }>
  readonly minorUnits: bigint
}

interface Paid {
  readonly payer: string
  readonly kind: "EntryFee" | "Sponsor" | "CarryOver"
  readonly minorUnits: bigint
}

/** Divides refunds into what goes to payers and what goes back to the challenges that carried it over. */
export const refundAccounts = (
  challengeId: ChallengeId,
  contributions: ReadonlyArray<Paid>,
  refunds: ReadonlyArray<{ readonly payer: string; readonly minorUnits: bigint }>
): ReadonlyArray<RefundedTo> => {
  const carried = new Map<string, { readonly from: ChallengeId; minorUnits: bigint }>()
  for (const contribution of contributions) {
    const from = Option.getOrUndefined(carriedFrom(contribution))
    if (from === undefined) continue
    const before = carried.get(contribution.payer)
    if (before === undefined) carried.set(contribution.payer, { from, minorUnits: contribution.minorUnits })
    else before.minorUnits += contribution.minorUnits
  }
  const accounts: Array<RefundedTo> = []
  for (const { payer, minorUnits } of refunds) {
    const other = carried.get(payer)
    const back = other === undefined ? 0n : minorUnits < other.minorUnits ? minorUnits : other.minorUnits
    if (other !== undefined && back > 0n) {
      other.minorUnits -= back
      accounts.push({ account: { _tag: "CarryOver", challengeId: other.from }, minorUnits: back })
    }
    if (minorUnits > back) {
      accounts.push({ account: { _tag: "RefundPayable", challengeId, payer }, minorUnits: minorUnits - back })
    }
  }
  return accounts
}
