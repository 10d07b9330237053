import { Clock, Effect, Option, RcMap, type Scope, Stream } from "effect"
import { Boards } from "../Boards.ts"
import { type LiveBoard, scopeText } from "../LiveBoard.ts"
import { BoardNews } from "./BoardNews.ts"
import { Keyed } from "./Keyed.ts"
import type { LiveEvent } from "./LiveEvent.ts"
import { isAheadOf, lacking } from "./lacking.ts"
import { noMarks, type TierMarks } from "./Mark.ts"
import { type Seen, type WatchedBoard, watchBoard } from "./watchBoard.ts"

/**
 * So long a subscriber who has a later version than is known here is told nothing older: copies are compared with the store every second,
 * and the slower tier is read every five. What is older still then is a board that was restored.
 */
export const patienceMs = 15_000

/** Boards whose changes are told to whoever subscribes. */
export interface LiveBoards {
  /**
   * The tiers of a board and what becomes of them, without end: first a snapshot of each, or what is lacking to who has some
   * of it already; then differences. Folded, they are the tiers of the board.
   *
   * **Details**: whoever is too far behind for differences is sent a snapshot again, and so is everybody when the board has begun anew as
   * another. As long as there is no such board nothing is told. Nothing is kept for a subscriber but what it has: what it
   * lacks is found when it asks. Who comes from another process with a later version than this one knows is told nothing of the tier
   * until that version is known here too; after fifteen seconds the board was restored to an older one, and is told as it is.
   */
  readonly watch: (board: LiveBoard, have?: TierMarks) => Stream.Stream<LiveEvent>
}

/**
 * Live boards in this process: each board that has subscribers is watched once for all of them, and read when there are news of it.
 *
 * **Gotchas**: a tier is of its own version. Somebody who comes up from the lower tier is in both until that one is told of. The board is
 * told as it is, also while the public one is frozen: who may watch it is for the caller to say.
 */
export const makeLiveBoards: Effect.Effect<LiveBoards, never, Boards | BoardNews | Scope.Scope> = Effect.gen(
  function* () {
    const boards = yield* Boards
    const { news } = yield* BoardNews
    const watched = new Keyed<WatchedBoard>()
    const known = remembering()
    yield* Effect.forkScoped(
      Stream.runForEach(news, ({ challengeId, scope }) =>
        Effect.sync(() => {
          for (const { hear } of watched.under(keyOf(challengeId, scope))) hear()
        })
      )
    )
    const watching = yield* RcMap.make({
      lookup: Effect.fnUntraced(function* (board: LiveBoard) {
        const one = yield* watchBoard(boards, board)
        yield* Effect.acquireRelease(
          Effect.sync(() => watched.put(textOf(board), one)),
          (takeAway) => Effect.sync(takeAway)
        )
        return one
      })
    })
    return {
      watch: (board, have = noMarks) =>
        Stream.unwrap(
          Effect.zipWith(RcMap.get(watching, board), Clock.currentTimeMillis, (one, now) =>
            Stream.paginate(have, told(one, known, now + patienceMs))
          )
        )
    }
  }
)

const keyOf = (challengeId: string, scope: string): string => `${challengeId}\n${scope}`
const textOf = ({ challengeId, scope }: LiveBoard): string => keyOf(challengeId, scopeText(scope))

type Told = readonly [ReadonlyArray<LiveEvent>, Option.Option<TierMarks>]

/** What whoever has this lacks, worked out once for all who have the same: those who were told the same are of one mind, to the object. */
const remembering = () => {
  const found = new WeakMap<Seen["rings"], WeakMap<TierMarks, ReadonlyArray<LiveEvent>>>()
  return (rings: Seen["rings"], have: TierMarks): ReadonlyArray<LiveEvent> => {
    const ofRings = found.get(rings) ?? new WeakMap<TierMarks, ReadonlyArray<LiveEvent>>()
    found.set(rings, ofRings)
    const events = ofRings.get(have) ?? lacking(rings, have, false)
    ofRings.set(have, events)
    return events
  }
}

/** What a subscriber lacks, as soon as that is anything. */
const told =
  ({ seen }: WatchedBoard, known: ReturnType<typeof remembering>, patientUntil: number) =>
  (have: TierMarks): Effect.Effect<Told> =>
    Effect.clockWith((clock) => {
      const { rings, isOld, end } = seen()
      if (end !== undefined) return Effect.failCause(end)
      const patientMs = patientUntil - clock.currentTimeMillisUnsafe()
      const isPatient = patientMs > 0 && isAheadOf(rings, have)
      const events = isPatient ? lacking(rings, have, true) : known(rings, have)
      const answer = [events, Option.some(events.at(-1)?.have ?? have)] as const
      if (events.length > 0) return Effect.succeed(answer)
      const news = isPatient ? Effect.raceFirst(isOld.await, Effect.sleep(patientMs)) : isOld.await
      return Effect.as(news, answer)
    })
