import { Context, type Effect, type Option } from "effect"
import type { ChallengeId, Instant, ParticipantId } from "../shared/index.ts"
import type { Adjustment, AdjustmentId, Reversal } from "./Adjustment.ts"
import type { AdjustmentConflict, ChallengesUnavailable } from "./errors.ts"

/** Which adjustments of a challenge: so many, those of one participant or of everybody, after one. */
export interface AdjustmentPage {
  readonly limit: number
  readonly participantId?: ParticipantId
  readonly after?: Pick<Adjustment, "at" | "id">
}

/** An adjustment as it is, and whether it was not so before. */
export interface AdjustmentKept {
  readonly adjustment: Adjustment
  readonly isNew: boolean
}

/**
 * Adjustments of scores. Append-only: one is taken back by a reversal, and stays.
 *
 * - `add` is idempotent by the id: the same adjustment again changes nothing and gives the one that is kept, other content under the id is
 *   an `AdjustmentConflict` naming the first field that differs (participant, amount, reason).
 * - `reverse` gives an adjustment its reversal, once: whoever comes after that is given the first; nothing where there is no such adjustment.
 * - `sums` gives what the adjustments of participants that are not taken back add up to, exactly, for those where that is not zero; with
 *   `until` as it was at that instant.
 * - `page` gives adjustments by their instant and id, whether they are taken back or not.
 */
export class Adjustments extends Context.Service<
  Adjustments,
  {
    readonly add: (
      challengeId: ChallengeId,
      adjustment: Adjustment
    ) => Effect.Effect<AdjustmentKept, AdjustmentConflict | ChallengesUnavailable>
    readonly reverse: (
      challengeId: ChallengeId,
      id: AdjustmentId,
      reversal: Reversal
    ) => Effect.Effect<Option.Option<AdjustmentKept>, ChallengesUnavailable>
    readonly find: (
      challengeId: ChallengeId,
      id: AdjustmentId
    ) => Effect.Effect<Option.Option<Adjustment>, ChallengesUnavailable>
    readonly sums: (
      challengeId: ChallengeId,
      participants: ReadonlyArray<ParticipantId>,
      until?: Instant
    ) => Effect.Effect<ReadonlyMap<ParticipantId, bigint>, ChallengesUnavailable>
    readonly page: (
      challengeId: ChallengeId,
      page: AdjustmentPage
    ) => Effect.Effect<ReadonlyArray<Adjustment>, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Adjustments") {}
