import { assert, describe, it } from "@effect/vitest"
import { longestTold, mostFollowed, readTold, type Told, toldText } from "@laurel/core/challenge"
import { ChallengeId } from "@laurel/core/shared"
import { Option } from "effect"
import fc from "fast-check"
import { toldOf, withoutOthers, withTold } from "../../src/challenge/live/Told.ts"

const nothing: Told = { since: Date.UTC(2026, 2, 10), upTo: new Map() }
const ids = fc
  .uniqueArray(fc.string({ minLength: 1, maxLength: 40 }), { maxLength: 8 })
  .map((texts) => texts.map((text) => ChallengeId.make(`id ${text.replace(/[^a-z]/gi, "x")}.`)))
const changes = fc.oneof(fc.nat(), fc.maxSafeNat())

describe("what somebody has been told of what they did", () => {
  it("is the same after it was written as the id of an event, which fits a header", () => {
    fc.assert(
      fc.property(ids, fc.array(changes, { minLength: 8, maxLength: 8 }), (challenges, numbers) => {
        const told = challenges.reduce((before, id, n) => withTold(before, id, numbers[n] ?? 0), nothing)
        const text = toldText(told)
        assert.match(text, /^[0-9a-z.~]+$/)
        const read = Option.getOrThrow(readTold(text))
        assert.deepStrictEqual(read, told)
        for (const [n, id] of challenges.entries()) {
          if (challenges.lastIndexOf(id) === n) assert.strictEqual(toldOf(read, id), numbers[n])
        }
      })
    )
  })

  it("of as many challenges as there can be is not too long", () => {
    const all = Array.from({ length: mostFollowed }, (_, n) => ChallengeId.make(`challenge ${n}`))
    const told = all.reduce((before, id) => withTold(before, id, Number.MAX_SAFE_INTEGER), nothing)
    assert.isAtMost(toldText(told).length, longestTold)
    assert.deepStrictEqual(Option.getOrThrow(readTold(toldText(told))), told)
    assert.strictEqual(withoutOthers(told, all.slice(0, 3)).upTo.size, 3)
  })

  it("is nothing where a text says none of it", () => {
    const far = "0123456789~zzzzzzzzzzz"
    for (const text of [
      "",
      "17~1x3f.-",
      "-.-",
      "x".repeat(11),
      `abc.${far}`,
      "abc.0123456789",
      `abc.${"a".repeat(9)}~1`,
      "É"
    ])
      assert.isTrue(Option.isNone(readTold(text)), text)
    assert.isTrue(Option.isNone(readTold(`a${".0123456789~1".repeat(300)}`)))
  })
})
