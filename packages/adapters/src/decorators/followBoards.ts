import {
  BoardFollowers,
  type BoardNotKept,
  type BoardState,
  Boards,
  type BoardsUnavailable,
  type LiveBoard,
  StoredBoards,
  scopeText
} from "@laurel/core/board"
import { makeTurns, Transaction } from "@laurel/core/runtime"
import { Clock, Context, Duration, Effect, Layer, Stream } from "effect"
import { CircuitBreaker } from "effect/persistence"

/** How boards are followed. */
export interface FollowOptions {
  /**
   * Whether a board is followed only once somebody has read it: for copies in the memory of a process, which may have no use for them. What is
   * shared by processes is followed always, unless said otherwise.
   */
  readonly onDemand?: boolean
  /** How often a board that is read is compared with the one in the store; a second unless said otherwise. */
  readonly checkMs?: number
  /** How long an answer of the fast boards may take; 250 ms unless said otherwise. */
  readonly deadlineMs?: number
  /** After so many failures in a row the fast boards are left alone for a while; five unless said otherwise. */
  readonly failures?: number
  /** For how long then; a second unless said otherwise. */
  readonly openMs?: number
  /**
   * Of so many boards it is remembered how far their copies are, of those that were asked for last; 10 000 unless said otherwise. A copy that
   * is followed on demand is dropped when it is forgotten.
   */
  readonly mostBoards?: number
}

/** What is known of the fast copy of one board. */
interface Followed {
  readonly board: LiveBoard
  /** Whether the copy held all that the board in the store had when they were last compared, and none has failed since. */
  isCurrent: boolean
  /** Whether it has to be built anew: the one in the store was, or it was not told something that versions do not show. */
  isForeign: boolean
  checkedAt: number
  /** The latest version that an answer was of: none that is asked for after it is of an earlier one. */
  seen: number
}

const circuit = "boards"

/** Beyond so many rows a copy is built anew, and swapped in at once: one step of all of them would hold everybody up. */
const mostRows = 10_000
const mostPieces = 100

/** A copy that is behind is brought up as soon as it can be. */
const behindMs = 100

/**
 * Boards that answer from fast ones, which follow those in the store: a copy in memory, or one that processes share in Redis.
 *
 * **Details**: what the fast ones lack, because they are new, were away, or have lost what they had, is brought to them in the background;
 * until then, and whenever they fail or are slow, the store answers. A copy that is known to be behind answers nothing, nor does one that
 * is of an earlier version than was answered before, which another process built late: a version goes back only with the store's. The rows
 * of one board come from one process at a time within a process; several processes may bring the same ones, which changes nothing.
 */
export const followBoards = <E>(
  fast: Layer.Layer<Boards, E>,
  options: FollowOptions = {}
): Layer.Layer<Boards | BoardFollowers, E, StoredBoards | Transaction> =>
  Layer.effectContext(
    Effect.gen(function* () {
      const { catchUp, boards } = yield* following(options)
      return Context.empty().pipe(Context.add(Boards, boards), Context.add(BoardFollowers, { catchUp }))
    })
  ).pipe(Layer.provide([fast, CircuitBreaker.layerStoreMemory()]))

