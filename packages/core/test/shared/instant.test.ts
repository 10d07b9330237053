import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import fc from "fast-check"
import { dateExists, formatInstant, InstantFromText, parseInstant, Window } from "../../src/shared/index.ts"

describe("instants as text", () => {
  it("are ISO 8601 with Z or an offset", () => {
    const noon = Date.UTC(2026, 0, 31, 12)
    for (const text of [
      "2026-01-31T12:00:00Z",
      "2026-01-31T12:00Z",
      "2026-01-31T14:00:00+02:00",
      "2026-01-31T06:30:00-0530",
      "2026-01-31T12:00:00.000000001Z",
      "2026-01-31T12:00:00-00:00",
      "2026-02-01T11:59:00+23:59"
    ]) {
      assert.strictEqual(parseInstant(text), noon, text)
    }
    assert.strictEqual(parseInstant("2026-01-31T12:00:00.1239Z"), noon + 123)
    assert.strictEqual(parseInstant("2026-01-31T12:00:00.5Z"), noon + 500)
  })

  it("are refused without a zone, or where the date or the time does not exist", () => {
    for (const text of [
      "2026-01-31T12:00:00",
      "2026-02-29T12:00:00Z",
      "2026-02-31T12:00:00Z",
      "2026-13-01T00:00:00Z",
      "2026-01-31T24:00:00Z",
      "2026-01-31T12:60:00Z",
      "2026-01-31T12:00:60Z",
      "2026-01-31",
      "31.1.2026",
      "",
      "2026-00-10T00:00:00Z",
      "2026-01-00T00:00:00Z"
    ]) {
      assert.isUndefined(parseInstant(text), text)
    }
    assert.isTrue(dateExists(2024, 2, 29))
    assert.isTrue(dateExists(2000, 2, 29))
    assert.isFalse(dateExists(1900, 2, 29))
  })

  it("are refused with an offset that no clock has: more than 23 hours or 59 minutes (RFC 3339, time-numoffset)", () => {
    for (const offset of ["+99:99", "+24:00", "-24:00", "+00:60", "-05:60", "+2400", "-0099"]) {
      assert.isUndefined(parseInstant(`2026-01-31T12:00:00${offset}`), offset)
    }
  })

  it("written and read are the same", () => {
    const [decode, encode] = [Schema.decodeUnknownSync(InstantFromText), Schema.encodeSync(InstantFromText)]
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1900, 0), max: Date.UTC(2200, 0) }), (at) => {
        assert.strictEqual(parseInstant(formatInstant(at)), at)
        assert.strictEqual(decode(encode(at)), at)
      })
    )
  })

  it("make a window only where the start is before the end", () => {
    const decode = Schema.decodeUnknownSync(Window)
    const [early, late] = ["2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"]
    assert.deepStrictEqual(decode({ start: early, end: late }), {
      start: Date.UTC(2026, 0),
      end: Date.UTC(2026, 0) + 1000
    })
    assert.throws(() => decode({ start: late, end: early }))
    assert.throws(() => decode({ start: early, end: early }))
  })
})
