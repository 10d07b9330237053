import type { AccessUnavailable, Denied, KeyEnded, KeyNotFound } from "@laurel/core/access"
import type { AuditUnavailable } from "@laurel/core/audit"
import type { BoardNotKept, BoardsUnavailable, InvalidCursor } from "@laurel/core/board"
import type * as Challenges from "@laurel/core/challenge"
import type * as Community from "@laurel/core/community"
import type { LedgerUnavailable } from "@laurel/core/ledger"
import type { DueDatesUnavailable, JobsUnavailable } from "@laurel/core/runtime"
import type * as Settlements from "@laurel/core/settlement"
import type * as Webhooks from "@laurel/core/webhook"
import type { Effect } from "effect"
import type { EdgeRefused } from "./errors.ts"

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
      | "duplicate"
      | "endSeries"
      | "explain"
      | "finish"
      | "freeze"
      | "join"
      | "joinWithFee"
      | "publish"
      | "readBoard"
      | "reconcileCharges"
      | "record"
      | "reportCharge"
      | "revealBoard"
      | "reverseAdjustment"
      | "review"
      | "revise"
      | "standings"
      | "trending"
      | "unfreeze"
      | "userStats"
      | "withdraw"]
  | Circles[
      | "acceptInvite"
      | "amendCircle"
      | "createCircle"
      | "deleteCircle"
      | "inviteToCircle"
      | "joinCircle"
      | "leaveCircle"]
  | Settlement[
      | "approve"
      | "cancel"
      | "contributionsOf"
      | "correct"
      | "forfeit"
      | "giveUp"
      | "goOn"
      | "pay"
      | "plan"
      | "planAgain"
      | "post"
      | "postPlan"
      | "preview"
      | "reclaim"
      | "reconcile"
      | "reconcileAll"
      | "refund"
      | "reject"
      | "report"
      | "retry"
      | "takeBack"
      | "upholdDispute"
      | "verify"
      | "verifyLedger"]

/** Everything that a request can be refused with: by the use cases behind the API, and by the edge itself. */
export type Refused =
  | Effect.Error<ReturnType<UseCase>>
  | Challenges.RecorderFull
  | AuditUnavailable
  | BoardNotKept
  | BoardsUnavailable
  | InvalidCursor
  | DueDatesUnavailable
  | JobsUnavailable
  | LedgerUnavailable
  | AccessUnavailable
  | Denied
  | KeyEnded
  | KeyNotFound
  | Webhooks.DeliveryNotFound
  | Webhooks.EndpointDisabled
  | Webhooks.EndpointNotFound
  | Webhooks.TooManyEndpoints
  | Webhooks.UnencryptedEndpoint
  | Webhooks.WebhooksUnavailable
  | EdgeRefused

/** The names of all refusals. */
export type Code = Refused["_tag"]

/** How a refusal is answered. */
interface Kind {
  readonly status:
    | 400
    | 401
    | 402
    | 403
    | 404
    | 405
    | 408
    | 409
    | 410
    | 412
    | 413
    | 415
    | 422
    | 426
    | 429
    | 431
    | 500
    | 503
  /** What happened, the same for every time that it does. */
  readonly title: string
}

const wrong: Kind = { status: 422, title: "What was sent cannot be used" }
const missing: Kind = { status: 404, title: "There is no such thing" }
const conflict: Kind = { status: 409, title: "It conflicts with what is there" }
const notNow: Kind = { status: 409, title: "It cannot be done as things stand" }
const forbidden: Kind = { status: 403, title: "It is not for you to do" }
const unavailable: Kind = { status: 503, title: "A part of the system cannot be reached" }
const stale: Kind = { status: 412, title: "It is no longer what you looked at" }
const altered: Kind = { status: 500, title: "What is kept does not fit together" }
// Only a program of ours could ask for what these refuse.
const bug: Kind = { status: 500, title: "Something went wrong that is not your mistake" }

