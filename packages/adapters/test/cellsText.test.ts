import { assert, describe, it } from "@effect/vitest"
import { absent } from "@laurel/core/scoring"
import { maxMagnitude } from "@laurel/core/shared"
import fc from "fast-check"
import { cellsText, readCells } from "../src/postgres/cellsText.ts"

const cell = fc.oneof(fc.constantFrom(absent, 0, 1, -1, maxMagnitude, -maxMagnitude), fc.maxSafeInteger())

describe("cellsText", () => {
  it("is read back as it was written", () =>
    fc.assert(
      fc.property(fc.array(cell), (cells) => {
        const written = cells.map((one) => (Object.is(one, -0) ? 0 : one))
        assert.deepStrictEqual(readCells(cellsText(written)), written)
      })
    ))

  it("what is no such text is not read", () => {
    for (const text of ["x", "1;2", "1,-", "--1", "1-", "1.5", "9007199254740992", "1e3", " 1", ".,1"])
      assert.isUndefined(readCells(text), text)
  })
})
