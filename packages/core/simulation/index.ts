export { VirtualClock } from "../src/runtime/index.ts"
export {
  arbitraryActivities,
  arbitraryActivity,
  arbitraryArrivals,
  arbitraryMetrics,
  arbitraryRevisions,
  arbitrarySpan,
  calendarOfSpan,
  plainMetrics,
  type Span
} from "./arbitraries/activities.ts"
export { arbitraryDefinition } from "./arbitraries/challenge.ts"
export {
  accountOf,
  accounts,
  amounts,
  challengeIds,
  currencies,
  entries,
  journals,
  movements,
  participantIds,
  parties
} from "./arbitraries/ledger.ts"
export { drawSecret, type PlannedPrizes, plannedPrizes, prizeInput } from "./arbitraries/prizePlan.ts"
export { arbitraryHandicap, arbitraryScoringRule } from "./arbitraries/scoringRule.ts"
export { participantOf, type StandingsShape, standings } from "./arbitraries/standings.ts"
export type { Check, Violation } from "./Check.ts"
export { allChecks } from "./checks/allChecks.ts"
export { generateHistory, type HistoryOptions } from "./generateHistory.ts"
export {
  type Amendment,
  type Fault,
  faults,
  type Habit,
  type History,
  habits,
  type OrganiserPlan,
  type Person,
  type PlannedAdjustment,
  type Submission
} from "./History.ts"
export type { Answered, Call, SequentialModel } from "./histories/Call.ts"
export type { ContestAnswer, ContestCommand, Row, Told } from "./histories/Contest.ts"
export { checkHistories, flawsOf, type HistoriesOptions, type HistoriesReport } from "./histories/checkHistories.ts"
export { type ContestState, contestModel } from "./histories/contestModel.ts"
export { type Faults, noFaults } from "./histories/disturbed.ts"
export { forgotten } from "./histories/forgotten.ts"
export { type Linearization, linearize, type Misfit, maximumCalls } from "./histories/linearize.ts"
export { type ConcurrentHistory, type ContestCall, type PlayOptions, playHistory } from "./histories/playHistory.ts"
export type { Spectator } from "./live/Spectator.ts"
export { ActivitiesModel, type ModelTerms } from "./models/activities.model.ts"
export { allocatedByModel, type ModelClaim } from "./models/allocation.model.ts"
export { type BoardByModel, boardByModel } from "./models/board.model.ts"
export { LedgerModel } from "./models/ledger.model.ts"
export { type Placed, pooledShares } from "./models/pooledShares.model.ts"
export { linesOf, type RankedByModel, rankedByModel } from "./models/ranking.model.ts"
export { type ScoreModelTerms, scoredByModel } from "./models/scoring.model.ts"
export type {
  ApprovalObserved,
  BoardObserved,
  CancellationObserved,
  CorrectionObserved,
  FrozenBoardObserved,
  LedgerObserved,
  Observation,
  OrderObserved,
  PlanObserved,
  ToldBoardObserved
} from "./Observation.ts"
export { Random, seedFrom, wordOf } from "./Random.ts"
export { everything, formatReplay, parseReplay, type Replay, type Selection, select } from "./Selection.ts"
export { type Setting, settingOf, simulatedSecret } from "./Setting.ts"
export type { SimulationPorts } from "./SimulationPorts.ts"
export type {
  Checked,
  MoneyOfRuns,
  PrizesOfRank,
  RanksOfHabit,
  RoundingOfTies,
  SimulationReport
} from "./SimulationReport.ts"
export { type Spread, spreadOf } from "./Spread.ts"
export { type Counterexample, shrink } from "./shrink.ts"
export { type Ending, type SimulatedRun, type SimulateOptions, simulate } from "./simulate.ts"
export { type SimulateManyOptions, seedOfRun, simulateMany } from "./simulateMany.ts"
