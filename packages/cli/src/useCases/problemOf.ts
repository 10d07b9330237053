import type { AccessUnavailable, KeyEnded, KeyNotFound } from "@laurel/core/access"
import type { AuditUnavailable } from "@laurel/core/audit"
import type { BoardNotKept, BoardsUnavailable, InvalidCursor } from "@laurel/core/board"
import type * as Challenges from "@laurel/core/challenge"
import type { BoardNotBuilt } from "@laurel/core/challenge"
import type * as Community from "@laurel/core/community"
import type { LedgerUnavailable } from "@laurel/core/ledger"
import type { DueDatesUnavailable, JobsUnavailable } from "@laurel/core/runtime"
import type * as Settlements from "@laurel/core/settlement"
import type * as Webhooks from "@laurel/core/webhook"
import type { Effect } from "effect"
import type { ExitName } from "../io/exitCodes.ts"
import { Problem } from "../io/Problem.ts"
import { wordsOf } from "../output/wordsOf.ts"

type Challenge = typeof Challenges
type Circles = typeof Community
type Settlement = typeof Settlements

type UseCase =
  | Challenge[
      | "adjust"
      | "advance"
      | "amend"
      | "boardAt"
      | "challengeStats"
      | "define"
      | "deposit"
      | "drift"
      | "duplicate"
      | "explain"
      | "finish"
      | "freeze"
      | "join"
      | "joinWithFee"
      | "project"
      | "publish"
      | "readBoard"
      | "rebuildBoards"
      | "reconcileCharges"
      | "record"
      | "reportCharge"
      | "restate"
      | "reverseAdjustment"
      | "review"
      | "revise"
      | "standings"
      | "unfreeze"]
  | Circles[
      | "acceptInvite"
      | "amendCircle"
      | "circleBoard"
      | "createCircle"
      | "deleteCircle"
      | "joinCircle"
      | "leaveCircle"]
  | Settlement[
      | "approve"
      | "cancel"
      | "contributionsOf"
      | "correct"
      | "forfeit"
      | "giveUp"
      | "pay"
      | "plan"
      | "post"
      | "postPlan"
      | "preview"
      | "recompute"
      | "reclaim"
      | "reconcile"
      | "refund"
      | "reject"
      | "report"
      | "retry"
      | "upholdDispute"
      | "verify"
      | "verifyLedger"]

/** Everything that the use cases behind the commands can refuse. */
export type Refused =
  | Effect.Error<ReturnType<UseCase>>
  | AccessUnavailable
  | AuditUnavailable
  | KeyEnded
  | KeyNotFound
  | BoardNotBuilt
  | BoardNotKept
  | BoardsUnavailable
  | InvalidCursor
  | DueDatesUnavailable
  | JobsUnavailable
  | LedgerUnavailable
  | Webhooks.DeliveryNotFound
  | Webhooks.EndpointDisabled
  | Webhooks.EndpointNotFound
  | Webhooks.TooManyEndpoints
  | Webhooks.UnencryptedEndpoint
  | Webhooks.WebhooksUnavailable

type Ending = readonly [exit: ExitName, remedy: string]

const definition: Ending = ["usage", "correct the definition; laurel check shows all its mistakes"]
const unanswered: Ending = ["usage", "let the prize plan say what happens then"]
const unavailable: Ending = [
  "unavailable",
  "run the same command again; laurel doctor tells what is wrong with the store"
]
const moved: Ending = ["conflict", "look at it again, and repeat the command if it is still right"]
const forbidden: Ending = ["conflict", "laurel challenge show and laurel settle status tell how things stand"]
const asked: Ending = ["partial", "laurel reconcile asks the provider what became of it"]
const altered: Ending = [
  "different",
  "do not go on; laurel settle verify and laurel audit verify tell what was altered"
]
const notYet: Ending = ["conflict", "wait until then"]
// The command line never asks for what these refuse.
const bug: Ending = ["failure", "please report it, with the definition and the command"]

