import { assert, describe, it } from "@effect/vitest"
import { errorText, retryDelayMs, usualTries, wholeLeaseMs } from "@laurel/core/runtime"
import fc from "fast-check"

const fractions = fc.double({ min: 0, max: 1, noNaN: true })
const hourMs = 3_600_000

describe("retryDelayMs", () => {
  it("doubles with each try, up to an hour", () => {
    const whole = Array.from({ length: usualTries }, (_, index) => retryDelayMs(index + 1, 1) / 1000)
    assert.deepStrictEqual(whole, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600])
  })

  it("spreads the second half of the wait, and never waits longer than an hour", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fractions, (tries, fraction) => {
        const whole = retryDelayMs(tries, 1)
        const delay = retryDelayMs(tries, fraction)
        assert.isTrue(whole <= hourMs && delay <= whole && delay >= retryDelayMs(tries, 0))
        assert.strictEqual(retryDelayMs(tries, 0), whole / 2)
      })
    )
  })
})

describe("wholeLeaseMs", () => {
  it("rounds up to whole seconds, at least one", () => {
    assert.deepStrictEqual([0, 1, 1000, 1001, 60_000].map(wholeLeaseMs), [1000, 1000, 1000, 2000, 60_000])
  })
})

describe("errorText", () => {
  it("keeps whole characters, no NUL, and no more than is read", () => {
    assert.strictEqual(errorText("no answer"), "no answer")
    assert.strictEqual(errorText("a\u0000b\ud800"), "a\ufffdb\ufffd")
    assert.strictEqual(errorText("x".repeat(9_999)).length, 2_000)
  })
})
