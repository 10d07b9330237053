import type { PrincipalId } from "../shared/index.ts"
import type { SettlementEvent } from "./events.ts"
import { factsOf } from "./PlanFacts.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import type { SettlementState } from "./SettlementState.ts"

const defect = (state: SettlementState, event: SettlementEvent): never => {
  throw new Error(`${event._tag} cannot apply to a settlement that is ${state._tag}`)
}

/** What every state holds, the revision one higher. */
const next = ({ settlementId, challengeId, revision, version, supersedes }: SettlementState) => ({
  settlementId,
  challengeId,
  revision: revision + 1,
  version,
  ...(supersedes === undefined ? {} : { supersedes })
})

type Planned = Exclude<SettlementState, { readonly _tag: "Open" | "Cancelled" | "Refunding" | "Refunded" }>

const planned = (state: Planned) => ({
  ...next(state),
  planHash: state.planHash,
  facts: state.facts,
  maker: state.maker,
  computedAt: state.computedAt,
  dueMinorUnits: state.dueMinorUnits,
  ...(state.replaces === undefined ? {} : { replaces: state.replaces }),
  ...(state.disputeReason === undefined ? {} : { disputeReason: state.disputeReason })
})

type Approved = Extract<Planned, { readonly approver: PrincipalId }>

const approved = (state: Approved) => ({ ...planned(state), approver: state.approver, approvedAt: state.approvedAt })

type Posted = Exclude<Approved, { readonly _tag: "Approved" }>

const posted = (state: Posted) => ({ ...approved(state), entryId: state.entryId, postedAt: state.postedAt })

const computed = (state: SettlementState, plan: SettlementPlan, maker: PrincipalId, at: number) => ({
  _tag: "Computed" as const,
  ...next(state),
  version: plan.version,
  planHash: plan.hash,
  facts: factsOf(plan),
  maker,
  computedAt: at,
  dueMinorUnits: plan.lines.reduce((sum, { due }) => sum + due, 0n),
  ...("planHash" in state ? { replaces: state.planHash } : {})
})

/**
 * The settlement after an event, its revision one higher. Never fails on an event that `decide` gave for this state; any
 * other event is a defect. `NothingChanged` changes nothing.
 */
export const evolve = (state: SettlementState, event: SettlementEvent): SettlementState => {
  switch (event._tag) {
    case "NothingChanged":
      return state
    case "SettlementComputed":
      return computed(state, event.plan, event.maker, event.at)
    case "DisputeUpheld":
      return { ...computed(state, event.plan, event.maker, event.at), disputeReason: event.reason }
    case "SettlementCancelled":
      return { _tag: "Cancelled", ...next(state), cancelledBy: event.by, reason: event.reason, cancelledAt: event.at }
    default:
      return "cancelledBy" in state
        ? evolveCancelled(state, event)
        : state._tag === "Open"
          ? defect(state, event)
          : evolvePlanned(state, event)
  }
}

const evolveCancelled = (
  state: Extract<SettlementState, { readonly cancelledBy: PrincipalId }>,
  event: SettlementEvent
): SettlementState => {
  const { cancelledBy, reason, cancelledAt } = state
  const base = { ...next(state), cancelledBy, reason, cancelledAt }
  if (event._tag === "RefundsStarted" && state._tag === "Cancelled") return { _tag: "Refunding", ...base }
  if (event._tag === "RefundsCompleted" && state._tag === "Refunding") {
    return { _tag: "Refunded", ...base, refundedAt: event.at }
  }
  return defect(state, event)
}

const evolvePlanned = (state: Planned, event: SettlementEvent): SettlementState => {
  switch (event._tag) {
    case "PlanPublished":
      return { _tag: "Provisional", ...planned(state), disputeUntil: event.disputeUntil }
    case "ApprovalAsked":
      return { _tag: "AwaitingApproval", ...planned(state) }
    case "PlanRejected":
      return { _tag: "Rejected", ...planned(state), rejectedBy: event.by, reason: event.reason }
    case "PlanApproved":
      return { _tag: "Approved", ...planned(state), approver: event.approver, approvedAt: event.at }
    case "SettlementPosted":
      return state._tag === "Approved"
        ? { _tag: "Posted", ...approved(state), entryId: event.entryId, postedAt: event.at }
        : defect(state, event)
    default:
      return "entryId" in state ? evolvePosted(state, event) : defect(state, event)
  }
}

const evolvePosted = (state: Posted, event: SettlementEvent): SettlementState => {
  switch (event._tag) {
    case "DistributionStarted":
    case "DistributionResumed":
      return { _tag: "Distributing", ...posted(state) }
    case "AttentionNeeded":
      return { _tag: "NeedsAttention", ...posted(state) }
    case "SettlementCompleted":
      return { _tag: "Settled", ...posted(state), settledAt: event.at }
    case "SettlementSuperseded":
      return state._tag === "Settled"
        ? { _tag: "Superseded", ...posted(state), settledAt: state.settledAt, supersededBy: event.by }
        : defect(state, event)
    default:
      return defect(state, event)
  }
}
