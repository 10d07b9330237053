import { layerWallet } from "@laurel/adapters/payments"
import { statisticsStory, talliesContract } from "@laurel/core/contracts"
import { Layer } from "effect"
import { embeddedWorld, postgresWorld } from "./database.ts"

/** Enough to find what is broken at once; `npm run gate:adapters` runs many more. */
const runs = 5

talliesContract("Postgres", postgresWorld(), { runs })
talliesContract("the embedded store", embeddedWorld(), { runs })
statisticsStory("the embedded store", Layer.merge(layerWallet, embeddedWorld()), { runs })
