import { layerWallet } from "@laurel/adapters/payments"
import { allStories } from "@laurel/core/contracts"
import { Layer } from "effect"
import { postgresWatched } from "./database.ts"

// Whoever pays is in memory; all facts are in the database.
allStories("Postgres, its money watched", Layer.merge(layerWallet, postgresWatched()), { runs: 3 })
