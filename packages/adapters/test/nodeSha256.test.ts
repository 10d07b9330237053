import { assert, describe, it } from "@effect/vitest"
import { nodeSha256 } from "@laurel/adapters/node"
import { portableSha256 } from "@laurel/core/shared"
import fc from "fast-check"

describe("the SHA-256 of Node", () => {
  it("gives the digits of the portable one for every text, whole and in pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 200 })), (pieces) => {
        const text = pieces.join("")
        assert.strictEqual(nodeSha256.ofText(text), portableSha256.ofText(text))
        assert.strictEqual(nodeSha256.ofPieces(pieces), portableSha256.ofPieces(pieces))
      })
    )
  })

  it("takes half of a character for what cannot be read, as the portable one does", () => {
    for (const half of ["\ud83d", "a\udc00b"]) {
      assert.strictEqual(nodeSha256.ofText(half), portableSha256.ofText(half))
      assert.strictEqual(nodeSha256.ofPieces([half]), portableSha256.ofPieces([half]))
    }
  })
})
