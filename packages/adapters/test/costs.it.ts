import * as Memory from "@laurel/adapters/memory"
import { Connection, layerDb, layerPorts } from "@laurel/adapters/postgres"
import { Effect, Layer } from "effect"
import { costsAreConstant } from "./costs.ts"
import { countStatements } from "./countStatements.ts"
import { embeddedConnection, empty } from "./database.ts"

const { over, count } = countStatements()
const opened = embeddedConnection()

const sql = layerPorts.pipe(
  Layer.provide(layerDb),
  Layer.provide(
    Layer.effect(
      Connection,
      Effect.promise(async () => {
        const connection = await opened()
        await empty(connection)
        return over(connection)
      })
    )
  )
)

// What has no tables yet is in memory.
costsAreConstant(
  "statements of the embedded store",
  { layer: Layer.merge(Memory.layer, sql), count },
  // Paying five hundred lines takes long, and one by one is how they are paid.
  { whole: [10], untilPaid: [50, 500] },
  20
)
