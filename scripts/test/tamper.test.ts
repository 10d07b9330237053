import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { randomFrom } from "../gates/random.ts"
import { auditWorld } from "../gates/tamper/auditWorld.ts"
import { ledgerWorld } from "../gates/tamper/ledgerWorld.ts"
import { planWorld } from "../gates/tamper/planWorld.ts"
import { store } from "../gates/tamper/store.ts"
import { tamper } from "../gates/tamper/tamper.ts"

/** So often each column; the gate does it a hundred times. */
const quickly = 2

describe("Tampering", () => {
  it.live(
    "any changed character of the audit log, the ledger and plans, and any missing row, is found (I7, I27)",
    () =>
      Effect.gen(function* () {
        for (const made of [auditWorld, ledgerWorld, planWorld]) {
          const world = yield* made
          const tallies = yield* Effect.promise(() => tamper(world, quickly, randomFrom(7)))
          assert.deepStrictEqual(
            tallies.filter(({ missed }) => missed > 0),
            []
          )
          assert.isAbove(
            tallies.reduce((sum, { found }) => sum + found, 0),
            12
          )
        }
      }).pipe(Effect.provide(store)),
    180_000
  )
})
