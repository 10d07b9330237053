import { layerWallet } from "@laurel/adapters/payments"
import { boardsStory, outboxContract, storedBoardsContract } from "@laurel/core/contracts"
import { Layer } from "effect"
import { embeddedWorld, postgresWorld } from "./database.ts"

/** Enough to find what is broken at once; `npm run gate:adapters` runs many more. */
const runs = 5

for (const [adapter, world] of [
  ["Postgres", postgresWorld()],
  ["the embedded store", embeddedWorld()]
] as const) {
  outboxContract(adapter, world, { runs })
  storedBoardsContract(adapter, world, { runs })
}

// On Postgres it is among all stories.
boardsStory("the embedded store", Layer.merge(layerWallet, embeddedWorld()), { runs })
