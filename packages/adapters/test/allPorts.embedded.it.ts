import { embeddedWorld } from "./database.ts"
import { everyPort } from "./everyPort.ts"

everyPort("the embedded store", embeddedWorld())
