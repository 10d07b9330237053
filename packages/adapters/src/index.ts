import { Effect, Layer } from "effect"
import * as Memory from "./memory/index.ts"
import {
  type InvalidArgument,
  type Laurel,
  layerOf,
  type Options,
  openOn,
  type Ports,
  readConfig,
  UnknownStore
} from "./open/index.ts"

export type {
  ActivityRow,
  ActivityShown,
  Amendment,
  ChargeReportRow,
  DefinitionJson,
  DepositRow,
  EntryRow,
  Explained,
  JournalFormat,
  Laurel,
  ListQuery,
  MinorUnits,
  Options,
  Payments,
  PayoutReport,
  PlanOptions,
  Ports,
  PreviewOptions,
  ScorePart,
  StandingRow,
  Standings,
  Unusable,
  When
} from "./open/index.ts"
export { Closed, InvalidArgument, UnknownStore } from "./open/index.ts"

const stores: ReadonlyMap<unknown, Layer.Layer<Ports>> = new Map([["memory", Memory.layer]])

/** Where Laurel keeps what it knows, and what else whoever opens it decides. */
export interface Config extends Options {
  /** `memory`: in this process, and gone with it. */
  readonly store: "memory"
}

/** The configuration as read, with the layer of its store. */
const configOf = Effect.fnUntraced(function* (config: Config) {
  const { store, ...options } = yield* readConfig(config)
  const known = stores.get(store)
  if (known !== undefined) return { options, store: known }
  const named = store === undefined || store === null ? "" : String(store)
  return yield* new UnknownStore({ store: named, available: [...stores.keys()].map(String) })
})

/** All ports of a configuration as one layer, for programs that run the use cases of the core themselves. */
export const ports = (config: Config): Layer.Layer<Ports, UnknownStore | InvalidArgument> =>
  Layer.unwrap(Effect.map(configOf(config), ({ store, options }) => layerOf(store, options)))

/**
 * Opens Laurel behind promises; each call opens a world of its own. Rejects with `UnknownStore` when there is no store of
 * that name, with `InvalidArgument` when the configuration cannot be read. Close it when done, or write `await using`.
 */
export const open = async (config: Config): Promise<Laurel> => {
  const { store, options } = await Effect.runPromise(configOf(config))
  return openOn(layerOf(store, options), options.organiser)
}
