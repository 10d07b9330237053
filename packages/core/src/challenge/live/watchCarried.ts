import { Effect, Latch, type Scope, Stream } from "effect"
import { Keyed, type LiveBoard, StoredBoards } from "../../board/index.ts"
import type { ParticipantId } from "../../shared/index.ts"

/** News may be lost: so often a challenge is looked at without any. */
const lookEveryMs = 1_000

/** And so often at most, however much happens: what happens meanwhile is seen at once. */
const pauseMs = 100

/** A challenge whose participants are told when something of theirs was carried. */
export interface CarriedWatch {
  /** Says that something may have been carried. */
  readonly hear: () => void
  /** Calls back whenever something of a participant was carried, and perhaps when nothing was; gives what ends that. */
  readonly listen: (participantId: ParticipantId, wake: () => void) => () => void
}

/**
 * Watches what is carried to the overall board of a challenge for as long as the scope is open, for any number of listeners: the version of
 * the board is asked for, and only what came with later ones is read.
 */
export const watchCarried = Effect.fnUntraced(function* (
  board: LiveBoard
): Effect.fn.Return<CarriedWatch, never, StoredBoards | Scope.Scope> {
  const stored = yield* StoredBoards
  const listeners = new Keyed<() => void>()
  const mayHaveChanged = Latch.makeUnsafe(true)
  const call = (listening: Iterable<() => void>): void => {
    for (const wake of [...listening]) wake()
  }
  /** The version up to which everybody has been called back; unknown while the board cannot be read, or is not kept. */
  let known: number | undefined
  const look = Effect.gen(function* () {
    const { version } = yield* stored.state(board)
    if (version === known) return
    // What became of a board that was away, or was restored to an earlier version, nobody can say.
    if (known === undefined || version < known) call(listeners.all())
    else
      yield* Stream.runForEach(stored.since(board, known), (rows) =>
        Effect.sync(() => call(rows.flatMap(({ participantId }) => [...listeners.under(participantId)])))
      )
    known = version
  }).pipe(
    Effect.catchTags({
      BoardNotKept: () =>
        Effect.sync(() => {
          known = undefined
        }),
      // Whoever keeps boards says when they are away; here it is enough to look again.
      BoardsUnavailable: () => Effect.void
    }),
    Effect.catchCause((cause) => Effect.logWarning(`what is carried of ${board.challengeId} could not be read`, cause))
  )
  // Before anybody listens: whoever does reads for themself what was carried before.
  yield* look
  yield* Effect.forkScoped(
    Effect.forever(
      Effect.raceFirst(mayHaveChanged.await, Effect.sleep(lookEveryMs)).pipe(
        // Closed before the look: what is heard during it is looked at later.
        Effect.andThen(mayHaveChanged.close),
        Effect.andThen(look),
        Effect.andThen(Effect.sleep(pauseMs))
      )
    )
  )
  return {
    hear: () => mayHaveChanged.openUnsafe(),
    listen: (participantId, wake) => listeners.put(participantId, wake)
  }
})
