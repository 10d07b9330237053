import { circlesContract, invitesContract } from "@laurel/core/contracts"
import { embeddedWorld, postgresWorld } from "./database.ts"

circlesContract("Postgres", postgresWorld(), { runs: 5 })
circlesContract("the embedded store", embeddedWorld(), { runs: 5 })
invitesContract("Postgres", postgresWorld(), { runs: 5 })
invitesContract("the embedded store", embeddedWorld(), { runs: 5 })
