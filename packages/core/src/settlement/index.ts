export { Evidence } from "../payment/index.ts"
export { approve, reject } from "./approve.ts"
export { cancel, refund } from "./cancel.ts"
export {
  type Cancellation,
  type CancellationHeading,
  cancellationOf
} from "./cancellationOf.ts"
export { lastStanding } from "./carryOut.ts"
export { type ChangedAward, type Compared, changesBetween, comparedOf, type PlanChanges } from "./changesBetween.ts"
export type { Before, Change, LineStep } from "./changesOf.ts"
export { contributionsOf } from "./contributionsOf.ts"
export { correct, upholdDispute } from "./correct.ts"
export { type Correction, correctionOf } from "./correctionOf.ts"
export { countLines, type LineCounts, progressOf, stuck, underWay } from "./countLines.ts"
export { decide, type SettlementRefused } from "./decide.ts"
export { decidePayout, type PayoutRefused } from "./decidePayout.ts"
export { describeAward, exactAmount } from "./describeAward.ts"
export {
  AlreadyApproved,
  AlreadyPosted,
  ApproverIsMaker,
  AttemptUnknown,
  CarryOverTaken,
  DisputeWindowOpen,
  EvidenceInsufficient,
  FactsUnchanged,
  LeaseExpired,
  LeaseRunning,
  NothingPlanned,
  NothingToRefund,
  NothingToSettle,
  NotTheClaimant,
  NotYetDue,
  OtherProviderPaid,
  OutcomeContradicted,
  PayoutLineMoved,
  PayoutNotFound,
  PayoutsOutstanding,
  PayoutTransitionForbidden,
  PlanAltered,
  PlanHashMismatch,
  PlanNotKept,
  PlanOfOtherChallenge,
  PlanOutOfSequence,
  PoolMismatch,
  PrizesDoNotBalance,
  ReductionOutOfRange,
  SettlementConflict,
  SettlementsUnavailable,
  StalePlan,
  TransitionForbidden
} from "./errors.ts"
export { nothingChanged, type SettlementEvent } from "./events.ts"
export { evolve } from "./evolve.ts"
export { evolvePayout } from "./evolvePayout.ts"
export { forfeit, giveUp, reclaim } from "./giveUp.ts"
export { goOn, oweRefunds, retryLines } from "./goOn.ts"
export { disputeDue } from "./keepDispute.ts"
export { planOverview } from "./keptPlan.ts"
export { attemptKey, lineKey } from "./lineKey.ts"
export { type OpenLines, openLines } from "./openLines.ts"
export {
  type AttemptedLine,
  AttemptOutcome,
  attemptsOf,
  dueOf,
  nextAttempt,
  nextAttemptKey,
  PayoutAttempt,
  PayoutLine,
  payoutLines
} from "./PayoutLine.ts"
export { changedFacts, eligibilityHash, eligibilityOf, Fact, factsOf, PlanFacts, poolHash } from "./PlanFacts.ts"
export type { PlanOverview } from "./PlanOverview.ts"
export { PlanText } from "./PlanText.ts"
export type { PlanToPost } from "./PlanToPost.ts"
export { pay, reconcile, retry } from "./pay.ts"
export { payJobsFor, reconcileJob } from "./payLater.ts"
export { paymentEntries } from "./paymentEntries.ts"
export type { PayoutEvent } from "./payoutEvents.ts"
export { payoutLinesOf, throughLines } from "./payoutLinesOf.ts"
export { type PayoutCommand, payoutAllows, payoutTransitions } from "./payoutTransitions.ts"
export { type PlanOptions, plan, preview } from "./plan.ts"
export { type Amendment, type PlanAgain, planAgain } from "./planAgain.ts"
export { type ChangesOfPlan, planChanges } from "./planChanges.ts"
export { planFromJson } from "./planFromJson.ts"
export { partSize, planHash, planParts, planPieces, toCanonical } from "./planHash.ts"
export { type Holds, planLines } from "./planLines.ts"
export { type PlanHeading, type PlanRefused, plannedStandings, planOf } from "./planOf.ts"
export { type PlanSettlementRefused, planSettlement, type SettlementInput } from "./planSettlement.ts"
export { type PoolLine, poolLines } from "./poolLines.ts"
export { post } from "./post.ts"
export { postingsOf } from "./postingsOf.ts"
export { postPlan } from "./postPlan.ts"
export { recompute } from "./recompute.ts"
export { reconcileAll, reconcilePayouts, type StillUnknown } from "./reconcileAll.ts"
export { type Report, report } from "./report.ts"
export {
  type PlanBody,
  PlannedEligibility,
  PlannedLine,
  type PlannedPrizes,
  PlannedStanding,
  PlanReference,
  PlanVersion,
  SettlementPlan
} from "./SettlementPlan.ts"
export { openCorrection, openSettlement, SettlementId, SettlementState } from "./SettlementState.ts"
export { type LineChange, type LinesAsked, SettlementStore } from "./SettlementStore.ts"
export { seedOf } from "./seedOf.ts"
export { type StoredPlan, storedPlan } from "./storedPlan.ts"
export { submit } from "./submit.ts"
export { takeBack } from "./takeBack.ts"
export { type SettlementCommand, settlementAllows, settlementTransitions } from "./transitions.ts"
export { verify } from "./verify.ts"
export { verifyLedger } from "./verifyLedger.ts"
export { type PlanFinding, verifyPlan } from "./verifyPlan.ts"
export { verifySeals } from "./verifySeals.ts"
