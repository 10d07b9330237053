export {
  Adjustment,
  AdjustmentAmount,
  AdjustmentId,
  AdjustmentReason,
  differingAdjustmentField,
  Reversal
} from "./Adjustment.ts"
export { type AdjustmentKept, type AdjustmentPage, Adjustments } from "./Adjustments.ts"
export { activeUsers } from "./activeUsers.ts"
export { type AdjustmentWanted, adjust } from "./adjust.ts"
export { adjustmentAmount } from "./adjustmentAmount.ts"
export { admit, type Taken } from "./admit.ts"
export { advance, find, step } from "./advance.ts"
export { amend } from "./amend.ts"
export { type Board, standingsOf } from "./Board.ts"
export type { BoardReader } from "./BoardReader.ts"
export { boardAt } from "./boardAt.ts"
export { book } from "./book.ts"
export { Challenge, type ChallengeState, type FinalChallenge, type PublishedChallenge } from "./Challenge.ts"
export { ChallengeDefinition, EntryPolicy, Teams } from "./ChallengeDefinition.ts"
export { type ChallengeQuery, ChallengeStore, type Involvement, involvements } from "./ChallengeStore.ts"
export {
  Charge,
  type ChargeState,
  chargeKey,
  chargeRequest,
  isChargeState,
  isOpen,
  type OpenCharge,
  openStates
} from "./Charge.ts"
export { Charges } from "./Charges.ts"
export { carryOut } from "./carryOut.ts"
export { challengeStats } from "./challengeStats.ts"
export {
  ChargeAnswerLate,
  ChargeContradicted,
  ChargeLeaseExpired,
  ChargeLeaseRunning,
  ChargeMoved,
  ChargeNotFound,
  ChargeTransitionForbidden,
  ChargeWasSubmitted,
  NotTheCharger,
  OtherProviderCharged
} from "./chargeErrors.ts"
export type { ChargeEvent } from "./chargeEvents.ts"
export { type ChargeCommand, chargeAllows, chargeTransitions } from "./chargeTransitions.ts"
export { checkDefinition, maximumWindowDays } from "./checkDefinition.ts"
export {
  advanceEntry,
  carriedFrom,
  contributionEntry,
  isFromOutside,
  outside,
  type PaymentHeading
} from "./contributionEntry.ts"
export { Deposit, DepositConflict, Deposits, differingDepositField } from "./Deposits.ts"
export { boardDays, boardOfDay, courseOf, type DayOfCourse, ranksOfDay } from "./dailyBoards.ts"
export { type ChallengeDates, datesOf } from "./datesOf.ts"
export { type ChallengeRefused, decide } from "./decide.ts"
export { type ChargeStepRefused, decideCharge } from "./decideCharge.ts"
export { decodeDefinition } from "./decodeDefinition.ts"
export { define } from "./define.ts"
export { deposit } from "./deposit.ts"
export { type Drift, drift } from "./drift.ts"
export { duplicate } from "./duplicate.ts"
export { Entries, type Places, type Room, type Stake } from "./Entries.ts"
export { Eligibility, Entry, EntryStatus } from "./Entry.ts"
export { differingField, type EntryOutcome, type EntryRefusal, feeDueAt, refusalOf } from "./enter.ts"
export { entryToAmend } from "./entryToAmend.ts"
export {
  AdjustmentConflict,
  AdjustmentNotFound,
  BoardNotBuilt,
  BoardNotFrozen,
  ChallengeChanged,
  ChallengeExists,
  ChallengeNotDue,
  ChallengeNotFound,
  ChallengesUnavailable,
  ChallengeTransitionForbidden,
  DepositRefused,
  InvalidDefinition,
  NoSuchBoard,
  NotOrganiser,
  NotPublished,
  ParticipantNotFound,
  RecorderFull,
  VersionConflict,
  WindowOver
} from "./errors.ts"
export { type ChallengeEvent, nothingChanged } from "./events.ts"
export { evolve } from "./evolve.ts"
export { evolveCharge } from "./evolveCharge.ts"
export { explain, type ParticipantExplanation } from "./explain.ts"
export { finish } from "./finish.ts"
export { activeHoursKept, forgetHours, hoursKept } from "./forgetHours.ts"
export { freeze, unfreeze } from "./freeze.ts"
export { challengeGlance } from "./glance.ts"
export { isChargeReplay } from "./isChargeReplay.ts"
export { isReplay } from "./isReplay.ts"
export { join } from "./join.ts"
export { type JoinOutcome, joinWithFee } from "./joinWithFee.ts"
export {
  type ActivityEvent,
  type LiveActivities,
  type LiveActivitiesOptions,
  makeLiveActivities,
  mostFollowed
} from "./live/makeLiveActivities.ts"
export { longestTold, readTold, type Told, toldText } from "./live/Told.ts"
export { liveBoardOf, liveBoardsOf, scopesOf } from "./liveBoardsOf.ts"
export { loggedActivities } from "./loggedActivities.ts"
export { instantOf, Moment } from "./Moment.ts"
export { cacheTags, makeMemoisedReads } from "./makeMemoisedReads.ts"
export { makePublicBoards, type PublicBoards, type PublicEvent, tiersOf } from "./makePublicBoards.ts"
export { byHour, type HourOfNews, hourOf, type News, type NewsOf, startOfHour } from "./News.ts"
export { type Changed, Outbox, type TakenChanges } from "./Outbox.ts"
export { Projector } from "./Projector.ts"
export { payJob } from "./payBackLater.ts"
export { allowedIn, forbidden, isPoolClosed, onlyOrganiser, permit, permitDeposit } from "./permit.ts"
export { type Projected, project } from "./project.ts"
export { publish } from "./publish.ts"
export { makeRecorder, type Recorder, type RecorderOptions } from "./Recorder.ts"
export { type Rules, rulesHash, rulesOf } from "./Rules.ts"
export { rankedOn } from "./rankedOn.ts"
export { readBoard } from "./readBoard.ts"
export { rebuildBoards } from "./rebuildBoards.ts"
export { reconcileCharges } from "./reconcileCharges.ts"
export { chargesAskedAfterMs, chargesToAskAbout, reconcileChargesJob } from "./reconcileLater.ts"
export { record } from "./record.ts"
export { type OutcomeIn, recordInEach, takenPartIn } from "./recordInEach.ts"
export { endSeries, type PassedOver, type Recurred, recur } from "./recur.ts"
export { refundJob } from "./refundLater.ts"
export { type ChargeReport, reportCharge } from "./reportCharge.ts"
export { restate } from "./restate.ts"
export { revealBoard } from "./revealBoard.ts"
export { reverseAdjustment } from "./reverseAdjustment.ts"
export { review } from "./review.ts"
export { revise } from "./revise.ts"
export { Scores, type UserScore } from "./Scores.ts"
export {
  type DailyBoard,
  type DailyList,
  type DailyPage,
  type DailyRow,
  type DailyRows,
  type LastDays,
  type SnapshotKind,
  Snapshots
} from "./Snapshots.ts"
export { sameCharger } from "./sameCharger.ts"
export { type BoardSample, sampleBoards } from "./sampleBoards.ts"
export {
  archiveDue,
  type DueStep,
  draftKeptDays,
  endOfDay,
  lastDayOver,
  nextDay,
  nextDue,
  type Schedule,
  scheduleOf
} from "./schedule.ts"
export { isFound, SearchText, searchWords, wordsIn } from "./search.ts"
export { latestOf, nextOccurrence, type Occurrence } from "./series.ts"
export { shiftTo } from "./shiftTo.ts"
export { type BoardView, standings } from "./standings.ts"
export { type ChallengeStats, challengeStatsOf, type UserStats, userStatsOf } from "./statistics.ts"
export {
  type ActiveHour,
  type BusyHour,
  type Prize,
  type Taking,
  Tallies,
  type Tally,
  type TallyTotals,
  type UserTally
} from "./Tallies.ts"
export { placesOf } from "./tallyAll.ts"
export { noTotals, withTally } from "./tallyTotals.ts"
export {
  type ChallengeAct,
  type ChallengeCommand,
  challengeActs,
  challengeAllows,
  challengeTransitions
} from "./transitions.ts"
export { byTrend, type Trend, trendHours, trendsOf } from "./trend.ts"
export { type TrendCursor, type Trending, type TrendPage, trending } from "./trending.ts"
export { userStats } from "./userStats.ts"
export { userTallies } from "./userTallies.ts"
export { type EntryChanges, withChanges } from "./withChanges.ts"
export { withdraw } from "./withdraw.ts"
export { withheld } from "./withheld.ts"
