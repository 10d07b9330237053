import { announcing, followBoards } from "@laurel/adapters/decorators"
import { layer, layerBoardNews, layerBoards, type Ports } from "@laurel/adapters/memory"
import { layerSha256 } from "@laurel/adapters/node"
import { Audit, emptyChain } from "@laurel/core/audit"
import type { VirtualClock } from "@laurel/core/runtime"
import { Cause, Clock, Effect, Exit, Layer, ManagedRuntime, Option } from "effect"
import { problemOfRun, type Refused } from "./problemOf.ts"

/** Runs use cases over a store of their own. */
export interface UseCases {
  /** Runs one use case; a refusal becomes a problem, a defect is thrown as it is. */
  readonly run: <A>(useCase: Effect.Effect<A, Refused, Ports>) => Promise<A>
  readonly dispose: () => Promise<void>
}

/** All ports in memory, for whoever makes worlds of their own: `Layer.fresh` gives an empty one. */
export const memoryPorts: Layer.Layer<Ports> = Layer.provideMerge(layer, layerSha256)

/** Boards in memory that follow those of such a world, and news of them, for whoever watches it. */
export const memoryBoards = announcing.pipe(
  Layer.provideMerge(Layer.merge(followBoards(Layer.fresh(layerBoards)), Layer.fresh(layerBoardNews)))
)

/**
 * An audit log that nobody could ever read: the store of a run is gone with it, and what the run did is what its files show. So
 * nothing is written, which would take a tenth of the time.
 */
const layerUnaudited: Layer.Layer<Audit> = Layer.succeed(Audit, {
  append: () => Effect.void,
  page: () => Effect.succeed([]),
  head: (scope) => Effect.succeed(emptyChain(scope)),
  heads: () => Effect.succeed([])
})

/** Use cases over a fresh store in memory, on a clock that stands where it is set. */
export const useCasesOn = (clock: VirtualClock): UseCases => {
  const runtime = ManagedRuntime.make(Layer.fresh(Layer.merge(memoryPorts, layerUnaudited)))
  return {
    run: async (useCase) => {
      const exit = await runtime.runPromiseExit(Effect.provideService(useCase, Clock.Clock, clock))
      if (Exit.isSuccess(exit)) return exit.value
      const refused = Cause.findErrorOption(exit.cause)
      throw Option.isSome(refused) ? problemOfRun(refused.value) : Cause.squash(exit.cause)
    },
    dispose: () => runtime.dispose()
  }
}
