import { ledgerContract, settlementStoreContract } from "@laurel/core/contracts"
import { embeddedWorld, postgresWorld } from "./database.ts"

/** Enough to find what is broken at once; `npm run gate:adapters` runs many more. */
const runs = 5

const worlds = { Postgres: postgresWorld(), "the embedded store": embeddedWorld() }

for (const [name, world] of Object.entries(worlds)) {
  ledgerContract(name, world, { runs })
  settlementStoreContract(name, world, { runs })
}
