import { Effect, Option } from "effect"
import {
  type BoardNotKept,
  type BoardScope,
  Boards,
  type BoardsUnavailable,
  type LiveBoard,
  scopeText
} from "../board/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import type { BoardReader } from "./BoardReader.ts"
import type { Challenge } from "./Challenge.ts"
import { BoardNotBuilt, NoSuchBoard, NotPublished } from "./errors.ts"
import { frozenReader } from "./frozenReader.ts"
import { liveBoardOf, scopesOf } from "./liveBoardsOf.ts"
import { Outbox } from "./Outbox.ts"
import { Projector } from "./Projector.ts"
import { rulesOf } from "./Rules.ts"
import { Snapshots } from "./Snapshots.ts"
import { type BoardView, frozenFor } from "./standings.ts"

/**
 * One board of a challenge, to be read: it has everything in it that this process has written. While it is frozen for the public, the
 * public reads it as it stood then. A board that nobody has built yet is built first.
 */
export const readBoard = Effect.fn("Challenge.readBoard")(function* (
  challengeId: ChallengeId,
  scope: BoardScope,
  view: BoardView
) {
  const challenge = yield* advance(challengeId)
  if (challenge._tag === "Draft") return yield* new NotPublished({ challengeId })
  const scopes = scopesOf(challenge).map(scopeText)
  if (!scopes.includes(scopeText(scope))) {
    return yield* new NoSuchBoard({ challengeId, scope: scopeText(scope), available: scopes })
  }
  const board = liveBoardOf(challenge, scope)
  if (frozenFor(challenge, view) === "Frozen") return yield* frozen(challenge, board)
  yield* (yield* Projector).settled(challengeId)
  return yield* live(board)
})

const frozen = Effect.fnUntraced(function* (challenge: Challenge, board: LiveBoard) {
  const kept = yield* (yield* Snapshots).find(challenge.id, "Frozen")
  // It was kept in the transaction that froze the board: a store without it has lost something.
  return yield* Option.isSome(kept)
    ? Effect.succeed(frozenReader(rulesOf(challenge.definition), board, kept.value))
    : Effect.die(new Error(`the frozen board of challenge ${challenge.id} is not kept`))
})

const live = Effect.fnUntraced(function* (board: LiveBoard) {
  const boards = yield* Boards
  const outbox = yield* Outbox
  const projector = yield* Projector
  const { challengeId } = board
  const build = Effect.gen(function* () {
    yield* outbox.add(challengeId, "Everybody")
    yield* projector.wake(challengeId)
    yield* projector.settled(challengeId)
  })
  const kept = <A>(answer: Effect.Effect<A, BoardNotKept | BoardsUnavailable>) =>
    Effect.catchTag(answer, "BoardNotKept", () =>
      Effect.andThen(
        build,
        Effect.catchTag(answer, "BoardNotKept", () => new BoardNotBuilt({ challengeId, scope: scopeText(board.scope) }))
      )
    )
  const reader: BoardReader = {
    state: kept(boards.state(board)),
    ranks: (ids) => kept(boards.ranks(board, ids)),
    page: (limit, cursor) => kept(boards.page(board, limit, cursor)),
    all: kept(boards.all(board)),
    around: (id, n) => kept(boards.around(board, id, n))
  }
  return reader
})
