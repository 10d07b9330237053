import { chargesContract } from "@laurel/core/contracts"
import { embeddedWorld, postgresWorld } from "./database.ts"

chargesContract("Postgres", postgresWorld(), { runs: 10 })
chargesContract("the embedded store", embeddedWorld(), { runs: 10 })