/** How each refusal ends a command. The table is complete: a new refusal of the core needs its exit code here. */
const endings: Readonly<Record<Refused["_tag"], Ending>> = {
  AdjustmentConflict: ["conflict", "give a new adjustment an id of its own"],
  AdjustmentNotFound: ["usage", "laurel challenge adjustments shows which there are"],
  InvalidDefinition: definition,
  PlanUnsound: definition,
  NegativeContribution: definition,
  DegenerateUnanswered: unanswered,
  ShortfallUnanswered: unanswered,
  ResidualUnanswered: unanswered,
  SecretMissing: ["usage", "give the file with the secret of the draw: --secret-file FILE"],
  SecretMismatch: ["usage", "give the file with the secret whose SHA-256 the plan names"],
  AccessUnavailable: unavailable,
  ActivityLogUnavailable: unavailable,
  AlreadyApproved: ["conflict", "laurel settle apply carries it out"],
  AlreadyPosted: ["conflict", "laurel settle status tells how far it is; laurel settle resume goes on with paying"],
  ApproverIsMaker: ["forbidden", "let another person approve it: --as NAME"],
  AuditUnavailable: unavailable,
  AttemptUnknown: ["usage", "laurel settle status --lines shows the keys of all attempts"],
  BoardNotBuilt: unavailable,
  BoardNotKept: ["conflict", "laurel board rebuild builds it from the facts"],
  BoardsUnavailable: unavailable,
  CarryOverTaken: forbidden,
  ChargeAnswerLate: asked,
  ChargeContradicted: ["conflict", "ask the provider which is right"],
  ChargeLeaseExpired: asked,
  ChargeLeaseRunning: moved,
  ChargeMoved: moved,
  ChargeNotFound: ["usage", "check the key against the provider's record"],
  ChargeTransitionForbidden: moved,
  ChargeWasSubmitted: asked,
  ChallengeChanged: moved,
  ChallengeExists: ["conflict", "choose another id, or change the draft with laurel challenge revise"],
  ChallengeNotDue: notYet,
  ChallengeNotFound: ["usage", "laurel challenge list shows the challenges of this store"],
  ChallengeTransitionForbidden: forbidden,
  ChallengesUnavailable: unavailable,
  CircleFull: ["conflict", "let its owner raise the limit: laurel circle amend --members N"],
  CircleLimitTooLow: ["conflict", "laurel circle show tells how many are in it"],
  CircleNotFound: ["usage", "laurel circle list shows the circles that you are in"],
  CommunityUnavailable: unavailable,
  DeliveryNotFound: ["usage", "laurel webhooks deliveries shows which there are"],
  DepositConflict: ["conflict", "give a new deposit an id of its own"],
  DepositRefused: forbidden,
  DisputeWindowOpen: notYet,
  DueDatesUnavailable: unavailable,
  EndpointDisabled: ["conflict", "laurel webhooks enable has it told of events again"],
  EndpointNotFound: ["usage", "laurel webhooks list shows which there are"],
  EntryConflict: altered,
  EvidenceInsufficient: moved,
  FactsUnchanged: ["conflict", "amend what the dispute is about, or let the plan stand"],
  InvalidCursor: ["usage", "take the cursor that the page before ended with"],
  InviteNotFound: ["usage", "laurel invite list shows what somebody can answer"],
  JobsUnavailable: unavailable,
  KeyEnded: ["conflict", "issue another: laurel keys create"],
  KeyNotFound: ["usage", "laurel keys list shows which there are"],
  LeaseExpired: moved,
  LeaseRunning: moved,
  LedgerUnavailable: unavailable,
  NoSuchBoard: ["usage", "name one of them: --division NAME or --teams, or neither for everybody"],
  NotCircleMember: ["usage", "laurel circle show tells who is in it"],
  NotCircleOwner: ["forbidden", "let its owner do it: --as NAME; laurel circle show names who that is"],
  NotOrganiser: ["forbidden", "let the organiser do it: --as NAME; laurel challenge show names who that is"],
  NotPublished: ["conflict", "publish it first: laurel challenge publish"],
  NotTheCharger: moved,
  NotTheClaimant: moved,
  NotYetDue: notYet,
  NothingPlanned: ["conflict", "make a plan first: laurel settle plan"],
  NothingToRefund: forbidden,
  NothingToSettle: ["conflict", "laurel challenge show tells when its standings become final"],
  OtherProviderCharged: ["config", "name the provider that charged them: --payments wallet or stripe"],
  OtherProviderPaid: ["config", "name the provider that was asked first: --payments wallet or stripe"],
  OutcomeContradicted: ["conflict", "ask the provider what became of it, and keep what it says"],
  ParticipantNotFound: ["usage", "laurel entry list shows who takes part"],
  PayoutLineMoved: moved,
  PayoutNotFound: ["usage", "laurel settle status --lines shows every payout"],
  PayoutTransitionForbidden: forbidden,
  PayoutsOutstanding: ["partial", "laurel settle status --lines shows which ones"],
  PlanAltered: altered,
  PlanHashMismatch: ["different", "make the plan anew with laurel settle plan, and look at it again"],
  PlanNotKept: altered,
  PlanOfOtherChallenge: bug,
  PlanOutOfSequence: moved,
  PoolMismatch: altered,
  PrizesDoNotBalance: bug,
  ReductionOutOfRange: bug,
  SettlementConflict: moved,
  SettlementsUnavailable: unavailable,
  StalePlan: ["different", "make the plan anew with laurel settle plan, and look at it again"],
  TooManyEndpoints: ["conflict", "remove one that is not needed: laurel webhooks remove"],
  TransactionUnavailable: unavailable,
  TransitionForbidden: forbidden,
  UnencryptedEndpoint: ["usage", "use an address that begins with https://, or allow others: --webhooks-allow-private"],
  VersionConflict: moved,
  WebhooksUnavailable: unavailable,
  WindowOver: ["conflict", "run a challenge of the past from its files with laurel run, or at its time with --at"]
}

const facts = (refused: Refused, [exit, remedy]: Ending): Problem =>
  new Problem({ exit, code: wordsOf(refused._tag).replaceAll(" ", "-"), title: refused.message, remedy })

/** A refusal of the core as a problem for people: the facts in its message, and what to do. */
export const problemOf = (refused: Refused): Problem => facts(refused, endings[refused._tag])

/** What a definition brings about in a run of files: everything else that could be refused would be a bug there. */
const brought: ReadonlySet<Ending> = new Set([definition, unanswered, endings.SecretMissing, endings.SecretMismatch])

/**
 * As `problemOf`, for a run of files: its steps follow the challenge's own timetable on a store of their own, so that
 * nothing but the definition can be refused.
 */
export const problemOfRun = (refused: Refused): Problem => {
  const ending = endings[refused._tag]
  return facts(refused, brought.has(ending) ? ending : bug)
}
