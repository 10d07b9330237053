import { ledgerContract } from "@laurel/core/contracts"
import { embeddedWorld, postgresWorld } from "./database.ts"

ledgerContract("Postgres", postgresWorld(), { runs: 25 })
ledgerContract("the embedded store", embeddedWorld(), { runs: 25 })
