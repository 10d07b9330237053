import { assert, describe, it } from "@effect/vitest"
import { inject } from "vitest"
import { runMemory } from "../gates/memory/runMemory.ts"
import { slopeOf } from "../gates/memory/slopeOf.ts"

// R-14 for some seconds. `npm run gate:memory` takes ten minutes, and looks at how memory grows.

describe("a server with little room for its heap (R-14)", () => {
  it("answers all that it has room for, and says so of the rest, while streams come and go", {
    timeout: 240_000
  }, async () => {
    const trial = { postgres: inject("postgres"), minutes: 0.1, heapMb: 512, clients: 30, share: 0.3 }
    const { flaws } = await runMemory(trial, () => undefined)
    assert.deepStrictEqual(flaws, [])
  })

  it("grows as the line through its measures does", () => {
    const points = [0, 1, 2, 3].map((at) => ({ at, value: 5 + 2 * at + (at % 2 === 0 ? 0.5 : -0.5) }))
    assert.approximately(slopeOf(points), 1.8, 1e-9)
    assert.strictEqual(slopeOf([0, 1, 2].map((at) => ({ at, value: 7 }))), 0)
  })
})
