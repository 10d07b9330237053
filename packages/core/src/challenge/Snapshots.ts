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

/** Which of the two lists of a day's board is meant. */
export type DailyList = "overall" | "teams"

/**
 * Of the board at the end of a day what the movement of ranks is shown by: who was ranked, each once, by rank and those of the same rank by
 * participant id.
 */
export interface DailyBoard {
  readonly at: Instant
  readonly overall: ReadonlyArray<DailyRow>
  readonly teams?: ReadonlyArray<DailyRow>
}

/** Some rows of a list of a day's board, in its order. */
export interface DailyRows {
  readonly day: Day
  readonly at: Instant
  /** How many the list has. */
  readonly count: number
  readonly rows: ReadonlyArray<DailyRow>
}

/** How many rows of a list, and after how many of the first. */
export interface DailyPage {
  readonly limit: number
  readonly after?: number
}

/** How many days, the last of those of which a board is kept and, where one is named, of those up to this one. */
export interface LastDays {
  readonly last: number
  readonly through?: Day
}

/**
 * Boards that stand still.
 *
 * - `save` replaces the board of its kind; `drop` takes it away.
 * - `find` gives the one saved last.
 * - `saveDaily` keeps the board of a day: each day has one, and one that is there stays as it is.
 * - `days` gives the days of which there is a board, in order.
 * - `dailyPage` gives some rows of a list of a day's board, from the first on or after so many; nothing where there is no board of the day.
 * - `dailyRows` gives the rows of some participants, or teams, of the last days, day by day: of each the rows that are there, none twice.
 *
 * A board without teams has nobody in that list. What is read costs what is asked for, however many are ranked.
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
    readonly days: (challengeId: ChallengeId) => Effect.Effect<ReadonlyArray<Day>, ChallengesUnavailable>
    readonly dailyPage: (
      challengeId: ChallengeId,
      day: Day,
      list: DailyList,
      page: DailyPage
    ) => Effect.Effect<Option.Option<DailyRows>, ChallengesUnavailable>
    readonly dailyRows: (
      challengeId: ChallengeId,
      list: DailyList,
      participants: ReadonlyArray<ParticipantId>,
      days: LastDays
    ) => Effect.Effect<ReadonlyArray<DailyRows>, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Snapshots") {}
