import type { EntryId } from "../ledger/index.ts"
import type { Instant, PrincipalId } from "../shared/index.ts"
import type { PlanReference, SettlementPlan } from "./SettlementPlan.ts"

/** What happened to a settlement. Applying an event to the settlement that it was decided for never fails. */
export type SettlementEvent =
  | {
      readonly _tag: "SettlementComputed"
      readonly at: Instant
      readonly maker: PrincipalId
      readonly plan: SettlementPlan
    }
  | { readonly _tag: "PlanPublished"; readonly at: Instant; readonly disputeUntil: Instant }
  | {
      readonly _tag: "DisputeUpheld"
      readonly at: Instant
      readonly maker: PrincipalId
      readonly reason: string
      readonly plan: SettlementPlan
    }
  | { readonly _tag: "ApprovalAsked"; readonly at: Instant }
  | { readonly _tag: "PlanApproved"; readonly at: Instant; readonly approver: PrincipalId; readonly planHash: string }
  | { readonly _tag: "PlanRejected"; readonly at: Instant; readonly by: PrincipalId; readonly reason: string }
  | { readonly _tag: "SettlementPosted"; readonly at: Instant; readonly entryId: EntryId }
  | { readonly _tag: "DistributionStarted"; readonly at: Instant }
  | { readonly _tag: "AttentionNeeded"; readonly at: Instant }
  | { readonly _tag: "DistributionResumed"; readonly at: Instant }
  | { readonly _tag: "SettlementCompleted"; readonly at: Instant }
  | { readonly _tag: "SettlementSuperseded"; readonly at: Instant; readonly by: PlanReference }
  | { readonly _tag: "SettlementCancelled"; readonly at: Instant; readonly by: PrincipalId; readonly reason: string }
  | { readonly _tag: "RefundsStarted"; readonly at: Instant }
  | { readonly _tag: "RefundsCompleted"; readonly at: Instant }
  /** The command had been carried out before: the answer to a repetition. Nothing is to be stored or sent. */
  | { readonly _tag: "NothingChanged" }

/** The answer to a repetition. */
export const nothingChanged: { readonly _tag: "NothingChanged" } = { _tag: "NothingChanged" }
