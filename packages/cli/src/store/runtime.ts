import { layer, type Ports } from "@laurel/adapters/memory"
import { Cause, Effect, Exit, Layer, ManagedRuntime } from "effect"
import { Problem } from "../io/Problem.ts"
import { type StoreLocation, shownLocation } from "./StoreLocation.ts"
import type { OpenStore, Stores } from "./Stores.ts"

const layerOf = (location: StoreLocation): Layer.Layer<Ports> => {
  if (location._tag === "Memory") return Layer.fresh(layer)
  throw new Problem({
    exit: "usage",
    code: "wrong-db",
    title: `${shownLocation(location)} cannot be opened by this version`,
    where: "--db",
    remedy: "use memory:"
  })
}

/** An open store over a layer of all ports; throws what the layer fails with. */
export const openLayer = async <E>(ports: Layer.Layer<Ports, E>): Promise<OpenStore> => {
  const runtime = ManagedRuntime.make(ports)
  const exit = await runtime.runPromiseExit(Effect.context<Ports>())
  if (Exit.isFailure(exit)) throw Cause.squash(exit.cause)
  return {
    run: (useCase, signal) =>
      Effect.runPromiseExit(Effect.provideContext(useCase, exit.value), signal === undefined ? {} : { signal }),
    close: () => runtime.dispose()
  }
}

/** Opens the stores that this installation has. */
export const installedStores: Stores = {
  open: (location) => openLayer(layerOf(location))
}
