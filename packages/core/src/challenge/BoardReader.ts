import type { Effect } from "effect"
import type { BoardCursor, BoardPage, BoardRanks, BoardRows, BoardState, BoardsUnavailable } from "../board/index.ts"
import type { ParticipantId } from "../shared/index.ts"
import type { BoardNotBuilt, ChallengesUnavailable } from "./errors.ts"

type Refused = BoardNotBuilt | BoardsUnavailable | ChallengesUnavailable

/** One board of a challenge as somebody may see it: what `Boards` answers. */
export interface BoardReader {
  readonly state: Effect.Effect<BoardState, Refused>
  readonly ranks: (ids: ReadonlyArray<ParticipantId>) => Effect.Effect<BoardRanks, Refused>
  readonly page: (limit: number, cursor?: BoardCursor) => Effect.Effect<BoardPage, Refused>
  readonly all: Effect.Effect<BoardRows, Refused>
  readonly around: (id: ParticipantId, n: number) => Effect.Effect<BoardRows, Refused>
}
