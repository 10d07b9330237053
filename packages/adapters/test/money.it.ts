import { ledgerContract, settlementStoreContract } from "@laurel/core/contracts"
import { embeddedWorld, postgresWorld } from "./database.ts"

const worlds = { Postgres: postgresWorld(), "the embedded store": embeddedWorld() }

for (const [name, world] of Object.entries(worlds)) {
  ledgerContract(name, world, { runs: 25 })
  settlementStoreContract(name, world, { runs: 25 })
}
