import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import {
  exactText,
  formatUnits,
  fromUnits,
  maxMagnitude,
  parseUnits,
  Rational,
  toUnits
} from "../../src/shared/index.ts"

const units = (text: string, decimals: number) => Result.getOrUndefined(parseUnits(text, decimals))

describe("quantities as text", () => {
  it("are read as integers at the declared decimals", () => {
    assert.strictEqual(units("8123.5", 1), 81_235)
    assert.strictEqual(units("8123.5", 3), 8_123_500)
    assert.strictEqual(units("-7", 0), -7)
    assert.strictEqual(units("+7", 0), 7)
    assert.strictEqual(units("1e3", 0), 1000)
    assert.strictEqual(units("1.5E-1", 2), 15)
    assert.strictEqual(units(".5", 1), 5)
    assert.strictEqual(units("-.5", 1), -5)
    assert.strictEqual(units("5.", 1), 50)
    assert.isTrue(Object.is(units("-0", 0), 0))
    assert.isTrue(Object.is(units("-0.0", 0), 0))
    assert.isTrue(Object.is(units("-0.4", 0), 0))
  })

  it("with more decimals are rounded half to even, once", () => {
    const halves: ReadonlyArray<readonly [string, number]> = [
      ["0.5", 0],
      ["1.5", 2],
      ["2.5", 2],
      ["-0.5", 0],
      ["-1.5", -2],
      ["2.50000001", 3],
      ["2.49999999", 2],
      ["0.5000000", 0]
    ]
    for (const [text, expected] of halves) assert.strictEqual(units(text, 0), expected, text)
    assert.strictEqual(units("1.005", 2), 100)
    assert.strictEqual(units("1.015", 2), 102)
    assert.strictEqual(units("123456.7891235", 6), 123_456_789_124)
  })

  it("are exact up to 2^53 - 1 and refused beyond, with a sentence", () => {
    assert.strictEqual(units("9007199254740991", 0), maxMagnitude)
    assert.strictEqual(units("-9007199254.740991", 6), -maxMagnitude)
    assert.deepStrictEqual(
      parseUnits("9007199254740992", 0),
      Result.fail("9007199254740992 is larger than 2^53 - 1 at 0 decimals")
    )
    assert.deepStrictEqual(
      parseUnits("9007199254740.992", 3),
      Result.fail("9007199254740.992 is larger than 2^53 - 1 at 3 decimals")
    )
    assert.isUndefined(units("1e999", 0))
  })

  it("are refused where they are none", () => {
    for (const text of [
      "",
      " ",
      "x",
      "1,5",
      "1 000",
      "0x10",
      "--1",
      "NaN",
      "Infinity",
      "1e",
      "1e1000",
      "1.2.3",
      ".",
      "9".repeat(61)
    ]) {
      assert.deepStrictEqual(parseUnits(text, 2), Result.fail(`"${text.slice(0, 40)}" is not a number`), text)
    }
  })

  it("agree with the exact fraction, however many decimals they have", () => {
    const decimalText = fc
      .tuple(fc.constantFrom("", "-", "+"), fc.nat(10 ** 9), fc.stringMatching(/^[0-9]{0,9}$/))
      .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`)
    fc.assert(
      fc.property(decimalText, fc.nat(6), (text, decimals) => {
        const exact = Rational.multiply(
          Result.getOrThrow(Rational.parseRational(text)),
          Rational.rational(10n ** BigInt(decimals))
        )
        assert.strictEqual(units(text, decimals), Number(Rational.roundHalfEven(exact)))
      }),
      { numRuns: 500 }
    )
  })

  it("written and read are the same", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.nat(6), (value, decimals) => {
        assert.strictEqual(units(formatUnits(value, decimals), decimals), value === 0 ? 0 : value)
        assert.deepStrictEqual(toUnits(fromUnits(value, decimals), decimals), Result.succeed(value === 0 ? 0 : value))
      })
    )
    assert.deepStrictEqual(
      [
        [81_235, 1],
        [5, 2],
        [-5, 2],
        [0, 2],
        [7, 0],
        [-123, 2]
      ].map(([value, d]) => formatUnits(value!, d!)),
      ["8123.5", "0.05", "-0.05", "0.00", "7", "-1.23"]
    )
    assert.strictEqual(formatUnits(-(10n ** 20n), 2), "-1000000000000000000.00")
  })

  it("exact numbers are written with decimals where six are enough, else as a fraction", () => {
    const written = (text: string) => exactText(Result.getOrThrow(Rational.parseRational(text)))
    assert.deepStrictEqual(
      ["30", "12.50", "-0.000001", "0", "100", "1/3", "-10/4", "1/128", "0.0000001"].map(written),
      ["30", "12.5", "-0.000001", "0", "100", "1/3", "-2.5", "1/128", "1/10000000"]
    )
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 7n), (numerator, denominator) => {
        const value = Rational.rational(numerator, denominator)
        assert.isTrue(Rational.equals(Result.getOrThrow(Rational.parseRational(exactText(value))), value))
      })
    )
  })

  it("beyond 2^53 - 1 a fraction has no units", () => {
    assert.deepStrictEqual(toUnits(Rational.rational(BigInt(maxMagnitude)), 0), Result.succeed(maxMagnitude))
    assert.deepStrictEqual(toUnits(Rational.rational(BigInt(maxMagnitude) + 1n), 0), Result.fail("TooLarge"))
    assert.deepStrictEqual(toUnits(Rational.rational(BigInt(maxMagnitude)), 1), Result.fail("TooLarge"))
  })
})
