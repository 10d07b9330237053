import { assert, describe, it } from "@effect/vitest"
import { nodeSha256 } from "@laurel/adapters/node"
import { portableSha256, type Sha256 } from "@laurel/core/shared"
import fc from "fast-check"

const ofPieces = ({ begin }: Sha256, pieces: Iterable<string>): string => {
  const { update, digits } = begin()
  for (const piece of pieces) update(piece)
  return digits()
}

describe("the SHA-256 of Node", () => {
  it("gives the digits of the portable one for every text, whole and in pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 200 })), (pieces) => {
        const text = pieces.join("")
        assert.strictEqual(nodeSha256.ofText(text), portableSha256.ofText(text))
        assert.strictEqual(ofPieces(nodeSha256, pieces), ofPieces(portableSha256, pieces))
      })
    )
  })

  it("takes half of a character for what cannot be read, as the portable one does", () => {
    for (const half of ["\ud83d", "a\udc00b"]) {
      assert.strictEqual(nodeSha256.ofText(half), portableSha256.ofText(half))
      assert.strictEqual(ofPieces(nodeSha256, [half]), ofPieces(portableSha256, [half]))
    }
  })
})
