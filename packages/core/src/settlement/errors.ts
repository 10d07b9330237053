import { Schema } from "effect"
import { ChallengeId, formatInstant, PrincipalId } from "../shared/index.ts"
import { Fact } from "./PlanFacts.ts"

/** The challenge has no prizes, or its standings are not final: there is nothing to settle. */
export class NothingToSettle extends Schema.TaggedError<NothingToSettle>()("NothingToSettle", {
  challengeId: ChallengeId,
  reason: Schema.String
}) {
  override get message() {
    return `Challenge ${this.challengeId} cannot be settled: ${this.reason}`
  }
}

/** The challenge has no settlement: neither was it planned nor were refunds owed. */
export class NothingPlanned extends Schema.TaggedError<NothingPlanned>()("NothingPlanned", {
  challengeId: ChallengeId
}) {
  override get message() {
    return `Nothing has been planned for challenge ${this.challengeId}; make a plan first`
  }
}

/** The contributions given to a plan are not what the ledger says was paid into the pool. */
export class PoolMismatch extends Schema.TaggedError<PoolMismatch>()("PoolMismatch", {
  challengeId: ChallengeId,
  ledgerMinorUnits: Schema.BigInt,
  statedMinorUnits: Schema.BigInt
}) {
  override get message() {
    return `The ledger has ${this.ledgerMinorUnits} paid into challenge ${this.challengeId}, the plan ${this.statedMinorUnits}; compare entries and deposits with the journal before anything is paid`
  }
}

/** The prizes given to a plan spend more or less than there is. */
export class PrizesDoNotBalance extends Schema.TaggedError<PrizesDoNotBalance>()("PrizesDoNotBalance", {
  challengeId: ChallengeId,
  sourcesMinorUnits: Schema.BigInt,
  usesMinorUnits: Schema.BigInt
}) {
  override get message() {
    return `The prizes of challenge ${this.challengeId} use ${this.usesMinorUnits} of ${this.sourcesMinorUnits}; every unit needs one destination`
  }
}

/** The settlement does not take this command in its state. */
export class TransitionForbidden extends Schema.TaggedError<TransitionForbidden>()("TransitionForbidden", {
  settlementId: Schema.String,
  state: Schema.String,
  command: Schema.String,
  allowed: Schema.Array(Schema.String)
}) {
  override get message() {
    const allowed =
      this.allowed.length === 0 ? "nothing more can be done with it" : `allowed: ${this.allowed.join(", ")}`
    return `Settlement ${this.settlementId} is ${this.state} and does not take ${this.command}; ${allowed}`
  }
}

/** The settlement was approved before, by somebody else or with another hash. */
export class AlreadyApproved extends Schema.TaggedError<AlreadyApproved>()("AlreadyApproved", {
  settlementId: Schema.String,
  approver: PrincipalId,
  planHash: Schema.String
}) {
  override get message() {
    return `Settlement ${this.settlementId} was approved already, by ${this.approver} for plan ${this.planHash}`
  }
}

/** The plan is of another challenge. */
export class PlanOfOtherChallenge extends Schema.TaggedError<PlanOfOtherChallenge>()("PlanOfOtherChallenge", {
  settlementId: Schema.String,
  challengeId: ChallengeId,
  planChallengeId: ChallengeId
}) {
  override get message() {
    return `The plan is of challenge ${this.planChallengeId}, settlement ${this.settlementId} of ${this.challengeId}`
  }
}

/** The plan has not the version that comes next, or corrects another plan than the settlement does. */
export class PlanOutOfSequence extends Schema.TaggedError<PlanOutOfSequence>()("PlanOutOfSequence", {
  settlementId: Schema.String,
  expectedVersion: Schema.Int,
  planVersion: Schema.Int,
  supersedes: Schema.String
}) {
  override get message() {
    return `Settlement ${this.settlementId} takes version ${this.expectedVersion} next, superseding ${this.supersedes}; the plan is version ${this.planVersion}`
  }
}

/** The plan contradicts itself or was altered after it was hashed. */
export class PlanAltered extends Schema.TaggedError<PlanAltered>()("PlanAltered", {
  settlementId: Schema.String,
  findings: Schema.Array(Schema.Struct({ path: Schema.String, message: Schema.String }))
}) {
  override get message() {
    return `The plan for settlement ${this.settlementId} is not sound: ${this.findings
      .map(({ path, message }) => `${path} ${message}`)
      .join("; ")}`
  }
}

/** The store does not have the plan that the settlement names, or the settlement of the plan that this one corrects. */
export class PlanNotKept extends Schema.TaggedError<PlanNotKept>()("PlanNotKept", {
  settlementId: Schema.String,
  planHash: Schema.String
}) {
  override get message() {
    return `Settlement ${this.settlementId} rests on plan ${this.planHash}, which the store does not have; restore it before anything is posted`
  }
}

