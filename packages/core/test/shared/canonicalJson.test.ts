import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { type Canonical, canonicalJson, sha256Hex } from "../../src/shared/index.ts"

const leaf = fc.oneof(
  fc.string(),
  fc.maxSafeInteger().map((n) => (n === 0 ? 0 : n)),
  fc.boolean(),
  fc.constant(null)
)
const value: fc.Arbitrary<Canonical> = fc.letrec<{ node: Canonical }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("node"), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie("node"), { maxKeys: 4 })
  )
})).node

const reversed = (one: Canonical): Canonical => {
  if (one === null || typeof one !== "object") return one
  if (Array.isArray(one)) return one.map(reversed)
  return Object.fromEntries(
    Object.entries(one)
      .toReversed()
      .map(([key, field]) => [key, field === undefined ? undefined : reversed(field)])
  )
}

describe("canonical JSON", () => {
  it("sorts keys by code units, has no blanks and leaves absent keys out", () => {
    assert.strictEqual(
      canonicalJson({ b: [1, "x", null, true], a: { z: undefined, y: -2 }, "\u00e9": 1, Z: 0 }),
      '{"Z":0,"a":{"y":-2},"b":[1,"x",null,true],"\u00e9":1}'
    )
    assert.strictEqual(
      canonicalJson({ "\ufb33": 1, "\u{1f600}": 2, "\r": 3, 1: 4 }),
      '{"\\r":3,"1":4,"\u{1f600}":2,"\ufb33":1}'
    )
  })

  it("reads back as the same value", () => {
    fc.assert(
      fc.property(value, (one) =>
        assert.deepStrictEqual(JSON.parse(canonicalJson(one)), JSON.parse(JSON.stringify(one)))
      )
    )
  })

  it("is the same text whatever the order in which keys were written", () => {
    fc.assert(fc.property(value, (one) => assert.strictEqual(canonicalJson(reversed(one)), canonicalJson(one))))
  })

  it("sorts keys that look like numbers as text too, which the engine does not", () => {
    assert.strictEqual(canonicalJson({ 9: 1, 10: 2, a: { "": 0, 1: 3 } }), '{"10":2,"9":1,"a":{"":0,"1":3}}')
    assert.strictEqual(canonicalJson([{ a: 1, "!": 2, b: { d: 1, c: 2 } }]), '[{"!":2,"a":1,"b":{"c":2,"d":1}}]')
  })

  it("refuses numbers that are no safe integers", () => {
    assert.throws(() => canonicalJson({ a: 1, b: { c: 0.5 } }), RangeError)
    for (const wrong of [0.5, Number.NaN, 2 ** 53, Number.NEGATIVE_INFINITY])
      assert.throws(() => canonicalJson([wrong]), RangeError)
  })

  it("is hashed by SHA-256 of its UTF-8 bytes", () => {
    assert.strictEqual(sha256Hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    assert.strictEqual(sha256Hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    assert.strictEqual(sha256Hex("\u00e9"), "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c")
  })
})
