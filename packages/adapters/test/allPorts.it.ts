import * as Memory from "@laurel/adapters/memory"
import { allContracts, transactionContract } from "@laurel/core/contracts"
import { embeddedWorld, postgresWorld } from "./database.ts"

/** How many runs each model and law gets where all contracts are asked for, by `npm run gate:adapters`. */
const given = process.env.LAUREL_CONTRACT_RUNS

const worlds = { Postgres: postgresWorld(), "the embedded store": embeddedWorld() }

if (given === undefined) {
  // Those of single ports stand in files of their own; a transaction is over all of them.
  for (const [name, world] of Object.entries(worlds)) transactionContract(name, world, { runs: 3 })
} else {
  const runs = Number(given)
  allContracts("memory", Memory.layer, { runs })
  for (const [name, world] of Object.entries(worlds)) allContracts(name, world, { runs })
}
