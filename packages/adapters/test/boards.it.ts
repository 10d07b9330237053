import { outboxContract, storedBoardsContract } from "@laurel/core/contracts"
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
