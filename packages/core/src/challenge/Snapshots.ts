import { Context, type Effect, type Option } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import type { Board } from "./Board.ts"
import type { ChallengesUnavailable } from "./errors.ts"

/** Which board stands still: the public one while it is frozen, or the final one. */
export type SnapshotKind = "Frozen" | "Final"

/**
 * Boards that stand still.
 *
 * - `save` replaces the board of its kind; `drop` takes it away.
 * - `find` gives the one saved last.
 */
export class Snapshots extends Context.Service<
  Snapshots,
  {
    readonly save: (
      challengeId: ChallengeId,
      kind: SnapshotKind,
      board: Board
    ) => Effect.Effect<void, ChallengesUnavailable>
    readonly find: (
      challengeId: ChallengeId,
      kind: SnapshotKind
    ) => Effect.Effect<Option.Option<Board>, ChallengesUnavailable>
    readonly drop: (challengeId: ChallengeId, kind: SnapshotKind) => Effect.Effect<void, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Snapshots") {}
