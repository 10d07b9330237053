import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import {
  type Canonical,
  type CanonicalTree,
  canonicalJson,
  canonicalPieces,
  Rows,
  sha256Hex,
  sha256OfPieces
} from "../../src/shared/index.ts"

/** A tree with lists that are not written yet, and the same value as plain data. */
interface Both {
  readonly tree: CanonicalTree
  readonly plain: Canonical
}

const leaf: fc.Arbitrary<Canonical> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 4 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 3 }), fc.string({ maxLength: 3 }), { maxKeys: 3, noNullPrototype: true })
)

const rows = fc.array(leaf, { maxLength: 4 }).map((plain): Both => ({ tree: Rows.of(plain, (row) => row), plain }))

const trees: fc.Arbitrary<Both> = fc.letrec<{ node: Both }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small" },
    leaf.map((plain): Both => ({ tree: plain, plain })),
    rows,
    fc
      .dictionary(fc.string({ maxLength: 3 }), tie("node"), { maxKeys: 4, noNullPrototype: true })
      .map((fields): Both => {
        const entries = Object.entries(fields)
        return {
          tree: Object.fromEntries(entries.map(([key, { tree }]) => [key, tree])),
          plain: Object.fromEntries(entries.map(([key, { plain }]) => [key, plain]))
        }
      })
  )
})).node

describe("canonical JSON in pieces", () => {
  it("is what the whole is when it is put together, and has its hash", () => {
    fc.assert(
      fc.property(trees, ({ tree, plain }) => {
        assert.strictEqual([...canonicalPieces(tree)].join(""), canonicalJson(plain))
        assert.strictEqual(sha256OfPieces(canonicalPieces(tree)), sha256Hex(canonicalJson(plain)))
      }),
      { numRuns: 500 }
    )
  })

  it("is so for lists of any length, around the number of rows that are written at a time", () => {
    for (const length of [0, 1, 2, 199, 200, 201, 400, 401]) {
      const list = Array.from({ length }, (_, index) => ({ b: index, a: "\u{1f3c6}" }))
      const pieces = [...canonicalPieces({ z: Rows.of(list, ({ a, b }) => ({ a, b })), a: undefined, b: 1 })]
      assert.strictEqual(pieces.join(""), canonicalJson({ b: 1, z: list }), `${length} rows`)
      assert.isAtMost(Math.max(...pieces.map((piece) => piece.length)), 200 * 30)
    }
  })

  it("writes rows only when it is their turn, and can be written again", () => {
    let shown = 0
    const tree = Rows.of(Array.from({ length: 5_000 }), () => ++shown)
    const [first] = canonicalPieces(tree)
    assert.isDefined(first)
    assert.strictEqual(shown, 200)
    assert.strictEqual([...canonicalPieces({ a: tree })].length, [...canonicalPieces({ a: tree })].length)
  })
})
