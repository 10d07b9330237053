import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { lives } from "../gates/time/lives.ts"
import { playLife } from "../gates/time/playLife.ts"

/** So many challenges; the gate plays two thousand. */
const quickly = 40

describe("Time", () => {
  it("R-20 each step is taken once and the board of each local day kept once, whatever clocks and zones do", async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => assert.isUndefined((await playLife(life)).difference)),
      { numRuns: quickly }
    )
  }, 60_000)
})
