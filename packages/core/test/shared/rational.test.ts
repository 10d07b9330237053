import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { Exact, Rational as R } from "../../src/shared/index.ts"

const rational: fc.Arbitrary<R.Rational> = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]) => R.rational(n, d))
const nonZero = rational.filter(({ numerator }) => numerator !== 0n)
const same = (a: R.Rational, b: R.Rational) => assert.deepStrictEqual(a, b)
const r = (n: number, d = 1) => R.rational(BigInt(n), BigInt(d))
const parsed = (text: string) => Result.getOrThrow(R.parseRational(text))

describe("exact fractions", () => {
  it("are in lowest terms with a positive denominator", () => {
    same(R.rational(6n, -4n), { numerator: -3n, denominator: 2n })
    same(R.rational(0n, -5n), { numerator: 0n, denominator: 1n })
  })

  it("form a field: addition and multiplication commute, associate and distribute", () => {
    fc.assert(
      fc.property(rational, rational, rational, (a, b, c) => {
        same(R.add(a, b), R.add(b, a))
        same(R.multiply(a, b), R.multiply(b, a))
        same(R.add(R.add(a, b), c), R.add(a, R.add(b, c)))
        same(R.multiply(R.multiply(a, b), c), R.multiply(a, R.multiply(b, c)))
        same(R.multiply(a, R.add(b, c)), R.add(R.multiply(a, b), R.multiply(a, c)))
        same(R.add(a, R.zero), a)
        same(R.multiply(a, R.one), a)
        same(R.subtract(R.add(a, b), b), a)
        same(R.sum([a, b, c]), R.add(a, R.add(b, c)))
      })
    )
  })

  it("divide back to what was multiplied", () => {
    fc.assert(fc.property(rational, nonZero, (a, b) => same(R.divide(R.multiply(a, b), b), a)))
  })

  it("are totally ordered, in step with addition", () => {
    fc.assert(
      fc.property(rational, rational, rational, (a, b, c) => {
        assert.strictEqual(R.compare(a, b) + R.compare(b, a), 0)
        assert.strictEqual(R.compare(a, b), R.compare(R.add(a, c), R.add(b, c)))
        assert.strictEqual(R.equals(a, b), R.compare(a, b) === 0)
        same(R.min(a, b), R.compare(a, b) <= 0 ? a : b)
        same(R.add(R.min(a, b), R.max(a, b)), R.add(a, b))
      })
    )
  })

  it("floor to the largest integer not above", () => {
    assert.deepStrictEqual([r(7, 2), r(-7, 2), r(4), r(-4), r(0), r(-1, 3)].map(R.floor), [3n, -4n, 4n, -4n, 0n, -1n])
    fc.assert(
      fc.property(rational, (a) => {
        assert.isAtMost(R.compare(R.rational(R.floor(a)), a), 0)
        assert.isAbove(R.compare(R.rational(R.floor(a) + 1n), a), 0)
      })
    )
  })

  it("round half to even", () => {
    const halves = [r(1, 2), r(3, 2), r(5, 2), r(-1, 2), r(-3, 2), r(-5, 2)]
    assert.deepStrictEqual(halves.map(R.roundHalfEven), [0n, 2n, 2n, 0n, -2n, -2n])
    assert.deepStrictEqual([r(499, 1000), r(501, 1000), r(-499, 1000), r(-501, 1000)].map(R.roundHalfEven), [
      0n,
      1n,
      0n,
      -1n
    ])
    fc.assert(
      fc.property(rational, (a) => {
        const away = R.subtract(a, R.rational(R.roundHalfEven(a)))
        assert.isAtMost(R.compare(R.max(away, R.negate(away)), r(1, 2)), 0)
        assert.strictEqual(R.roundHalfEven(R.negate(a)), -R.roundHalfEven(a))
      })
    )
  })

  it("know whether they are whole", () => {
    assert.isTrue(R.isInteger(r(4, 2)))
    assert.isFalse(R.isInteger(r(3, 2)))
  })
})

describe("fractions as text", () => {
  it("reads 3, 0.25, 1/3 and 12.5%", () => {
    assert.deepStrictEqual(["3", "0.25", "1/3", "12.5%", "-1.5/3", "+2", " 7 ", "-0"].map(parsed), [
      r(3),
      r(1, 4),
      r(1, 3),
      r(1, 8),
      r(-1, 2),
      r(2),
      r(7),
      r(0)
    ])
  })

  it("refuses everything else with a sentence", () => {
    for (const text of ["", "x", "1e3", ".5", "1.", "1/0", "1/2/3", "NaN", "--1", "1 2", "0x1", "1".repeat(81)]) {
      assert.isTrue(Result.isFailure(R.parseRational(text)), text)
    }
    assert.deepStrictEqual(R.parseRational("x"), Result.fail('"x" is not a number such as 3, 0.25, 1/3 or 12.5%'))
    assert.deepStrictEqual(R.parseRational("1/0"), Result.fail('"1/0" divides by zero'))
  })

  it("written and read is the same number", () => {
    fc.assert(fc.property(rational, (a) => same(parsed(R.formatRational(a)), a)))
    const [decode, encode] = [Schema.decodeUnknownSync(Exact), Schema.encodeSync(Exact)]
    fc.assert(
      fc.property(
        rational.filter((a) => R.formatRational(a).length <= 80),
        (a) => same(decode(encode(a)), a)
      )
    )
  })

  it("reads a JSON number as the decimal it prints as, with an exponent too", () => {
    const decode = Schema.decodeUnknownSync(Exact)
    const cases: ReadonlyArray<readonly [number, string]> = [
      [1e-7, "1/10000000"],
      [-2.5e-8, "-1/40000000"],
      [1e21, "1000000000000000000000"],
      [1.5e22, "15000000000000000000000"],
      [0.000001, "1/1000000"]
    ]
    for (const [number, text] of cases) assert.strictEqual(R.formatRational(decode(number)), text)
    const small = fc.double({ min: -1, max: 1, noNaN: true }).filter((number) => Math.abs(number) > 1e-30)
    fc.assert(
      fc.property(small, (number) => {
        const { numerator, denominator } = decode(number)
        // Both are exact up to the one rounding of the division.
        const back = Number(numerator) / Number(denominator)
        assert.isTrue(Math.abs(back - number) <= Math.abs(number) * 2 ** -50)
      })
    )
  })

  it("reads nothing that it could not read again once it is written out", () => {
    const result = Schema.decodeUnknownResult(Exact)
    const encode = Schema.encodeSync(Exact)
    for (const input of [1e-300, 5e-324, 1e300, `0.${"1".repeat(70)}`]) assert.isTrue(Result.isFailure(result(input)))
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const read = result(number)
        if (Result.isFailure(read)) return
        assert.deepStrictEqual(Result.getOrThrow(result(encode(read.success))), read.success)
      })
    )
  })

  it("takes a JSON number as the decimal it prints as", () => {
    const decode = Schema.decodeUnknownSync(Exact)
    assert.deepStrictEqual(
      [0.1, 8, -2.5, "33%"].map((one) => decode(one)),
      [r(1, 10), r(8), r(-5, 2), r(33, 100)]
    )
    for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, 1e300, true, null, "many"])
      assert.throws(() => decode(wrong))
  })
})
