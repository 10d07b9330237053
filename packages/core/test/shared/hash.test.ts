import { createHash } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { computeSha256By, portableSha256, sha256Hex, sha256OfPieces } from "../../src/shared/index.ts"

describe("SHA-256", () => {
  it("is that of the UTF-8 bytes of a text, whole or in pieces", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 200 })), (pieces) => {
        const expected = createHash("sha256").update(pieces.join("")).digest("hex")
        assert.strictEqual(portableSha256.ofText(pieces.join("")), expected)
        assert.strictEqual(sha256OfPieces(pieces), expected)
      })
    )
  })

  it("is computed in another way from when one is given", () => {
    const calls: Array<string> = []
    computeSha256By({
      ofText: (text) => {
        calls.push(text)
        return portableSha256.ofText(text)
      },
      begin: () => {
        const { update, digits } = portableSha256.begin()
        return { update: (piece) => update(`${piece}!`), digits }
      }
    })
    try {
      assert.strictEqual(sha256Hex("abc"), portableSha256.ofText("abc"))
      assert.deepStrictEqual(calls, ["abc"])
      assert.strictEqual(sha256OfPieces(["a", "b"]), portableSha256.ofText("a!b!"))
    } finally {
      computeSha256By(portableSha256)
    }
  })
})
