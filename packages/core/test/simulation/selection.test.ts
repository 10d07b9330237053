import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { formatReplay, parseReplay, type Replay } from "../../simulation/index.ts"

const rows = fc.uniqueArray(fc.nat(30), { maxLength: 12 }).map((list) => list.toSorted((a, b) => a - b))

const replays: fc.Arbitrary<Replay> = fc.oneof(
  fc.record({ seed: fc.nat(0xffffffff) }),
  fc.record({
    seed: fc.nat(0xffffffff),
    selection: fc
      .uniqueArray(fc.tuple(fc.nat(40), rows), { maxLength: 6, selector: ([person]) => person })
      .map((list) => new Map(list))
  })
)

describe("a replay in one line", () => {
  it("42:3.0.4-7:5 is seed 42, person 3 with the rows 0 and 4 to 7, and person 5 with none", () => {
    const replay = {
      seed: 42,
      selection: new Map([
        [3, [0, 4, 5, 6, 7]],
        [5, []]
      ])
    }
    assert.strictEqual(formatReplay(replay), "42:3.0.4-7:5")
    assert.deepStrictEqual(parseReplay("42:3.0.4-7:5"), Result.succeed(replay))
    assert.deepStrictEqual(parseReplay("42"), Result.succeed({ seed: 42 }))
    assert.deepStrictEqual(
      parseReplay("42:"),
      Result.succeed({ seed: 42, selection: new Map<number, Array<number>>() })
    )
  })

  it("what was written reads back, and no shell takes it for anything else", () => {
    fc.assert(
      fc.property(replays, (replay) => {
        const text = formatReplay(replay)
        assert.match(text, /^[\d:.-]+$/)
        assert.deepStrictEqual(parseReplay(text), Result.succeed(replay))
      })
    )
  })

  it("anything else is refused with a sentence", () => {
    for (const text of ["", "x", "42:3.", "42:3.7-4", "42:3.0-99999999", "4294967296", "42 ", "-1"]) {
      assert.isTrue(Result.isFailure(parseReplay(text)), text)
    }
    fc.assert(fc.property(fc.string(), (text) => void parseReplay(text)))
  })
})
