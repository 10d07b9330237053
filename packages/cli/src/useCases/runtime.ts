import { layer, type Ports } from "@laurel/adapters/memory"
import type { VirtualClock } from "@laurel/core/runtime"
import { Cause, Clock, Effect, Exit, Layer, ManagedRuntime, Option } from "effect"
import { problemOfRun, type Refused } from "./problemOf.ts"

/** Runs use cases over a store of their own. */
export interface UseCases {
  /** Runs one use case; a refusal becomes a problem, a defect is thrown as it is. */
  readonly run: <A>(useCase: Effect.Effect<A, Refused, Ports>) => Promise<A>
  readonly dispose: () => Promise<void>
}

/** Use cases over a fresh store in memory, on a clock that stands where it is set. */
export const useCasesOn = (clock: VirtualClock): UseCases => {
  const runtime = ManagedRuntime.make(Layer.fresh(layer))
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

/** All ports in memory, for whoever makes worlds of their own: `Layer.fresh` gives an empty one. */
export const memoryPorts: Layer.Layer<Ports> = layer
