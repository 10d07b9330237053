import { webhookStoreContract } from "@laurel/core/contracts"
import { embeddedWorld, postgresWorld } from "./database.ts"

webhookStoreContract("Postgres", postgresWorld(), { runs: 5 })
webhookStoreContract("the embedded store", embeddedWorld(), { runs: 5 })
