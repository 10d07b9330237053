import { layerWallet } from "@laurel/adapters/payments"
import { allCrashes } from "@laurel/core/contracts"
import { Effect, Layer } from "effect"
import { afterAll } from "vitest"
import { embeddedWatched, postgresWatched } from "./database.ts"

/** How many interleavings of workers are tried, as `npm run gate:crash` asks for. */
const runs = Number(process.env.LAUREL_CRASH_RUNS)

const worlds = { Postgres: postgresWatched(), "the embedded store": embeddedWatched() }

for (const [name, world] of Object.entries(worlds)) {
  let played = 0
  const counted = Layer.unwrap(
    Effect.sync(() => {
      played += 1
      return Layer.merge(layerWallet, world)
    })
  )
  allCrashes(name, counted, { runs })
  afterAll(() => {
    console.log(`${name}: ${played} worlds`)
  })
}
