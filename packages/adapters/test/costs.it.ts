import * as Memory from "@laurel/adapters/memory"
import { Connection, layerDb, layerPorts } from "@laurel/adapters/postgres"
import { Effect, Layer } from "effect"
import type { KyselyPlugin } from "kysely"
import { costsAreConstant } from "./costs.ts"
import { embeddedConnection, empty } from "./database.ts"

let statements = 0

/** Counts every statement that goes to the database through Kysely; beginning and ending a transaction are none. */
const counting: KyselyPlugin = {
  transformQuery: ({ node }) => {
    statements += 1
    return node
  },
  transformResult: async ({ result }) => result
}

const opened = embeddedConnection()

const sql = layerPorts.pipe(
  Layer.provide(layerDb),
  Layer.provide(
    Layer.effect(
      Connection,
      Effect.promise(async () => {
        const connection = await opened()
        await empty(connection)
        return { ...connection, db: connection.db.withPlugin(counting) }
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
