import type { SettlementState } from "./SettlementState.ts"
import type { SettlementCommand } from "./transitions.ts"

const distributed: ReadonlySet<string> = new Set(["Distributing", "NeedsAttention", "Settled", "Superseded"])

/**
 * Whether the command has been carried out: the same command with the same content, asked of a settlement that shows what
 * it did (I15). Other content is no repetition and meets the table.
 */
export const isReplay = (state: SettlementState, command: SettlementCommand): boolean => {
  switch (command._tag) {
    case "Compute":
    case "UpholdDispute":
      // A rejected plan is over: handing it in again is no repetition, it needs a new version.
      return (
        state._tag !== "Rejected" &&
        "planHash" in state &&
        state.planHash === command.plan.hash &&
        state.maker === command.by
      )
    case "Publish":
      return state._tag === "Provisional" && state.disputeUntil === command.disputeUntil
    case "Submit":
      return state._tag === "AwaitingApproval"
    case "Approve":
      return "approver" in state && state.approver === command.by && state.planHash === command.planHash
    case "Reject":
      return state._tag === "Rejected" && state.rejectedBy === command.by && state.planHash === command.planHash
    case "Post":
      return "entryId" in state && state.entryId === command.entryId
    case "Distribute":
      return distributed.has(state._tag)
    case "Flag":
      return state._tag === "NeedsAttention"
    case "Resume":
      return state._tag === "Distributing"
    case "Complete":
      return state._tag === "Settled" || state._tag === "Superseded"
    case "Supersede":
      return state._tag === "Superseded" && state.supersededBy.planHash === command.by.planHash
    case "Cancel":
      return "cancelledBy" in state && state.cancelledBy === command.by && state.reason === command.reason
    case "Refund":
      return state._tag === "Refunding" || state._tag === "Refunded"
    case "CompleteRefunds":
      return state._tag === "Refunded"
  }
}
