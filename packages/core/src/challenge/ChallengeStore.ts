import { Context, type Effect, type Option } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import type { ChallengeExists, ChallengeNotFound, ChallengesUnavailable, VersionConflict } from "./errors.ts"

/**
 * Where challenges are kept.
 *
 * - `insert` is atomic: of two challenges with one id the first stays, the second is `ChallengeExists`.
 * - `save` replaces the challenge only while it is at the expected version; otherwise `VersionConflict`, nothing written.
 * - `find` gives what was written last.
 */
export class ChallengeStore extends Context.Service<
  ChallengeStore,
  {
    readonly insert: (challenge: Challenge) => Effect.Effect<void, ChallengeExists | ChallengesUnavailable>
    readonly find: (id: ChallengeId) => Effect.Effect<Option.Option<Challenge>, ChallengesUnavailable>
    readonly save: (
      challenge: Challenge,
      expectedVersion: number
    ) => Effect.Effect<void, ChallengeNotFound | VersionConflict | ChallengesUnavailable>
  }
>()("@laurel/core/challenge/ChallengeStore") {}
