import { auditContract } from "@laurel/core/contracts"
import { embeddedWorld, postgresWorld } from "./database.ts"

auditContract("Postgres", postgresWorld(), { runs: 25 })
auditContract("the embedded store", embeddedWorld(), { runs: 25 })
