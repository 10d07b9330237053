import { assert, describe, it } from "@effect/vitest"
import { layerEmbedded } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import { randomFrom } from "../gates/random.ts"
import { auditWorld } from "../gates/tamper/auditWorld.ts"
import { tamper } from "../gates/tamper/tamper.ts"

/** So often each column; the gate does it a hundred times. */
const quickly = 5

describe("Tampering", () => {
  it.live("any changed character of the audit log, and any missing row, is found (I27)", () =>
    Effect.gen(function* () {
      const world = yield* auditWorld
      const tallies = yield* Effect.promise(() => tamper(world, quickly, randomFrom(7)))
      assert.deepStrictEqual(
        tallies.filter(({ missed }) => missed > 0),
        []
      )
      const found = tallies.reduce((sum, tally) => sum + tally.found, 0)
      assert.isAbove(found, 40)
    }).pipe(Effect.provide(layerEmbedded()))
  )
})
