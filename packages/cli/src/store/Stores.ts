import type { WebhookSender } from "@laurel/core/webhook"
import type { Effect, Exit, Layer } from "effect"
import type { Database } from "./Database.ts"
import type { FastBoards } from "./FastBoards.ts"
import type { LivePorts } from "./LivePorts.ts"
import type { Payments } from "./Payments.ts"
import type { StoreLocation } from "./StoreLocation.ts"

/** A store that is open. */
export interface OpenStore {
  /** Runs a use case over all ports; `signal` interrupts it. */
  readonly run: <A, E>(useCase: Effect.Effect<A, E, LivePorts>, signal?: AbortSignal) => Promise<Exit.Exit<A, E>>
  readonly close: () => Promise<void>
}

/** How long others may take to answer, in milliseconds; what is left out is what suits a command. */
export interface Patience {
  /** One statement of a Postgres server. */
  readonly statementMs?: number
  /** One command of a Redis. */
  readonly commandMs?: number
}

/** What opens stores: the one seam between the commands and the adapters. */
export interface Stores {
  readonly open: (location: StoreLocation, payments: Payments, patience?: Patience) => Promise<OpenStore>
  /** Opens the database of a store to look after it; nothing where a store has none. */
  readonly openDatabase: (location: StoreLocation) => Promise<Database | undefined>
  /** Boards in Redis, or without an address in this process. */
  readonly fastBoards: (redis: string | undefined, patience?: Patience) => Promise<FastBoards>
  /** Who brings events to their receivers; to those in networks of our own only where that is allowed. */
  readonly webhookSender: (allowsPrivate: boolean) => Promise<Layer.Layer<WebhookSender>>
}
