import type { SettlementState } from "@laurel/core/settlement"
import { formatInstant } from "@laurel/core/shared"
import { Schema } from "effect"
import { Instant } from "../../wire/text.ts"
import { words } from "../../wire/words.ts"

const whenKnown = Schema.optionalKey(Schema.String)
const whenReached = Schema.optionalKey(Instant)

/** One settlement of a challenge: who brought it forward, and when. */
export const SettlementRecord = Schema.Struct({
  settlement_id: Schema.String,
  version: Schema.Int,
  state: Schema.String,
  plan_hash: whenKnown,
  maker: whenKnown,
  computed_at: whenReached,
  /** The reason for which a dispute was upheld, where this plan followed. */
  dispute_reason: whenKnown,
  approver: whenKnown,
  approved_at: whenReached,
  posted_at: whenReached,
  settled_at: whenReached,
  rejected_by: whenKnown,
  cancelled_by: whenKnown,
  reason: whenKnown,
  /** The plan that this one corrects. */
  supersedes: Schema.optionalKey(Schema.Struct({ version: Schema.Int, plan_hash: Schema.String }))
}).annotate({ identifier: "SettlementRecord" })

/** A settlement as it is written. */
export const settlementRecord = (settlement: SettlementState): typeof SettlementRecord.Type => ({
  settlement_id: settlement.settlementId,
  version: settlement.version,
  state: words(settlement._tag),
  ...("planHash" in settlement
    ? {
        plan_hash: settlement.planHash,
        maker: settlement.maker,
        computed_at: formatInstant(settlement.computedAt),
        ...(settlement.disputeReason === undefined ? {} : { dispute_reason: settlement.disputeReason })
      }
    : {}),
  ...("approver" in settlement
    ? { approver: settlement.approver, approved_at: formatInstant(settlement.approvedAt) }
    : {}),
  ...("postedAt" in settlement ? { posted_at: formatInstant(settlement.postedAt) } : {}),
  ...("settledAt" in settlement ? { settled_at: formatInstant(settlement.settledAt) } : {}),
  ...("rejectedBy" in settlement ? { rejected_by: settlement.rejectedBy } : {}),
  ...("cancelledBy" in settlement ? { cancelled_by: settlement.cancelledBy } : {}),
  ...("reason" in settlement ? { reason: settlement.reason } : {}),
  ...(settlement.supersedes === undefined
    ? {}
    : { supersedes: { version: settlement.supersedes.version, plan_hash: settlement.supersedes.planHash } })
})
