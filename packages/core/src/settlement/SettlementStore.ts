import { Context, type Effect } from "effect"
import type { ChallengeId, Instant } from "../shared/index.ts"
import type { LineCounts } from "./countLines.ts"
import type { SettlementConflict, SettlementsUnavailable } from "./errors.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import type { SettlementId, SettlementState } from "./SettlementState.ts"

/**
 * A payout line as it was read, and what it is to become. Its settlement and its key stay what they are, and its attempts are
 * carried on: those of `before` with what was learned since, and whichever follow. None is ever taken away.
 */
export interface LineChange {
  readonly before: PayoutLine
  readonly after: PayoutLine
}

/** Which payout lines of a settlement are asked for, and how many of them at once. */
export interface LinesAsked {
  /** Those in one of these states; in any unless said otherwise. */
  readonly states?: ReadonlyArray<PayoutLine["_tag"]>
  /** Those whose date has come by this instant, as `dueOf` says; what has no date always has. */
  readonly dueBy?: Instant
  /** Those after this key; from the first unless said otherwise. */
  readonly after?: string
  readonly limit: number
}

/**
 * Settlements with their plans and payout lines.
 *
 * - `of` gives the settlements of a challenge in the order in which they were inserted.
 * - `insert` adds a settlement; one that exists is a `SettlementConflict`. A settlement never moves to another challenge.
 * - `save` replaces a settlement only while it is at the expected revision; otherwise `SettlementConflict`, nothing
 *   written. In a conflict -1 stands for the revision of a settlement that is not there.
 * - `keepPlan` keeps the text of a plan by its hash, in parts as `planParts` gives them: it may be for a million people. The same
 *   plan again changes nothing, and no plan ever changes or goes away.
 * - `planText` gives the parts of a kept plan one by one, in their order, and says whether there is such a plan. `storedPlan` and
 *   `keptPlan` make a plan of them again.
 * - `addLines` adds payout lines; a line that is there (by settlement and key) stays as it is. They may be made while they are gone
 *   through, which happens once, and are never all in memory then; with the least effort where they come in the order of their keys.
 * - `changeLines` replaces each line of a batch only while it is as it was read: in the same state, with as many attempts
 *   and for the same amount. It answers for each, in the order given, whether it was; of several that try, exactly one is
 *   told so (I18). Of a line that the batch names twice the first change counts.
 * - `linesOf` gives the lines of a settlement that are asked for by key, after a key and up to a number, so that any number
 *   of lines can be gone through in pages.
 * - `linesByKey` gives the lines of the settlements of a challenge with one of these keys, and `linesByAttempt` the lines of a challenge with an attempt of this key, by version,
 *   settlement and key; at a cost that does not grow with the other lines.
 * - `providersOf` gives the names of the providers that payouts of a settlement were asked of, in order; at a cost that does not grow with
 *   the payouts.
 * - `countLines` counts the lines of a settlement by state. With `upTo` it counts no further than that in each state, at a
 *   cost that does not grow with the lines.
 */
export class SettlementStore extends Context.Service<
  SettlementStore,
  {
    readonly of: (challengeId: ChallengeId) => Effect.Effect<ReadonlyArray<SettlementState>, SettlementsUnavailable>
    readonly insert: (state: SettlementState) => Effect.Effect<void, SettlementConflict | SettlementsUnavailable>
    readonly save: (
      state: SettlementState,
      expectedRevision: number
    ) => Effect.Effect<void, SettlementConflict | SettlementsUnavailable>
    readonly keepPlan: (plan: SettlementPlan) => Effect.Effect<void, SettlementsUnavailable>
    readonly planText: (hash: string, take: (part: string) => void) => Effect.Effect<boolean, SettlementsUnavailable>
    readonly addLines: (lines: Iterable<PayoutLine>) => Effect.Effect<void, SettlementsUnavailable>
    readonly changeLines: (
      changes: ReadonlyArray<LineChange>
    ) => Effect.Effect<ReadonlyArray<boolean>, SettlementsUnavailable>
    readonly linesOf: (
      settlementId: SettlementId,
      asked: LinesAsked
    ) => Effect.Effect<ReadonlyArray<PayoutLine>, SettlementsUnavailable>
    readonly linesByKey: (
      challengeId: ChallengeId,
      keys: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyArray<PayoutLine>, SettlementsUnavailable>
    readonly linesByAttempt: (
      challengeId: ChallengeId,
      attemptKey: string
    ) => Effect.Effect<ReadonlyArray<PayoutLine>, SettlementsUnavailable>
    readonly providersOf: (settlementId: SettlementId) => Effect.Effect<ReadonlyArray<string>, SettlementsUnavailable>
    readonly countLines: (
      settlementId: SettlementId,
      upTo?: number
    ) => Effect.Effect<LineCounts, SettlementsUnavailable>
  }
>()("@laurel/core/settlement/SettlementStore") {}
