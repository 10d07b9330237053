import type { EntryId } from "../ledger/index.ts"
import type { Instant, PrincipalId } from "../shared/index.ts"
import type { LineCounts } from "./countLines.ts"
import type { PlanFacts } from "./PlanFacts.ts"
import type { PlanReference, SettlementPlan } from "./SettlementPlan.ts"
import type { SettlementState } from "./SettlementState.ts"

/**
 * What can be asked of a settlement. `current` are the facts as they are now: a plan resting on others is stale. `isJustMade`
 * says that whoever asks made the plan right now and had it in hand ever since: it need not be verified, as any other plan is.
 */
export type SettlementCommand =
  /** Takes a plan: the first, or one in place of a plan that was rejected, disputed, not yet published, or is stale. */
  | { readonly _tag: "Compute"; readonly by: PrincipalId; readonly plan: SettlementPlan; readonly isJustMade?: true }
  | { readonly _tag: "Publish"; readonly disputeUntil: Instant; readonly current: PlanFacts }
  /** A dispute is upheld: the plan that takes its place rests on other facts. */
  | {
      readonly _tag: "UpholdDispute"
      readonly by: PrincipalId
      readonly reason: string
      readonly plan: SettlementPlan
      readonly isJustMade?: true
    }
  | { readonly _tag: "Submit" }
  | { readonly _tag: "Approve"; readonly by: PrincipalId; readonly planHash: string; readonly current: PlanFacts }
  | { readonly _tag: "Reject"; readonly by: PrincipalId; readonly planHash: string; readonly reason: string }
  | { readonly _tag: "Post"; readonly entryId: EntryId; readonly current: PlanFacts }
  | { readonly _tag: "Distribute" }
  | { readonly _tag: "Flag" }
  | { readonly _tag: "Resume" }
  | { readonly _tag: "Complete"; readonly lines: LineCounts }
  | { readonly _tag: "Supersede"; readonly by: PlanReference }
  | { readonly _tag: "Cancel"; readonly by: PrincipalId; readonly reason: string }
  | { readonly _tag: "Refund" }
  | { readonly _tag: "CompleteRefunds"; readonly lines: LineCounts }

/**
 * The table of legal transitions: state, command, next state. Everything else is refused.
 *
 * **Details**: beyond the life of a settlement as drawn, a plan that is not yet published can be computed anew, one that is
 * published as soon as it rests on facts that have changed, and an approval can be withdrawn while nothing is posted;
 * otherwise a plan that became stale could only be cancelled, or had to wait for the end of the dispute window.
 */
export const settlementTransitions = {
  Open: { Compute: "Computed", Cancel: "Cancelled" },
  Computed: { Compute: "Computed", Publish: "Provisional", Cancel: "Cancelled" },
  Provisional: { Compute: "Computed", UpholdDispute: "Computed", Submit: "AwaitingApproval", Cancel: "Cancelled" },
  AwaitingApproval: { Approve: "Approved", Reject: "Rejected", Cancel: "Cancelled" },
  Rejected: { Compute: "Computed", Cancel: "Cancelled" },
  Approved: { Reject: "Rejected", Post: "Posted", Cancel: "Cancelled" },
  Posted: { Distribute: "Distributing" },
  Distributing: { Flag: "NeedsAttention", Complete: "Settled" },
  NeedsAttention: { Resume: "Distributing" },
  Settled: { Supersede: "Superseded" },
  Superseded: {},
  Cancelled: { Refund: "Refunding" },
  Refunding: { CompleteRefunds: "Refunded" },
  Refunded: {}
} as const satisfies Record<
  SettlementState["_tag"],
  Partial<Record<SettlementCommand["_tag"], SettlementState["_tag"]>>
>

/** The commands that a settlement in this state takes. */
export const settlementAllows = (state: SettlementState["_tag"]): ReadonlyArray<string> =>
  Object.keys(settlementTransitions[state])
