export { Activity, type Arrival, byHappening, type Counted, isKeepable, Source, SourceKey } from "./Activity.ts"
export {
  ActivityLog,
  ActivityLogUnavailable,
  type Appended,
  type Held,
  type Judged,
  type Reviewed
} from "./ActivityLog.ts"
export { clockSkewMs, judge, type QuantityLimits, type Terms, termsOf, type Verdict } from "./judge.ts"
export {
  type Listed,
  type ListedState,
  type LogChange,
  type Logged,
  type LoggedState,
  type LogPage,
  listedStates
} from "./Logged.ts"
export { Metric } from "./Metric.ts"
export {
  accepted,
  duplicate,
  type HeldOutcome,
  type Outcome,
  outdated,
  type RefusalReason,
  refusalReasons,
  replaced,
  voided,
  wasKept
} from "./Outcome.ts"
export { neverStood, type Succession, supersede } from "./supersede.ts"
