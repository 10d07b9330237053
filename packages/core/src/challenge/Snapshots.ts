import { Context, type Effect, type Option } from "effect"
import type { ChallengeId, Day, Instant, ParticipantId } from "../shared/index.ts"
import type { Board } from "./Board.ts"
import type { ChallengesUnavailable } from "./errors.ts"

/** Which board stands still: the public one while it is frozen, or the final one. */
export type SnapshotKind = "Frozen" | "Final"

/** Where one participant, or team, stood at the end of a day. */
export interface DailyRow {
  readonly participantId: ParticipantId
  readonly rank: number
  readonly score: number
}

/** Of the board at the end of a day what the movement of ranks is shown by: who was ranked, in order. */
export interface DailyBoard {
  readonly at: Instant
  readonly overall: ReadonlyArray<DailyRow>
  readonly teams?: ReadonlyArray<DailyRow>
}

/**
 * Boards that stand still.
 *
 * - `save` replaces the board of its kind; `drop` takes it away.
 * - `find` gives the one saved last.
 * - `saveDaily` keeps the board of a day: each day has one, and one that is there stays as it is.
 * - `daily` gives the board of a day; `days` the days of which there is one, in order.
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
    readonly saveDaily: (
      challengeId: ChallengeId,
      day: Day,
      board: DailyBoard
    ) => Effect.Effect<void, ChallengesUnavailable>
    readonly daily: (
      challengeId: ChallengeId,
      day: Day
    ) => Effect.Effect<Option.Option<DailyBoard>, ChallengesUnavailable>
    readonly days: (challengeId: ChallengeId) => Effect.Effect<ReadonlyArray<Day>, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Snapshots") {}
