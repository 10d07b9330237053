import type { SettlementPlan } from "@laurel/core/settlement"
import { formatAmount } from "@laurel/core/shared"

/** What each participant wins: the sum of the awards, and the items; empty text for who wins nothing. */
export const prizesOf = (plan: SettlementPlan | undefined): ((participant: string) => string) => {
  if (plan === undefined) return () => ""
  const amounts = new Map<string, bigint>()
  const items = new Map<string, Array<string>>()
  for (const { participantId, minorUnits } of plan.prizes.awards)
    amounts.set(participantId, (amounts.get(participantId) ?? 0n) + minorUnits)
  for (const { participantId, item } of plan.prizes.items)
    items.set(participantId, [...(items.get(participantId) ?? []), item])
  return (participant) => {
    const amount = amounts.get(participant)
    const won = items.get(participant) ?? []
    return [...(amount === undefined ? [] : [formatAmount(amount, plan.currency)]), ...won].join(" + ")
  }
}
