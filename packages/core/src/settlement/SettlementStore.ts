import { Context, type Effect, type Option } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import type { SettlementConflict, SettlementsUnavailable } from "./errors.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import type { SettlementId, SettlementState } from "./SettlementState.ts"

/**
 * Settlements with their plans and payout lines.
 *
 * - `of` gives the settlements of a challenge in the order in which they were inserted: the last is the current one.
 * - `insert` adds a settlement; one that exists is a `SettlementConflict`. A settlement never moves to another challenge.
 * - `save` replaces a settlement only while it is at the expected revision; otherwise `SettlementConflict`, nothing
 *   written. In a conflict -1 stands for the revision of a settlement that is not there.
 * - `keepPlan` keeps a plan by its hash; the same plan again changes nothing, and no plan ever changes or goes away.
 * - `addLines` adds payout lines; a line that is there (by settlement and key) stays as it is.
 * - `changeLine` replaces a line only while it is as it was read: in the same state, with as many attempts and for the
 *   same amount. It answers whether it was; of several that try, exactly one is told so (I18).
 * - `linesOf` gives the lines of a settlement by key.
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
    readonly plan: (hash: string) => Effect.Effect<Option.Option<SettlementPlan>, SettlementsUnavailable>
    readonly addLines: (lines: ReadonlyArray<PayoutLine>) => Effect.Effect<void, SettlementsUnavailable>
    readonly changeLine: (before: PayoutLine, after: PayoutLine) => Effect.Effect<boolean, SettlementsUnavailable>
    readonly linesOf: (settlementId: SettlementId) => Effect.Effect<ReadonlyArray<PayoutLine>, SettlementsUnavailable>
  }
>()("@laurel/core/settlement/SettlementStore") {}
