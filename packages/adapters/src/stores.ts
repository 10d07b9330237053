import type { Ports, StorePorts } from "@laurel/core"
import { Effect, Layer } from "effect"
import * as Memory from "./memory/index.ts"
import { layerWallet } from "./payments/index.ts"
import type { DatabaseUnreachable, DbFailed, FolderInUse, PostgresOptions, SchemaMismatch } from "./postgres/index.ts"

/**
 * Where facts are kept. `memory`: in this process, and gone with it. `pglite:./folder`: embedded, in a folder that one
 * process opens at a time. `postgres://user@host/database`: on a server, shared.
 */
export type Store = "memory" | `pglite:${string}` | `postgres://${string}` | `postgresql://${string}`

/** How a Postgres server is used, besides its address. */
export type DatabaseOptions = Omit<PostgresOptions, "url">

/** What a store can answer to being opened. */
export type StoreRefused = DatabaseUnreachable | DbFailed | FolderInUse | SchemaMismatch

/** The stores that there are, as they are written. */
export const storesKnown: ReadonlyArray<string> = ["memory", "pglite:./folder", "postgres://user@host/database"]

// Loaded when it is asked for: whoever keeps everything in memory needs no database client.
const sql = Effect.promise(() => import("./postgres/index.ts"))

/** All ports of the store of this name; nothing when there is none. */
export const storeOf = (
  store: unknown,
  database: DatabaseOptions = {}
): Layer.Layer<Ports, StoreRefused> | undefined => {
  if (store === "memory") return Memory.layer
  if (typeof store !== "string") return undefined
  const folder = /^pglite:(.+)$/.exec(store)?.[1]
  if (folder !== undefined) return withWallet(Effect.map(sql, ({ layerEmbedded }) => layerEmbedded({ folder })))
  return /^postgres(ql)?:\/\/./.test(store)
    ? withWallet(Effect.map(sql, ({ layer }) => layer({ ...database, url: store })))
    : undefined
}

const withWallet = <E>(store: Effect.Effect<Layer.Layer<StorePorts, E>>): Layer.Layer<Ports, E> =>
  Layer.merge(Layer.unwrap(store), layerWallet)

/** An address as it may be shown. */
export const withoutPassword = (text: string): string => text.replace(/^(\w+:\/\/[^:/@]*):[^@]*@/, "$1:***@")
