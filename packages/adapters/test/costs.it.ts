import * as Memory from "@laurel/adapters/memory"
import { Connection, layerDb, layerPorts } from "@laurel/adapters/postgres"
import { Effect, Layer } from "effect"
import type pg from "pg"
import { costsAreConstant } from "./costs.ts"
import { embeddedConnection, empty } from "./database.ts"

let statements = 0

const isOfTransaction = (statement: unknown): boolean =>
  typeof statement === "object" &&
  statement !== null &&
  "text" in statement &&
  /^(begin|commit|rollback)/.test(`${statement.text}`)

/** Something whose methods are called as they are, but for one. */
const withMethod = <Whole extends object>(
  whole: Whole,
  name: keyof Whole,
  method: (...given: Array<unknown>) => unknown
) =>
  new Proxy(whole, {
    get: (target, property) => {
      if (property === name) return method
      const value: unknown = Reflect.get(target, property)
      return typeof value === "function" ? value.bind(target) : value
    }
  })

/** Counts every statement that is sent over a connection of the pool; beginning and ending a transaction are none. */
const counted = (pool: pg.Pool): pg.Pool =>
  withMethod(pool, "connect", async () => {
    const client = await pool.connect()
    return withMethod(client, "query", (...given) => {
      if (!isOfTransaction(given[0])) statements += 1
      return Reflect.apply(client.query, client, given)
    })
  })

const opened = embeddedConnection()

const sql = layerPorts.pipe(
  Layer.provide(layerDb),
  Layer.provide(
    Layer.effect(
      Connection,
      Effect.promise(async () => {
        const connection = await opened()
        await empty(connection)
        return { ...connection, pool: counted(connection.pool) }
      })
    )
  )
)

// What has no tables yet is in memory.
costsAreConstant(
  "statements of the embedded store",
  { layer: Layer.merge(Memory.layer, sql), count: () => statements },
  // Paying five hundred lines takes long, and one by one is how they are paid.
  { whole: [10], untilPaid: [50, 500] },
  20
)
