import * as Memory from "@laurel/adapters/memory"
import { postgresWorld } from "./database.ts"
import { everyPort } from "./everyPort.ts"

everyPort("memory", Memory.layer)
everyPort("Postgres", postgresWorld())
