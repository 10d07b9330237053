import { Effect, Layer } from "effect"
import { boardsBeside } from "./boards.ts"
import { withBoards } from "./decorators/index.ts"
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
import type { RedisOptions } from "./redis/index.ts"
import { type DatabaseOptions, type Store, type StoreRefused, storeOf, storesKnown, withoutPassword } from "./stores.ts"

export type {
  ActivityRow,
  ActivityShown,
  Amendment,
  BoardQuery,
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
  PageQuery,
  PageShown,
  Payments,
  PayoutReport,
  PlaceShown,
  PlacesShown,
  PlanOptions,
  Ports,
  PreviewOptions,
  RevealShown,
  ScorePart,
  StandingRow,
  Standings,
  TrendQuery,
  Unusable,
  When
} from "./open/index.ts"
export { Closed, InvalidArgument, UnknownStore } from "./open/index.ts"
export type { RedisOptions } from "./redis/index.ts"
export type { DatabaseOptions, Store, StoreRefused } from "./stores.ts"

/** Where Laurel keeps what it knows, and what else whoever opens it decides. */
export interface Config extends Options {
  readonly store: Store
  /** How a Postgres server is used; see `PostgresOptions`. */
  readonly database?: DatabaseOptions
  /** Where boards are kept for all processes that share the store; in this process unless given. */
  readonly redis?: RedisOptions
}

/** The configuration as read, with the layer of its store. */
const configOf = Effect.fnUntraced(function* (config: Config) {
  const { store, database, redis: _, ...options } = yield* readConfig(config)
  const opened = storeOf(store, database)
  if (opened !== undefined) return { options, store: opened }
  const named = store === undefined || store === null ? "" : String(store)
  return yield* new UnknownStore({ store: withoutPassword(named), available: storesKnown })
})

/** All ports of a configuration as one layer, for programs that run the use cases of the core themselves. */
export const ports = (config: Config): Layer.Layer<Ports, UnknownStore | InvalidArgument | StoreRefused> =>
  Layer.unwrap(Effect.map(configOf(config), ({ store, options }) => layerOf(store, options)))

/**
 * Opens Laurel behind promises; with the memory store each call opens a world of its own. Rejects with `UnknownStore` when
 * there is no store of that name, with `InvalidArgument` when the configuration cannot be read, and with what the store
 * itself says: `DatabaseUnreachable`, `FolderInUse`, `SchemaMismatch`; with `RedisUnfit` when that Redis may throw boards away. Close it when done, or write `await using`.
 */
export const open = async (config: Config): Promise<Laurel> => {
  const { store, options } = await Effect.runPromise(configOf(config))
  const { boards, news } = boardsBeside(config.store, config.redis)
  return openOn(withBoards(layerOf(store, options), boards, news), options.organiser)
}