const following = Effect.fnUntraced(function* ({
  onDemand = false,
  checkMs = 1_000,
  deadlineMs = 250,
  failures = 5,
  openMs = 1_000,
  mostBoards = 10_000
}: FollowOptions) {
  const fast = yield* Boards
  const stored = yield* StoredBoards
  const { snapshot } = yield* Transaction
  const breaker = yield* CircuitBreaker.make({
    tripPolicy: CircuitBreaker.consecutive(failures),
    openDuration: Duration.millis(openMs)
  })
  /** The one that was asked for last is the last. */
  const known = new Map<string, Followed>()

  const followedOf = (board: LiveBoard): Followed => {
    const key = keyOf(board)
    const followed = known.get(key) ?? {
      board,
      isCurrent: false,
      isForeign: false,
      checkedAt: Number.NEGATIVE_INFINITY,
      seen: -1
    }
    known.delete(key)
    known.set(key, followed)
    return followed
  }

  /** Forgets those that nobody has asked for the longest, but none whose versions would say that it is right while it is not. */
  const forgetOldest = Effect.gen(function* () {
    for (const [key, { board, isForeign }] of known) {
      if (known.size <= mostBoards) return
      if (isForeign) continue
      known.delete(key)
      if (onDemand) yield* Effect.ignore(fast.drop(board))
    }
  })

  /** After a failure nothing is believed until it has been compared: whoever was away may have come back with less. */
  const doubtAll = Effect.sync(() => {
    for (const followed of known.values()) followed.isCurrent = false
  })

  const doubt = (board: LiveBoard) =>
    Effect.sync(() => {
      const followed = followedOf(board)
      followed.isCurrent = false
      followed.isForeign = true
    })

  /** What the copy lacks of the board in the store, as that is at one instant; nothing where the copy is to be built anew. */
  const lacking = Effect.fnUntraced(function* (board: LiveBoard, from: number) {
    const { version } = yield* stored.state(board)
    if (from > version) return undefined
    const pieces = from === version ? [] : yield* Stream.runCollect(Stream.take(stored.since(board, from), mostPieces))
    const rows = pieces.flat()
    return rows.length > mostRows || pieces.length === mostPieces ? undefined : { version, rows }
  })

  const rebuilt = (board: LiveBoard) =>
    snapshot(
      Effect.flatMap(stored.state(board), ({ version }) =>
        Effect.as(fast.rebuild(board, version, stored.since(board, -1)), version)
      )
    )

  /** The store has said that the board is at a version. One before what was seen when it was asked is that of a store that was restored. */
  const see = (followed: Followed, seenBefore: number, version: number): void => {
    followed.seen = version < seenBefore ? version : Math.max(followed.seen, version)
  }

  /** Moves the copy from one version of the board to a later one, at once: whatever lies between is never seen. */
  const bring = Effect.fnUntraced(function* (board: LiveBoard) {
    const followed = followedOf(board)
    const seenBefore = followed.seen
    const has = yield* Effect.catchTag(fast.state(board), "BoardNotKept", () => Effect.succeed(undefined))
    const update = has === undefined || followed.isForeign ? undefined : yield* snapshot(lacking(board, has.version))
    if (update === undefined) {
      // Before the build: who doubts the copy meanwhile may know of something that the build has not read.
      followed.isForeign = false
      see(followed, seenBefore, yield* Effect.onError(rebuilt(board), () => doubt(board)))
    } else {
      if (update.version !== has?.version) yield* fast.submit(board, update)
      see(followed, seenBefore, update.version)
    }
    followed.isCurrent = !followed.isForeign
    followed.checkedAt = yield* Clock.currentTimeMillis
  })

  const caughtUp = (board: LiveBoard) =>
    bring(board).pipe(
      // Where the store has no such board the fast ones have not failed.
      Effect.catchTag("BoardNotKept", () =>
        Effect.sync(() => {
          followedOf(board).isCurrent = false
        })
      ),
      Effect.andThen(forgetOldest),
      breaker.execute({ key: circuit }),
      Effect.catchCause((cause) =>
        Effect.andThen(
          Effect.sync(() => {
            followedOf(board).isCurrent = false
          }),
          Effect.logDebug(`the board of ${board.challengeId} (${scopeText(board.scope)}) is not caught up`, cause)
        )
      )
    )
  const { begin, run } = yield* makeTurns(keyOf, caughtUp)

  /** Asks the fast board where it is current, and the store where it is not or cannot say. */
  const ask = <A extends BoardState>(
    board: LiveBoard,
    question: (boards: Boards["Service"]) => Effect.Effect<A, BoardNotKept | BoardsUnavailable>
  ): Effect.Effect<A, BoardNotKept | BoardsUnavailable> =>
    Effect.gen(function* () {
      const followed = followedOf(board)
      const now = yield* Clock.currentTimeMillis
      if (now - followed.checkedAt >= (followed.isCurrent ? checkMs : Math.min(checkMs, behindMs))) {
        followed.checkedAt = now
        yield* begin(board)
      }
      const seenBefore = followed.seen
      const askStore = Effect.tap(question(stored), ({ version }) =>
        Effect.sync(() => see(followed, seenBefore, version))
      )
      if (!followed.isCurrent) return yield* askStore
      const answer = yield* question(fast).pipe(
        Effect.timeout(deadlineMs),
        breaker.execute({ key: circuit }),
        Effect.catch(() => Effect.as(doubtAll, undefined))
      )
      if (answer !== undefined && answer.version >= seenBefore) {
        followed.seen = Math.max(followed.seen, answer.version)
        return answer
      }
      followed.isCurrent = false
      yield* begin(board)
      return yield* askStore
    })

  const boards: Boards["Service"] = {
    rebuild: (board, version, rows) =>
      Effect.gen(function* () {
        yield* stored.rebuild(board, version, rows)
        yield* doubt(board)
        yield* run(board)
      }),
    submit: (board, update) =>
      Effect.gen(function* () {
        const version = yield* stored.submit(board, update)
        yield* run(board)
        // Rows that came late are not among what is above the version of the copy.
        yield* Effect.catch(fast.submit(board, update), () => doubt(board))
        return version
      }),
    drop: (board) =>
      Effect.gen(function* () {
        yield* stored.drop(board)
        yield* doubt(board)
        yield* Effect.ignore(fast.drop(board))
      }),
    state: (board) => ask(board, (from) => from.state(board)),
    ranks: (board, ids) => ask(board, (from) => from.ranks(board, ids)),
    page: (board, limit, cursor) => ask(board, (from) => from.page(board, limit, cursor)),
    around: (board, id, n) => ask(board, (from) => from.around(board, id, n)),
    all: (board) => ask(board, (from) => from.all(board))
  }
  const catchUp = (board: LiveBoard) => (onDemand && !known.has(keyOf(board)) ? Effect.void : run(board))
  return { catchUp, boards }
})

const keyOf = ({ challengeId, scope }: LiveBoard): string => `${challengeId}\n${scopeText(scope)}`
