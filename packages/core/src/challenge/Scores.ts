import { Context, type Effect } from "effect"
import type { ScoreState } from "../scoring/index.ts"
import type { ChallengeId, UserId } from "../shared/index.ts"
import type { ChallengesUnavailable } from "./errors.ts"

/** The score of one user. */
export interface UserScore {
  readonly userId: UserId
  readonly state: ScoreState
}

/**
 * The incremental scores of challenges: one state a user, folded from the log and equal to a replay of it.
 *
 * - `load` gives the state of each user in the order asked, nothing for who has none.
 * - `save` replaces the states of a batch of users atomically; of a user who is named twice the last.
 */
export class Scores extends Context.Service<
  Scores,
  {
    readonly load: (
      challengeId: ChallengeId,
      userIds: ReadonlyArray<UserId>
    ) => Effect.Effect<ReadonlyArray<ScoreState | undefined>, ChallengesUnavailable>
    readonly save: (
      challengeId: ChallengeId,
      scores: ReadonlyArray<UserScore>
    ) => Effect.Effect<void, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Scores") {}
