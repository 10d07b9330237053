import { assert, describe, it } from "@effect/vitest"
import { Option } from "effect"
import fc from "fast-check"
import { eventId, readEventId } from "../../src/board/index.ts"

const marks = fc.record({ version: fc.maxSafeNat(), check: fc.nat(2 ** 32 - 1) }, { noNullPrototype: true })
const someMarks = fc.record({ top: marks, next: marks }, { requiredKeys: [], noNullPrototype: true })

describe("ids of events", () => {
  it("read what was written", () => {
    assert.strictEqual(eventId({ top: { version: 17, check: 36 }, next: { version: 9, check: 0 } }), "17~10.9~0")
    assert.strictEqual(eventId({ top: { version: 17, check: 36 } }), "17~10.-")
    fc.assert(fc.property(someMarks, (have) => assert.deepStrictEqual(readEventId(eventId(have)), Option.some(have))))
  })

  it("H32 any other text says nothing", () => {
    for (const text of [
      "",
      "17",
      "1~0",
      "1~0.",
      ".",
      "1~0.2~0.3~0",
      "1.2",
      "a~0.-",
      "-1~0.-",
      "1~A.-",
      " 1~0.-",
      "1~0.-\n"
    ])
      assert.deepStrictEqual(readEventId(text), Option.none())
  })
})