/** A correction would take back what was carried over, and another challenge has taken it already. */
export class CarryOverTaken extends Schema.TaggedError<CarryOverTaken>()("CarryOverTaken", {
  settlementId: Schema.String,
  carrier: ChallengeId,
  askedMinorUnits: Schema.BigInt,
  heldMinorUnits: Schema.BigInt
}) {
  override get message() {
    return `Settlement ${this.settlementId} would take ${this.askedMinorUnits} from what ${this.carrier} carried over, which holds ${this.heldMinorUnits}: another challenge has taken it; cancel the correction`
  }
}

/** A plan is to take the place of a published one, and yet nothing has changed that it rests on. */
export class FactsUnchanged extends Schema.TaggedError<FactsUnchanged>()("FactsUnchanged", {
  settlementId: Schema.String
}) {
  override get message() {
    return `Nothing that the plan of settlement ${this.settlementId} rests on has changed; amend what the dispute is about, or let the plan stand`
  }
}

/** Published results can still be disputed. */
export class DisputeWindowOpen extends Schema.TaggedError<DisputeWindowOpen>()("DisputeWindowOpen", {
  settlementId: Schema.String,
  until: Schema.Int
}) {
  override get message() {
    return `The results of settlement ${this.settlementId} can be disputed until ${formatInstant(this.until)}`
  }
}

/** The plan is in the ledger already: somebody else was first, or the same person before. */
export class AlreadyPosted extends Schema.TaggedError<AlreadyPosted>()("AlreadyPosted", {
  settlementId: Schema.String,
  planHash: Schema.String,
  postedAt: Schema.Int
}) {
  override get message() {
    return `Plan ${this.planHash} of settlement ${this.settlementId} was posted at ${formatInstant(this.postedAt)}; nothing was done again`
  }
}

/** Who made a plan cannot approve it. */
export class ApproverIsMaker extends Schema.TaggedError<ApproverIsMaker>()("ApproverIsMaker", {
  settlementId: Schema.String,
  by: PrincipalId
}) {
  override get message() {
    return `${this.by} made the plan of settlement ${this.settlementId}; somebody else has to approve it`
  }
}

/** The approval or rejection is for another plan than the one that waits. */
export class PlanHashMismatch extends Schema.TaggedError<PlanHashMismatch>()("PlanHashMismatch", {
  settlementId: Schema.String,
  expected: Schema.String,
  actual: Schema.String
}) {
  override get message() {
    return `Settlement ${this.settlementId} awaits a decision on plan ${this.expected}, not on ${this.actual}; look at it again`
  }
}

/** What the plan rests on has changed since it was computed. */
export class StalePlan extends Schema.TaggedError<StalePlan>()("StalePlan", {
  settlementId: Schema.String,
  changed: Schema.Array(Fact)
}) {
  override get message() {
    return `The plan of settlement ${this.settlementId} is stale: ${this.changed.join(" and ")} changed since; compute it anew`
  }
}

/** Some payouts are still under way, or wait for somebody. */
export class PayoutsOutstanding extends Schema.TaggedError<PayoutsOutstanding>()("PayoutsOutstanding", {
  settlementId: Schema.String,
  underWay: Schema.Int,
  stuck: Schema.Int
}) {
  override get message() {
    return `Settlement ${this.settlementId} has ${this.underWay} payouts under way and ${this.stuck} that need attention`
  }
}

/** A correction that is cancelled leaves what was settled as it is: there is nothing to refund. */
export class NothingToRefund extends Schema.TaggedError<NothingToRefund>()("NothingToRefund", {
  settlementId: Schema.String
}) {
  override get message() {
    return `Settlement ${this.settlementId} is a correction and refunds nothing; once it is cancelled the earlier settlement stands`
  }
}

/** The payout line does not take this command in its state. */
export class PayoutTransitionForbidden extends Schema.TaggedError<PayoutTransitionForbidden>()(
  "PayoutTransitionForbidden",
  {
    line: Schema.String,
    state: Schema.String,
    command: Schema.String,
    allowed: Schema.Array(Schema.String)
  }
) {
  override get message() {
    const allowed =
      this.allowed.length === 0 ? "nothing more can be done with it" : `allowed: ${this.allowed.join(", ")}`
    return `Payout line ${this.line} is ${this.state} and does not take ${this.command}; ${allowed}`
  }
}

/** No attempt of the line has this key. */
export class AttemptUnknown extends Schema.TaggedError<AttemptUnknown>()("AttemptUnknown", {
  line: Schema.String,
  attemptKey: Schema.String
}) {
  override get message() {
    return `No attempt to pay line ${this.line} has the key ${this.attemptKey}`
  }
}

