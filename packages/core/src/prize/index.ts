export { Awarding, type AwardingTag } from "./Awarding.ts"
export {
  type AllocateOptions,
  type Allocation,
  type Allotment,
  allocate,
  keyOfSeed,
  reverse,
  type Weight
} from "./allocate.ts"
export { award } from "./award.ts"
export { checkPlan } from "./checkPlan.ts"
export { conservation, type PrizeConservation, type PrizeSums } from "./conservation.ts"
export { Deduction } from "./Deduction.ts"
export { Degenerate, type Situation } from "./Degenerate.ts"
export { commitmentOf, drawOrder } from "./draw.ts"
export {
  DegenerateUnanswered,
  NegativeContribution,
  NothingToShare,
  PlanUnsound,
  type PrizeRefused,
  ResidualUnanswered,
  SecretMismatch,
  SecretMissing,
  ShortfallUnanswered
} from "./errors.ts"
export { EntryFee, entryFeeAt, Funding } from "./Funding.ts"
export type { PlanField, ValueDecimals } from "./PlanField.ts"
export { PlanFlaw } from "./PlanFlaw.ts"
export { PrizePlan, Residual, Shortfall } from "./PrizePlan.ts"
export type {
  Award,
  Contribution,
  Deducted,
  Destination,
  Eligibility,
  ItemAward,
  ItemLeft,
  PrizeInput,
  Prizes,
  Refund,
  ResidualLine,
  ResidualReason,
  RuleReference,
  TeamStanding,
  TopUp
} from "./Prizes.ts"
export { reasonOf } from "./reasonOf.ts"
export { refundAll } from "./refundAll.ts"
export { Stage, StageBoard } from "./Stage.ts"
export { AcrossLastPlace, TiePolicy } from "./TiePolicy.ts"
