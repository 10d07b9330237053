import { Schema } from "effect"
import { EntryId } from "../ledger/index.ts"
import { ChallengeId, Hash, InstantFromText, MinorUnits, PrincipalId } from "../shared/index.ts"
import { PlanFacts } from "./PlanFacts.ts"
import { PlanReference } from "./SettlementPlan.ts"

/** One settlement; the first of a challenge and each of its corrections has an id of its own. */
export const SettlementId = Schema.String.check(
  Schema.isPattern(/^[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]{1,160}$/, {
    message: "must be 1 to 160 characters without control characters"
  })
).pipe(Schema.brand("SettlementId"))
export type SettlementId = typeof SettlementId.Type

const always = {
  settlementId: SettlementId,
  challengeId: ChallengeId,
  /** Counts the events so far; a write names the revision it read. */
  revision: Schema.Int,
  /** The version of the latest plan; before the first, of the latest plan of the challenge, or 0. */
  version: Schema.Int,
  /** The plan whose settlement this one corrects. */
  supersedes: Schema.optionalKey(PlanReference)
}

const planned = {
  ...always,
  planHash: Hash,
  facts: PlanFacts,
  maker: PrincipalId,
  computedAt: InstantFromText,
  dueMinorUnits: MinorUnits,
  /** The hash of the plan of this settlement whose place it took, where there was one. */
  replaces: Schema.optionalKey(Hash),
  /** Why the plan took the place of a published one: the reason for which a dispute was upheld. */
  disputeReason: Schema.optionalKey(Schema.String)
}

const approved = { ...planned, approver: PrincipalId, approvedAt: InstantFromText }
const posted = { ...approved, entryId: EntryId, postedAt: InstantFromText }
const settled = { ...posted, settledAt: InstantFromText }
const cancelled = { ...always, cancelledBy: PrincipalId, reason: Schema.String, cancelledAt: InstantFromText }

/**
 * A settlement in one of its states.
 *
 * **Details**: `Open`: nothing planned yet; `Computed`: there is a plan; `Provisional`: published, can be disputed;
 * `AwaitingApproval`: the dispute window is over; `Rejected`; `Approved` by somebody other than the maker; `Posted`: in
 * the ledger; `Distributing`: payouts are under way; `NeedsAttention`: some are unknown, refused or unclaimed, the others
 * go on; `Settled`; `Superseded` by the settlement of a later version; `Cancelled`, `Refunding`, `Refunded`.
 *
 * The plan itself is stored beside the state, by its hash, so that a state stays small whatever the size of the field.
 */
export const SettlementState = Schema.TaggedUnion({
  Open: always,
  Computed: planned,
  Provisional: { ...planned, disputeUntil: InstantFromText },
  AwaitingApproval: planned,
  Rejected: { ...planned, rejectedBy: PrincipalId, reason: Schema.String },
  Approved: approved,
  Posted: posted,
  Distributing: posted,
  NeedsAttention: posted,
  Settled: settled,
  Superseded: { ...settled, supersededBy: PlanReference },
  Cancelled: cancelled,
  Refunding: cancelled,
  Refunded: { ...cancelled, refundedAt: InstantFromText }
})
export type SettlementState = typeof SettlementState.Type

/** A settlement that nothing has happened to. */
export const openSettlement = (settlementId: SettlementId, challengeId: ChallengeId): SettlementState => ({
  _tag: "Open",
  settlementId,
  challengeId,
  revision: 0,
  version: 0
})

/**
 * The settlement that will correct a settled one: its first plan is the version after `lastVersion`, the latest of the
 * challenge. It is that of the settled plan unless an earlier correction was cancelled.
 */
export const openCorrection = (
  settlementId: SettlementId,
  settled: Extract<SettlementState, { readonly _tag: "Settled" }>,
  lastVersion = settled.version
): SettlementState => ({
  _tag: "Open",
  settlementId,
  challengeId: settled.challengeId,
  revision: 0,
  version: lastVersion,
  supersedes: { version: settled.version, planHash: settled.planHash }
})
