import { assert, describe, it } from "@effect/vitest"
import { Keyed } from "../../src/board/live/Keyed.ts"

describe("what is there under keys", () => {
  it("is found under its key until it is taken away, and leaves no key behind", () => {
    const keyed = new Keyed<string>()
    const takeA = keyed.put("spring", "a")
    const takeB = keyed.put("spring", "b")
    const takeC = keyed.put("summer", "c")
    assert.deepStrictEqual([...keyed.under("spring")], ["a", "b"])
    assert.deepStrictEqual([...keyed.all()], ["a", "b", "c"])
    takeA()
    assert.deepStrictEqual([[...keyed.under("spring")], keyed.size], [["b"], 2])
    takeB()
    takeC()
    assert.deepStrictEqual([[...keyed.under("spring")], keyed.size], [[], 0])
  })

  it("stays when what was there before it is taken away twice", () => {
    const keyed = new Keyed<string>()
    const takeA = keyed.put("spring", "a")
    takeA()
    keyed.put("spring", "b")
    takeA()
    assert.deepStrictEqual([[...keyed.under("spring")], keyed.size], [["b"], 1])
  })
})