/** The answer contradicts one that was final: the provider has to be asked, by a person. */
export class OutcomeContradicted extends Schema.TaggedError<OutcomeContradicted>()("OutcomeContradicted", {
  line: Schema.String,
  attemptKey: Schema.String,
  recorded: Schema.String,
  reported: Schema.String
}) {
  override get message() {
    return `Attempt ${this.attemptKey} of line ${this.line} was ${this.recorded} for good and is now reported ${this.reported}; ask the provider`
  }
}

/** Another worker holds the claim. */
export class NotTheClaimant extends Schema.TaggedError<NotTheClaimant>()("NotTheClaimant", {
  line: Schema.String,
  worker: Schema.String,
  claimedBy: Schema.String
}) {
  override get message() {
    return `Payout line ${this.line} is claimed by ${this.claimedBy}, not by ${this.worker}`
  }
}

/** Payouts were asked of one provider, and another one is to go on: it knows nothing of them, or takes them for its own. */
export class OtherProviderPaid extends Schema.TaggedError<OtherProviderPaid>()("OtherProviderPaid", {
  challengeId: ChallengeId,
  provider: Schema.String,
  configured: Schema.String
}) {
  override get message() {
    return `Payouts of ${this.challengeId} went through ${this.provider}, and ${this.configured} is to go on; only ${this.provider} can pay the rest and say what became of them`
  }
}

/** The lease is over: whether the request left can no longer be told by the worker alone. */
export class LeaseExpired extends Schema.TaggedError<LeaseExpired>()("LeaseExpired", {
  line: Schema.String,
  leaseUntil: Schema.Int
}) {
  override get message() {
    return `The lease on payout line ${this.line} ended at ${formatInstant(this.leaseUntil)}; do not send`
  }
}

/** The lease is not over yet: its worker may still be at work. */
export class LeaseRunning extends Schema.TaggedError<LeaseRunning>()("LeaseRunning", {
  line: Schema.String,
  leaseUntil: Schema.Int
}) {
  override get message() {
    return `The lease on payout line ${this.line} runs until ${formatInstant(this.leaseUntil)}`
  }
}

/** What is unknown is decided by asking the provider, by a webhook, or by a person with evidence. */
export class EvidenceInsufficient extends Schema.TaggedError<EvidenceInsufficient>()("EvidenceInsufficient", {
  line: Schema.String,
  evidence: Schema.String
}) {
  override get message() {
    return `The outcome of payout line ${this.line} is unknown; ${this.evidence} does not decide it: ask the provider`
  }
}

/** The date until which the line is held has not come. */
export class NotYetDue extends Schema.TaggedError<NotYetDue>()("NotYetDue", { line: Schema.String, due: Schema.Int }) {
  override get message() {
    return `Payout line ${this.line} is held until ${formatInstant(this.due)}`
  }
}

/** A reduction leaves more than there was, or nothing (which is to withhold). */
export class ReductionOutOfRange extends Schema.TaggedError<ReductionOutOfRange>()("ReductionOutOfRange", {
  line: Schema.String,
  minorUnits: Schema.BigInt,
  askedMinorUnits: Schema.BigInt
}) {
  override get message() {
    return `Payout line ${this.line} holds ${this.minorUnits} and cannot be reduced to ${this.askedMinorUnits}`
  }
}

/** No payout line of the challenge has this key, and no attempt to pay one. */
export class PayoutNotFound extends Schema.TaggedError<PayoutNotFound>()("PayoutNotFound", {
  challengeId: ChallengeId,
  key: Schema.String
}) {
  override get message() {
    return `Challenge ${this.challengeId} has no payout with the key ${this.key}; look at its payout lines`
  }
}

/** Somebody else moved the payout line on at the same time: nothing was done. */
export class PayoutLineMoved extends Schema.TaggedError<PayoutLineMoved>()("PayoutLineMoved", {
  line: Schema.String
}) {
  override get message() {
    return `Payout line ${this.line} moved on meanwhile; nothing was done, look at it and ask again`
  }
}

/** Another writer was first: load again and decide anew. */
export class SettlementConflict extends Schema.TaggedError<SettlementConflict>()("SettlementConflict", {
  settlementId: Schema.String,
  expected: Schema.Int,
  actual: Schema.Int
}) {
  override get message() {
    return `Settlement ${this.settlementId} is at revision ${this.actual}, not ${this.expected}: it changed meanwhile`
  }
}

/** The store of settlements cannot be reached or failed; nothing was written. */
export class SettlementsUnavailable extends Schema.TaggedError<SettlementsUnavailable>()("SettlementsUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The store of settlements failed at ${this.operation}; nothing was written, try again`
  }
}
