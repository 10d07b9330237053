import { Layer } from "effect"
import * as Memory from "./memory/index.ts"
import { type Laurel, layerOf, type Options, openOn, type Ports, UnknownStore } from "./open/index.ts"

export type {
  ActivityRow,
  ActivityShown,
  Amendment,
  DefinitionJson,
  DepositRow,
  EntryRow,
  Explained,
  JournalFormat,
  Laurel,
  MinorUnits,
  Options,
  Payments,
  Ports,
  ScorePart,
  StandingRow,
  Standings,
  Unusable,
  When
} from "./open/index.ts"
export { InvalidArgument, UnknownStore } from "./open/index.ts"

const stores: ReadonlyMap<string, Layer.Layer<Ports>> = new Map([["memory", Memory.layer]])

/** Where Laurel keeps what it knows, and what else whoever opens it decides. */
export interface Config extends Options {
  /** `memory`: in this process, and gone with it. */
  readonly store: "memory"
}

/** All ports of a configuration as one layer, for programs that run the use cases of the core themselves. */
export const ports = (config: Config): Layer.Layer<Ports, UnknownStore> => {
  const store = stores.get(config.store)
  const known = store ?? Layer.effectContext(new UnknownStore({ store: config.store, available: [...stores.keys()] }))
  return layerOf(known, config)
}

/**
 * Opens Laurel behind promises; each call opens a world of its own. Rejects with `UnknownStore` when there is no store of
 * that name. Close it when done, or write `await using`.
 */
export const open = (config: Config): Promise<Laurel> => openOn(ports(config), config.organiser)
