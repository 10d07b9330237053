import { layerWallet } from "@laurel/adapters/payments"
import { allCrashes } from "@laurel/core/contracts"
import { Effect, Layer } from "effect"
import { afterAll } from "vitest"
import { type postgresWatched, withCheckpoints } from "./database.ts"

/** How many interleavings of workers are tried, as `npm run gate:crash` asks for. */
const runs = Number(process.env.LAUREL_CRASH_RUNS)

/** Every crash story on the worlds of a store, and how many there were. */
export const crashesOf = (name: string, world: ReturnType<typeof postgresWatched>): void => {
  let played = 0
  const beginning = withCheckpoints(world)
  const counted = Layer.unwrap(
    Effect.sync(() => {
      played += 1
      return Layer.merge(layerWallet, beginning)
    })
  )
  allCrashes(name, counted, { runs })
  afterAll(() => {
    console.log(`${name}: ${played} worlds`)
  })
}
