import { type EventType, type Happening, saidOfMany } from "../webhook/index.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import type { SettlementState } from "./SettlementState.ts"

const told: Readonly<Partial<Record<SettlementState["_tag"], EventType>>> = {
  Provisional: "settlement.planned",
  Approved: "settlement.approved",
  Posted: "settlement.posted",
  Settled: "settlement.settled"
}

/** What others may be told of a settlement that came to this state. */
export const happenedTo = (settlement: SettlementState): ReadonlyArray<Happening> => {
  const type = told[settlement._tag]
  if (type === undefined) return []
  const { settlementId, version, revision } = settlement
  const hash = "planHash" in settlement ? { plan_hash: settlement.planHash } : {}
  return [{ type, data: { settlement_id: settlementId, plan_version: version, revision, ...hash } }]
}

const paid: ReadonlySet<PayoutLine["_tag"]> = new Set(["Confirmed"])
const failed: ReadonlySet<PayoutLine["_tag"]> = new Set(["Refused", "Returned"])

/** What others may be told of payouts of one settlement that took a step: those that were paid, and those that were refused or came back. */
export const payoutNews = (lines: ReadonlyArray<PayoutLine>): ReadonlyArray<Happening> => [
  ...payoutsIn(lines, paid, "payout.paid"),
  ...payoutsIn(lines, failed, "payout.failed")
]

const payoutsIn = (
  lines: ReadonlyArray<PayoutLine>,
  states: ReadonlySet<PayoutLine["_tag"]>,
  type: EventType
): ReadonlyArray<Happening> => {
  const those = lines.filter(({ _tag }) => states.has(_tag))
  const bySettlement = Map.groupBy(those, ({ settlementId }) => settlementId)
  return [...bySettlement].flatMap(([settlementId, some]) =>
    saidOfMany(
      type,
      "payout_keys",
      some.map(({ key }) => key),
      { settlement_id: settlementId }
    )
  )
}
