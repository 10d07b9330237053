import { Context, type Effect } from "effect"
import type { ScoreState } from "../scoring/index.ts"
import type { ChallengeId, UserId } from "../shared/index.ts"
import type { ChallengesUnavailable } from "./errors.ts"

/**
 * The incremental scores of challenges: one state a user, folded from the log and equal to a replay of it.
 *
 * - `load` gives the states of those users that have one.
 * - `save` replaces the states of a batch of users atomically.
 */
export class Scores extends Context.Service<
  Scores,
  {
    readonly load: (
      challengeId: ChallengeId,
      userIds: ReadonlyArray<UserId>
    ) => Effect.Effect<ReadonlyMap<UserId, ScoreState>, ChallengesUnavailable>
    readonly save: (
      challengeId: ChallengeId,
      states: ReadonlyMap<UserId, ScoreState>
    ) => Effect.Effect<void, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Scores") {}
