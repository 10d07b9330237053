import { assert, describe, it } from "@effect/vitest"
import { textArray } from "../src/postgres/arrays.ts"

describe("arrays", () => {
  it("text is written between quotes, and none is an empty array", () => {
    assert.strictEqual(textArray(["a", "", "b,{}"]), '{"a","","b,{}"}')
    assert.strictEqual(textArray([]), "{}")
  })

  it("quotes and backslashes of one text are escaped, whichever it is", () => {
    assert.strictEqual(textArray(["plain", 'a"b', "c\\"]), '{"plain","a\\"b","c\\\\"}')
  })
})