/** How each refusal is answered. The table is complete: a new refusal of the core needs its status here. */
export const problems: Readonly<Record<Code, Kind>> = {
  AccessDenied: forbidden,
  AccessUnavailable: unavailable,
  ActivityLogUnavailable: unavailable,
  ActivityNotFound: missing,
  ActivityRefused: { status: 422, title: "The activity does not count" },
  AdjustmentConflict: conflict,
  AdjustmentNotFound: missing,
  AlreadyApproved: conflict,
  AlreadyPosted: conflict,
  ApproverIsMaker: forbidden,
  AttemptUnknown: missing,
  AuditUnavailable: unavailable,
  BoardNotBuilt: unavailable,
  BoardNotFrozen: notNow,
  BoardNotKept: unavailable,
  BoardsUnavailable: unavailable,
  BodyTooLarge: { status: 413, title: "The body is too large" },
  CarryOverTaken: conflict,
  ChallengeChanged: stale,
  ChallengeExists: conflict,
  ChallengeNotDue: notNow,
  ChallengeNotFound: missing,
  ChallengeTransitionForbidden: notNow,
  ChallengesUnavailable: unavailable,
  ChargeAnswerLate: conflict,
  ChargeContradicted: conflict,
  ChargeLeaseExpired: conflict,
  ChargeLeaseRunning: conflict,
  ChargeMoved: conflict,
  ChargeNotFound: missing,
  ChargeRefused: { status: 402, title: "The fee was not paid" },
  ChargeTransitionForbidden: notNow,
  ChargeWasSubmitted: conflict,
  CircleFull: notNow,
  CircleLimitTooLow: notNow,
  CircleNotFound: missing,
  CommunityUnavailable: unavailable,
  CredentialRefused: { status: 401, title: "Who asks is not known" },
  DayNotKept: missing,
  DeadlineExceeded: { status: 503, title: "It took too long" },
  DegenerateUnanswered: wrong,
  DeliveryNotFound: missing,
  DepositConflict: conflict,
  DepositRefused: notNow,
  DisputeWindowOpen: notNow,
  DueDatesUnavailable: unavailable,
  EndpointDisabled: notNow,
  EndpointNotFound: missing,
  EntryConflict: altered,
  EntryRefused: { status: 409, title: "Nobody was entered" },
  EvidenceInsufficient: conflict,
  FactsUnchanged: conflict,
  FeeOwedBack: { status: 409, title: "Nobody was entered" },
  FormNotOurs: forbidden,
  FreshProofNeeded: { status: 403, title: "It needs a fresh sign-in" },
  HeadersTooLarge: { status: 431, title: "The headers are too large" },
  IdempotencyKeyMissing: { status: 400, title: "A header is missing" },
  IdempotencyKeyReused: { status: 422, title: "The key was used before" },
  InternalError: bug,
  InvalidCursor: { status: 400, title: "The cursor is none" },
  InvalidDefinition: wrong,
  InvalidRequest: wrong,
  InviteNotFound: missing,
  JobsUnavailable: unavailable,
  LeaseExpired: conflict,
  LeaseRunning: conflict,
  KeyEnded: notNow,
  KeyNotFound: missing,
  LedgerUnavailable: unavailable,
  MalformedBody: { status: 400, title: "The body cannot be read" },
  MalformedRequest: { status: 400, title: "It is no request" },
  MethodNotAllowed: { status: 405, title: "The path does not take this method" },
  NegativeContribution: wrong,
  NoSuchBoard: missing,
  NotAuthenticated: { status: 401, title: "Who asks is not known" },
  NotCircleMember: missing,
  NotCircleOwner: forbidden,
  NotOrganiser: forbidden,
  NotPublished: notNow,
  NotTheCharger: conflict,
  NotTheClaimant: conflict,
  NotYetDue: notNow,
  NothingPlanned: notNow,
  NothingToRefund: notNow,
  NothingToSettle: notNow,
  OtherProviderCharged: conflict,
  OtherProviderPaid: conflict,
  OutcomeContradicted: conflict,
  ParticipantNotFound: missing,
  PayoutLineMoved: conflict,
  PayoutNotFound: missing,
  PayoutTransitionForbidden: notNow,
  PayoutsOutstanding: notNow,
  PlanAltered: altered,
  PlanHashMismatch: stale,
  PlanNotFound: missing,
  PlanNotKept: altered,
  PlanOfOtherChallenge: bug,
  PlanOutOfSequence: conflict,
  PlanUnsound: wrong,
  PoolMismatch: altered,
  PrizesDoNotBalance: bug,
  QuotaExceeded: { status: 429, title: "A limit is used up" },
  RecorderFull: { status: 503, title: "There is too much to do for now" },
  TemporaryReducedCapacity: { status: 503, title: "There is too much to do for now" },
  ReductionOutOfRange: bug,
  RequestTooSlow: { status: 408, title: "The request took too long to come" },
  ResidualUnanswered: wrong,
  RouteNotFound: missing,
  ScopeMissing: forbidden,
  SecretMismatch: wrong,
  SecretMissing: wrong,
  SettlementConflict: conflict,
  SettlementsUnavailable: unavailable,
  ShortfallUnanswered: wrong,
  StalePlan: stale,
  StreamTokenRefused: { status: 401, title: "Who asks is not known" },
  TooManyEndpoints: notNow,
  TooManyStreams: { status: 429, title: "Too many streams are open" },
  TransactionUnavailable: unavailable,
  TransitionForbidden: notNow,
  UnencryptedEndpoint: wrong,
  UnsupportedApiVersion: { status: 400, title: "There is no such version of the API" },
  UnsupportedMediaType: { status: 415, title: "The body is of a kind that is not read here" },
  UpgradeRequired: { status: 426, title: "It is a WebSocket" },
  VersionConflict: conflict,
  WebhooksUnavailable: unavailable,
  WindowOver: notNow
}

