import type { Ports } from "@laurel/core"
import type { Effect, Exit } from "effect"
import type { Database } from "./Database.ts"
import type { Payments } from "./Payments.ts"
import type { StoreLocation } from "./StoreLocation.ts"

/** A store that is open. */
export interface OpenStore {
  /** Runs a use case over all ports; `signal` interrupts it. */
  readonly run: <A, E>(useCase: Effect.Effect<A, E, Ports>, signal?: AbortSignal) => Promise<Exit.Exit<A, E>>
  readonly close: () => Promise<void>
}

/** What opens stores: the one seam between the commands and the adapters. */
export interface Stores {
  readonly open: (location: StoreLocation, payments: Payments) => Promise<OpenStore>
  /** Opens the database of a store to look after it; nothing where a store has none. */
  readonly openDatabase: (location: StoreLocation) => Promise<Database | undefined>
}
