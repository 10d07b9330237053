import type { Ports } from "@laurel/core"
import { BoardFollowers, BoardNews, Boards, StoredBoards } from "@laurel/core/board"
import { Projector } from "@laurel/core/challenge"
import type { Transaction } from "@laurel/core/runtime"
import { makeProjector, makeProjectorOnDemand, type ProjectorOptions } from "@laurel/core/work"
import { Clock, Context, Effect, Layer } from "effect"
import { carryAfterCommit } from "./carryAfterCommit.ts"
import { idleClock } from "./idleClock.ts"

/** The boards that are read, and who keeps them current. */
export type BoardPorts = Boards | BoardFollowers | BoardNews | Projector

/** All ports, with boards that are kept current. */
export type LivePorts = Ports | BoardPorts

/** The boards of the store themselves, for stores that are fast enough, and for whoever reads seldom: nothing follows them. */
export const storedBoardsAlone: Layer.Layer<Boards | BoardFollowers, never, StoredBoards> = Layer.effectContext(
  Effect.map(StoredBoards, (boards) =>
    Context.empty().pipe(Context.add(Boards, boards), Context.add(BoardFollowers, { catchUp: () => Effect.void }))
  )
)

/** Who opens Laurel and never closes it has a process that ends nevertheless. */
const inBackground = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(idleClock, (clock) => Effect.provideService(work, Clock.Clock, clock))

/** Followers that tell of a board once it is caught up: whoever hears of it and reads it sees what is new. */
export const announcing: Layer.Layer<BoardFollowers, never, BoardFollowers | BoardNews | StoredBoards> = Layer.effect(
  BoardFollowers,
  Effect.gen(function* () {
    const { catchUp } = yield* BoardFollowers
    const { announce } = yield* BoardNews
    const stored = yield* StoredBoards
    return BoardFollowers.of({
      catchUp: (board) =>
        Effect.andThen(
          catchUp(board),
          Effect.ignore(Effect.flatMap(stored.state(board), ({ version }) => announce(board, version)))
        )
    })
  })
)

/**
 * The ports with boards that are kept current: a projector works for as long as the layer is there, and is woken by what is committed
 * through these ports. `boards` are those that are read: `followBoards` of some fast ones, or the store's own; what becomes of them is
 * told through `news`.
 */
export const withBoards = <E, E2>(
  ports: Layer.Layer<Ports, E>,
  boards: Layer.Layer<Boards | BoardFollowers, E2, StoredBoards | Transaction>,
  news: Layer.Layer<BoardNews>,
  options: ProjectorOptions = {}
): Layer.Layer<LivePorts, E | E2> =>
  carryAfterCommit.pipe(
    Layer.provideMerge(Layer.effect(Projector, inBackground(makeProjector(options)))),
    Layer.provideMerge(announcing),
    Layer.provideMerge(news),
    Layer.provideMerge(boards),
    Layer.provideMerge(ports)
  )

/**
 * The ports with boards for a process that ends soon: those in the store, brought up to date by whoever reads them. Nothing works in the
 * background, and nothing is woken.
 */
export const withBoardsOnDemand = <E>(
  ports: Layer.Layer<Ports, E>
): Layer.Layer<Ports | Boards | BoardFollowers | Projector, E> =>
  Layer.effect(Projector, makeProjectorOnDemand).pipe(Layer.provideMerge(storedBoardsAlone), Layer.provideMerge(ports))