/** The name of a refusal for programs, such as `challenge-not-found`; does not change between versions. */
export const codeOf = (tag: string): string => tag.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase()

/** What every operation may answer, whatever it is. */
export const everywhere = [
  "NotAuthenticated",
  "CredentialRefused",
  "ScopeMissing",
  "AccessDenied",
  "InvalidRequest",
  "UnsupportedApiVersion",
  "QuotaExceeded",
  "DeadlineExceeded",
  "TemporaryReducedCapacity",
  "InternalError"
] as const satisfies ReadonlyArray<Code>

/** What every operation with a body may answer. */
export const withBody = [
  "MalformedBody",
  "BodyTooLarge",
  "UnsupportedMediaType",
  "RequestTooSlow"
] as const satisfies ReadonlyArray<Code>

/** What every operation about a challenge may answer. */
export const aboutChallenge = ["ChallengeNotFound"] as const satisfies ReadonlyArray<Code>

/** What any operation that needs the store may answer. */
export const ofStore = [
  "AccessUnavailable",
  "ActivityLogUnavailable",
  "AuditUnavailable",
  "BoardNotBuilt",
  "BoardNotKept",
  "BoardsUnavailable",
  "ChallengesUnavailable",
  "CommunityUnavailable",
  "DueDatesUnavailable",
  "JobsUnavailable",
  "LedgerUnavailable",
  "RecorderFull",
  "SettlementsUnavailable",
  "TransactionUnavailable",
  "WebhooksUnavailable"
] as const satisfies ReadonlyArray<Code>

/** What the steps of the clock, which whoever looks at a challenge takes, could be refused with. Nothing ever is. */
type OfTheClock =
  | "ChallengeChanged"
  | "ChallengeNotDue"
  | "ChallengeTransitionForbidden"
  | "NotOrganiser"
  | "NotPublished"
  | "VersionConflict"
  | "WindowOver"

/**
 * What any step of a settlement could be refused with, by the type that all of them share. Nothing is that names no plan: a plan is
 * published in the transaction that made it.
 */
type OfNamedPlans = "PlanHashMismatch" | "StalePlan"

/** What every operation that takes an `Idempotency-Key` may answer. */
export const ofKeys = ["IdempotencyKeyMissing", "IdempotencyKeyReused"] as const satisfies ReadonlyArray<Code>

/** Refusals that an operation need not name. */
export type Implied =
  | (typeof everywhere)[number]
  | (typeof withBody)[number]
  | (typeof aboutChallenge)[number]
  | (typeof ofStore)[number]
  | OfTheClock
  | OfNamedPlans
