import type { advance, define, deposit, finish, join, publish, record, standings } from "@laurel/core/challenge"
import type { LedgerUnavailable } from "@laurel/core/ledger"
import type { approve, cancel, contributionsOf, plan, post } from "@laurel/core/settlement"
import type { Effect } from "effect"
import type { ExitName } from "../io/exitCodes.ts"
import { Problem } from "../io/Problem.ts"
import { wordsOf } from "../output/wordsOf.ts"

type UseCase =
  | typeof advance
  | typeof define
  | typeof deposit
  | typeof finish
  | typeof join
  | typeof publish
  | typeof record
  | typeof standings
  | typeof approve
  | typeof cancel
  | typeof contributionsOf
  | typeof plan
  | typeof post

/** Everything that the use cases of a run can refuse. */
export type Refused = Effect.Error<ReturnType<UseCase>> | LedgerUnavailable

type Ending = readonly [exit: ExitName, remedy: string]

const definition: Ending = ["usage", "correct the definition; laurel check shows all its mistakes"]
const unanswered: Ending = ["usage", "let the prize plan say what happens then"]
// The steps of a run follow the challenge's own timetable on a store of their own: none of these can be met.
const bug: Ending = ["failure", "please report it, with the definition and the command"]

/** How each refusal ends a command. The table is complete: a new refusal of the core needs its exit code here. */
const endings: Readonly<Record<Refused["_tag"], Ending>> = {
  InvalidDefinition: definition,
  PlanUnsound: definition,
  NegativeContribution: definition,
  DegenerateUnanswered: unanswered,
  ShortfallUnanswered: unanswered,
  ResidualUnanswered: unanswered,
  SecretMissing: ["usage", "give the file with the secret of the draw: --secret-file FILE"],
  SecretMismatch: ["usage", "give the file with the secret whose SHA-256 the plan names"],
  ActivityLogUnavailable: bug,
  AlreadyApproved: bug,
  ApproverIsMaker: bug,
  AttemptUnknown: bug,
  AuditUnavailable: bug,
  CarryOverTaken: bug,
  ChallengeExists: bug,
  ChallengeNotDue: bug,
  ChallengeNotFound: bug,
  ChallengeTransitionForbidden: bug,
  ChallengesUnavailable: bug,
  DepositConflict: bug,
  DepositRefused: bug,
  DisputeWindowOpen: bug,
  EntryConflict: bug,
  EvidenceInsufficient: bug,
  FactsUnchanged: bug,
  LeaseExpired: bug,
  LeaseRunning: bug,
  LedgerUnavailable: bug,
  NotOrganiser: bug,
  NotPublished: bug,
  NotTheClaimant: bug,
  NotYetDue: bug,
  NothingPlanned: bug,
  NothingToRefund: bug,
  NothingToSettle: bug,
  OutcomeContradicted: bug,
  PayoutLineMoved: bug,
  PayoutTransitionForbidden: bug,
  PayoutsOutstanding: bug,
  PlanAltered: bug,
  PlanHashMismatch: bug,
  PlanNotKept: bug,
  PlanOfOtherChallenge: bug,
  PlanOutOfSequence: bug,
  PoolMismatch: bug,
  PrizesDoNotBalance: bug,
  ReductionOutOfRange: bug,
  SettlementConflict: bug,
  SettlementsUnavailable: bug,
  StalePlan: bug,
  TransactionUnavailable: bug,
  TransitionForbidden: bug,
  VersionConflict: bug,
  WindowOver: bug
}

/** A refusal of the core as a problem for people: the facts in its message, and what to do. */
export const problemOf = (refused: Refused): Problem => {
  const [exit, remedy] = endings[refused._tag]
  return new Problem({ exit, code: wordsOf(refused._tag).replaceAll(" ", "-"), title: refused.message, remedy })
}
