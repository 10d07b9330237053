import * as Memory from "@laurel/adapters/memory"
import { allContracts, allStories } from "@laurel/core/contracts"
import { Layer } from "effect"
import { embeddedWorld, postgresWorld } from "./database.ts"

/** Few, to find at once what is broken; `npm run gate:adapters` asks for many more, and for memory among them. */
const given = process.env.LAUREL_CONTRACT_RUNS
const runs = given === undefined ? 5 : Number(given)

if (given !== undefined) allContracts("memory", Memory.layer, { runs })

for (const [adapter, world] of [
  ["Postgres", postgresWorld()],
  ["the embedded store", embeddedWorld()]
] as const) {
  allContracts(adapter, world, { runs })
  // Who pays is no port of a store.
  allStories(adapter, Layer.merge(Memory.layer, world))
}
