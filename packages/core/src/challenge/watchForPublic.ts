import { Effect, Stream } from "effect"
import { type BoardScope, type LiveBoards, type LiveEvent, rowsIn, tiers } from "../board/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { liveBoardOf } from "./liveBoardsOf.ts"
import { readBoard } from "./readBoard.ts"
import { frozenFor } from "./standings.ts"

/** What somebody is told who sees what the public sees. */
export interface PublicEvent extends LiveEvent {
  /** Whether the board stands still. */
  readonly isFrozen: boolean
}

/** So often it is looked whether a board that stands still moves on. */
const lookEveryMs = 1_000

const lastPlace = Math.max(...tiers.map((tier) => tier.lastPlace))

const isFrozen = (challengeId: ChallengeId) =>
  Effect.map(advance(challengeId), (challenge) => frozenFor(challenge, "Public") === "Frozen")

/**
 * As `watch`, for whoever sees what the public sees: while the board is frozen it is told once as it stood then, and nothing of what moves;
 * when it moves on, it is told anew.
 *
 * **Details**: a change is told when the board does not stand still after it was made, so nothing that was done after the freeze is told.
 */
export const watchForPublic = ({ watch }: LiveBoards, challengeId: ChallengeId, scope: BoardScope) =>
  Stream.forever(
    Stream.unwrap(
      Effect.gen(function* () {
        const challenge = yield* advance(challengeId)
        if (frozenFor(challenge, "Public") === "Frozen") return yield* standing(challengeId, scope)
        return watch(liveBoardOf(challenge, scope)).pipe(
          // Asked after the change was made: where the board does not stand still then, it did not before.
          Stream.takeWhileEffect(() => Effect.map(isFrozen(challengeId), (frozen) => !frozen)),
          Stream.map((event): PublicEvent => ({ ...event, isFrozen: false }))
        )
      })
    )
  )

/** A board that stands still, as it does, for as long as it does. */
const standing = Effect.fnUntraced(function* (challengeId: ChallengeId, scope: BoardScope) {
  const reader = yield* readBoard(challengeId, scope, "Public")
  const { version, rows } = yield* reader.page(lastPlace)
  const events = tiers.map(
    (tier): PublicEvent => ({
      change: { _tag: "Snapshot", tier: tier.name, version, rows: rowsIn(tier, rows) },
      have: {},
      isFrozen: true
    })
  )
  const untilItMoves = Effect.gen(function* () {
    while (yield* isFrozen(challengeId)) yield* Effect.sleep(lookEveryMs)
  })
  return Stream.concat(Stream.fromIterable(events), Stream.drain(Stream.fromEffect(untilItMoves)))
})
