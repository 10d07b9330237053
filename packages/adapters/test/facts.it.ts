import {
  activityLogContract,
  adjustmentsContract,
  challengeStoreContract,
  depositsContract,
  entriesContract,
  scoresContract,
  snapshotsContract
} from "@laurel/core/contracts"
import { embeddedWorld, postgresWorld } from "./database.ts"

/** Enough to find what is broken at once; `npm run gate:adapters` runs many more. */
const runs = 5

for (const [adapter, world] of [
  ["Postgres", postgresWorld()],
  ["the embedded store", embeddedWorld()]
] as const) {
  activityLogContract(adapter, world, { runs })
  adjustmentsContract(adapter, world, { runs })
  challengeStoreContract(adapter, world, { runs })
  depositsContract(adapter, world, { runs })
  entriesContract(adapter, world, { runs })
  scoresContract(adapter, world, { runs })
  snapshotsContract(adapter, world, { runs })
}
