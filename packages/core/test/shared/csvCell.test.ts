import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { csvCell } from "../../src/shared/index.ts"

describe("a cell of an exported CSV file", () => {
  it("is disarmed where a spreadsheet would run it as a formula; plain numbers stay", () => {
    assert.deepStrictEqual(
      ["=1+1", "+cmd", "-2+3", "@x", "\tx", "\rx", "-12.50", "+7", "a,b", 'a"b', "ada", ""].map(csvCell),
      ["'=1+1", "'+cmd", "'-2+3", "'@x", "'\tx", '"\'\rx"', "-12.50", "+7", '"a,b"', '"a""b"', "ada", ""]
    )
  })

  it("holds every text as it was, but for the apostrophe that disarms it", () => {
    const unquoted = (cell: string) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell.replace(/[",\r\n]/g, "a bare separator")
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "=", "-", "1", ".", ",", '"', "\r", "\n", "'") }), (text) => {
        assert.include([text, `'${text}`], unquoted(csvCell(text)))
      })
    )
  })
})
