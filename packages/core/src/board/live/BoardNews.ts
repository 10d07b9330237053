import { Context, type Effect, type Stream } from "effect"
import type { ChallengeId } from "../../shared/index.ts"
import type { LiveBoard } from "../LiveBoard.ts"

/** A board has moved on to a version, as far as whoever announced it knew. */
export interface Announcement {
  readonly challengeId: ChallengeId
  /** As `scopeText` writes it. */
  readonly scope: string
  readonly version: number
}

/**
 * Word of boards that have changed, from whoever changes them to whoever watches them, in whatever process. Nothing but the version
 * travels: what became of the board is read from the board.
 *
 * - What is announced is heard by all who listen, also in the process that announced it.
 * - Whoever changes a board announces it, and whoever rebuilds one: the version may be the same then, and the rows others.
 * - Some of it may be lost, heard twice, or heard late.
 * - `announce` never fails and never waits for those who listen.
 * - Who listens slowly misses the oldest, and holds up nobody.
 */
export class BoardNews extends Context.Service<
  BoardNews,
  {
    readonly announce: (board: Pick<LiveBoard, "challengeId" | "scope">, version: number) => Effect.Effect<void>
    readonly news: Stream.Stream<Announcement>
  }
>()("@laurel/core/board/BoardNews") {}
