import { Result } from "effect"
import type { Instant } from "../shared/index.ts"
import { stuck, underWay } from "./countLines.ts"
import {
  AlreadyApproved,
  ApproverIsMaker,
  DisputeWindowOpen,
  FactsUnchanged,
  NothingToRefund,
  PayoutsOutstanding,
  PlanAltered,
  PlanHashMismatch,
  PlanOfOtherChallenge,
  PlanOutOfSequence,
  StalePlan,
  TransitionForbidden
} from "./errors.ts"
import { nothingChanged, type SettlementEvent } from "./events.ts"
import { isReplay } from "./isReplay.ts"
import { changedFacts, factsOf, type PlanFacts } from "./PlanFacts.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import type { SettlementState } from "./SettlementState.ts"
import { type SettlementCommand, settlementAllows, settlementTransitions } from "./transitions.ts"
import { verifyPlan } from "./verifyPlan.ts"

/** Why a command is refused, in the order in which it is checked. */
export type SettlementRefused =
  | AlreadyApproved
  | TransitionForbidden
  | ApproverIsMaker
  | PlanHashMismatch
  | PlanOfOtherChallenge
  | PlanOutOfSequence
  | PlanAltered
  | FactsUnchanged
  | DisputeWindowOpen
  | StalePlan
  | PayoutsOutstanding
  | NothingToRefund

type Decision = Result.Result<SettlementEvent, SettlementRefused>

/**
 * Decides a command on a settlement: the event that follows, or the refusal. Pure; `now` is an argument. A command that had
 * been carried out before is answered with `NothingChanged`, before anything else is checked.
 *
 * **Gotchas**: a settlement knows its maker and its approver, not the organiser of its challenge. That only the organiser
 * plans, upholds, corrects and cancels is for the use cases to check, before they ask.
 */
export const decide = (state: SettlementState, command: SettlementCommand, now: Instant): Decision => {
  if (isReplay(state, command)) return Result.succeed(nothingChanged)
  if (state._tag === "Approved" && command._tag === "Approve") {
    const { settlementId, approver, planHash } = state
    return Result.fail(new AlreadyApproved({ settlementId, approver, planHash }))
  }
  if (!(command._tag in settlementTransitions[state._tag])) return Result.fail(forbidden(state, command._tag))
  const refusal = refusalOf(state, command, now)
  return refusal === undefined ? Result.succeed(eventOf(command, now)) : Result.fail(refusal)
}

/** The refusal of a command that the settlement does not take in its state. */
export const forbidden = ({ settlementId, _tag }: SettlementState, command: SettlementCommand["_tag"]) =>
  new TransitionForbidden({ settlementId, state: _tag, command, allowed: settlementAllows(_tag) })

const refusalOf = (state: SettlementState, command: SettlementCommand, now: Instant): SettlementRefused | undefined => {
  switch (command._tag) {
    case "Compute":
      return unfit(state, command) ?? (state._tag === "Provisional" ? unchanged(state, command.plan) : undefined)
    case "UpholdDispute":
      return unfit(state, command) ?? unchanged(state, command.plan)
    case "Publish":
      return stale(state, command.current)
    case "Submit":
      return state._tag === "Provisional" && now < state.disputeUntil
        ? new DisputeWindowOpen({ settlementId: state.settlementId, until: state.disputeUntil })
        : undefined
    case "Approve":
      return "maker" in state && state.maker === command.by
        ? new ApproverIsMaker({ settlementId: state.settlementId, by: command.by })
        : (otherPlan(state, command.planHash) ?? stale(state, command.current))
    case "Reject":
      return otherPlan(state, command.planHash)
    case "Post":
      return stale(state, command.current)
    case "Complete":
    case "CompleteRefunds": {
      const open = { underWay: underWay(command.lines), stuck: stuck(command.lines) }
      return open.underWay + open.stuck > 0
        ? new PayoutsOutstanding({ settlementId: state.settlementId, ...open })
        : undefined
    }
    case "Refund":
      return state.supersedes === undefined ? undefined : new NothingToRefund({ settlementId: state.settlementId })
    default:
      return undefined
  }
}

const otherPlan = (state: SettlementState, planHash: string): PlanHashMismatch | undefined =>
  "planHash" in state && state.planHash !== planHash
    ? new PlanHashMismatch({ settlementId: state.settlementId, expected: state.planHash, actual: planHash })
    : undefined

const stale = (state: SettlementState, current: PlanFacts): StalePlan | undefined => {
  const changed = "facts" in state ? changedFacts(state.facts, current) : []
  return changed.length === 0 ? undefined : new StalePlan({ settlementId: state.settlementId, changed })
}

const unfit = (
  state: SettlementState,
  { plan, isJustMade }: Pick<Extract<SettlementCommand, { readonly _tag: "Compute" }>, "plan" | "isJustMade">
): SettlementRefused | undefined => {
  const { settlementId, challengeId, version, supersedes } = state
  if (plan.challengeId !== challengeId) {
    return new PlanOfOtherChallenge({ settlementId, challengeId, planChallengeId: plan.challengeId })
  }
  if (plan.version !== version + 1 || plan.supersedes?.planHash !== supersedes?.planHash) {
    return new PlanOutOfSequence({
      settlementId,
      expectedVersion: version + 1,
      planVersion: plan.version,
      supersedes: supersedes === undefined ? "nothing" : `version ${supersedes.version}`
    })
  }
  const findings = isJustMade === true ? [] : verifyPlan(plan)
  return findings.length === 0 ? undefined : new PlanAltered({ settlementId, findings })
}

const unchanged = (state: SettlementState, plan: SettlementPlan): FactsUnchanged | undefined =>
  "facts" in state && changedFacts(state.facts, factsOf(plan)).length === 0
    ? new FactsUnchanged({ settlementId: state.settlementId })
    : undefined

const eventOf = (command: SettlementCommand, at: Instant): SettlementEvent => {
  switch (command._tag) {
    case "Compute":
      return { _tag: "SettlementComputed", at, maker: command.by, plan: command.plan }
    case "UpholdDispute":
      return { _tag: "DisputeUpheld", at, maker: command.by, reason: command.reason, plan: command.plan }
    case "Publish":
      return { _tag: "PlanPublished", at, disputeUntil: command.disputeUntil }
    case "Submit":
      return { _tag: "ApprovalAsked", at }
    case "Approve":
      return { _tag: "PlanApproved", at, approver: command.by, planHash: command.planHash }
    case "Reject":
      return { _tag: "PlanRejected", at, by: command.by, reason: command.reason }
    case "Post":
      return { _tag: "SettlementPosted", at, entryId: command.entryId }
    case "Distribute":
      return { _tag: "DistributionStarted", at }
    case "Flag":
      return { _tag: "AttentionNeeded", at }
    case "Resume":
      return { _tag: "DistributionResumed", at }
    case "Complete":
      return { _tag: "SettlementCompleted", at }
    case "Supersede":
      return { _tag: "SettlementSuperseded", at, by: command.by }
    case "Cancel":
      return { _tag: "SettlementCancelled", at, by: command.by, reason: command.reason }
    case "Refund":
      return { _tag: "RefundsStarted", at }
    case "CompleteRefunds":
      return { _tag: "RefundsCompleted", at }
  }
}
