import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { type Allocation, allocate, keyOfSeed, NothingToShare, reverse, type Weight } from "../../src/prize/index.ts"
import { Rational, sha256Hex } from "../../src/shared/index.ts"

const total = fc.oneof(fc.bigInt({ min: 0n, max: 1000n }), fc.bigInt({ min: 0n, max: 10n ** 24n }))
const integer = fc.oneof(fc.bigInt({ min: 0n, max: 6n }), fc.bigInt({ min: 0n, max: 10n ** 22n }))
const fraction = fc
  .tuple(fc.bigInt({ min: 0n, max: 30n }), fc.bigInt({ min: 1n, max: 12n }))
  .map(([numerator, denominator]) => Rational.rational(numerator, denominator))
const named = (weights: ReadonlyArray<Weight["weight"]>): ReadonlyArray<Weight> =>
  weights.map((weight, index) => ({ id: `w${index}`, weight }))
const list = fc.oneof(fc.array(integer, { maxLength: 12 }), fc.array(fc.oneof(integer, fraction), { maxLength: 12 }))
const exactOf = ({ weight }: Weight): Rational.Rational =>
  typeof weight === "bigint" ? Rational.rational(weight) : weight
const hasWeight = (weights: ReadonlyArray<Weight>): boolean => weights.some((one) => exactOf(one).numerator > 0n)
const weights = list.map(named).filter(hasWeight)
const given = (sum: bigint, claims: ReadonlyArray<Weight>, options = {}): Allocation =>
  Result.getOrThrow(allocate(sum, claims, options))
const amountsOf = ({ allotments }: Allocation) => allotments.map(({ minorUnits }) => minorUnits)
const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)

/** For every amount its exact share. */
const shares = (sum: bigint, claims: ReadonlyArray<Weight>): ReadonlyArray<Rational.Rational> => {
  const all = Rational.sum(claims.map(exactOf))
  return claims.map((one) => Rational.divide(Rational.multiply(Rational.rational(sum), exactOf(one)), all))
}

const holds = (check: (sum: bigint, claims: ReadonlyArray<Weight>, amounts: ReadonlyArray<bigint>) => void) => () =>
  fc.assert(fc.property(total, weights, (sum, claims) => check(sum, claims, amountsOf(given(sum, claims)))))

describe("allocate", () => {
  it(
    "A1 the sum is exact",
    holds((sum, _, amounts) => assert.strictEqual(sumOf(amounts), sum))
  )

  it(
    "A2 no negative amount",
    holds((_, __, amounts) => assert.isTrue(amounts.every((amount) => amount >= 0n)))
  )

  it(
    "A3 each amount is its exact share rounded down or up",
    holds((sum, claims, amounts) => {
      for (const [index, share] of shares(sum, claims).entries()) {
        const [floor, amount] = [Rational.floor(share), amounts[index]]
        assert.isTrue(amount === floor || (amount === floor + 1n && !Rational.isInteger(share)))
      }
    })
  )

  it("A4 an exact share stays exact", () => {
    const whole = fc.array(fc.bigInt({ min: 1n, max: 1000n }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(whole, fc.bigInt({ min: 1n, max: 10n ** 20n }), (parts, scale) => {
        const claims = named(parts.map((part) => part * scale))
        assert.deepStrictEqual(amountsOf(given(sumOf(parts), claims)), parts)
      })
    )
  })

  it(
    "A5 weight 0 gets 0",
    holds((_, claims, amounts) => {
      for (const [index, claim] of claims.entries()) {
        if (exactOf(claim).numerator === 0n) assert.strictEqual(amounts[index], 0n)
      }
    })
  )

  it(
    "A6 a larger weight never gets less",
    holds((_, claims, amounts) => {
      for (const [i, a] of claims.entries()) {
        for (const [j, b] of claims.entries()) {
          if (Rational.compare(exactOf(a), exactOf(b)) > 0) assert.isTrue((amounts[i] ?? 0n) >= (amounts[j] ?? 0n))
        }
      }
    })
  )

  it(
    "A7 equal weights differ by at most one unit",
    holds((_, claims, amounts) => {
      for (const [i, a] of claims.entries()) {
        for (const [j, b] of claims.entries()) {
          const difference = (amounts[i] ?? 0n) - (amounts[j] ?? 0n)
          if (Rational.equals(exactOf(a), exactOf(b))) assert.isTrue(difference <= 1n && difference >= -1n)
        }
      }
    })
  )

  it("A8 the order of the input does not matter", () => {
    const shuffled = weights.chain((claims) =>
      fc.tuple(fc.constant(claims), fc.shuffledSubarray([...claims], { minLength: claims.length }))
    )
    fc.assert(
      fc.property(total, shuffled, (sum, [claims, others]) => {
        const byId = (allocation: Allocation) => new Map(allocation.allotments.map((one) => [one.id, one]))
        assert.deepStrictEqual(byId(given(sum, claims)), byId(given(sum, others)))
      })
    )
  })

  it("A9 scaling all weights by a constant changes nothing", () => {
    const factor = fraction.filter(({ numerator }) => numerator > 0n)
    fc.assert(
      fc.property(total, weights, factor, (sum, claims, by) => {
        const scaled = claims.map((one) => ({ id: one.id, weight: Rational.multiply(exactOf(one), by) }))
        assert.deepStrictEqual(given(sum, scaled), given(sum, claims))
      })
    )
  })

  it("A10 with a unit u every amount is a multiple of u, and the rest goes to the residual", () => {
    fc.assert(
      fc.property(total, weights, fc.bigInt({ min: 1n, max: 500n }), (sum, claims, unit) => {
        const allocation = given(sum, claims, { unit })
        const amounts = amountsOf(allocation)
        assert.isTrue(amounts.every((amount) => amount % unit === 0n))
        assert.strictEqual(allocation.left, sum % unit)
        assert.strictEqual(sumOf(amounts) + allocation.left, sum)
        const inUnits = given(sum / unit, claims)
        assert.deepStrictEqual(
          amounts,
          amountsOf(inUnits).map((amount) => amount * unit)
        )
      })
    )
  })

  it("A11 no weights or all zero: a typed error", () => {
    for (const zeros of [[], [0n], [0n, 0n, Rational.zero]]) {
      const refusal = allocate(10n, named(zeros))
      assert.deepStrictEqual(refusal, Result.fail(new NothingToShare({ weights: zeros.length })))
    }
    assert.strictEqual(new NothingToShare({ weights: 3 }).message, "None of the 3 weights is above zero")
  })

  it("A12 right beyond 2^53", () => {
    const pool = 2n ** 80n + 1n
    assert.deepStrictEqual(amountsOf(given(pool, named([1n, 1n, 2n]))), [2n ** 78n, 2n ** 78n, 2n ** 79n + 1n])
    // Denominators past 64 bits are compared as whole numbers, not as machine words.
    const huge = named([2n ** 70n + 1n, 2n ** 70n, 2n ** 70n - 1n])
    assert.deepStrictEqual(amountsOf(given(4n, huge)), [2n, 1n, 1n])
    assert.deepStrictEqual(amountsOf(given(5n, huge)), [2n, 2n, 1n])
  })

  it("A13 stage, tie group and team nest, each satisfying A1", () => {
    const nested = fc.array(weights, { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(total, nested, (sum, groups) => {
        const outer = given(
          sum,
          groups.map((_, index) => ({ id: `g${index}`, weight: BigInt(index + 1) }))
        )
        const inner = outer.allotments.flatMap(({ minorUnits }, index) =>
          amountsOf(given(minorUnits, groups[index] ?? []))
        )
        assert.strictEqual(sumOf(inner), sum)
      })
    )
  })

  it("A14 a reversal mirrors", () => {
    fc.assert(
      fc.property(total, weights, fc.bigInt({ min: 1n, max: 9n }), (sum, claims, unit) => {
        const there = given(sum, claims, { unit })
        const back = reverse(there)
        assert.deepStrictEqual(back, given(-sum, claims, { unit }))
        assert.deepStrictEqual(reverse(back), there)
        for (const [index, { minorUnits }] of back.allotments.entries()) {
          assert.strictEqual(minorUnits + (amountsOf(there)[index] ?? 0n), 0n)
        }
      })
    )
  })

  it("gives the units left over to the largest fractions, then the larger weight, then the key", () => {
    assert.deepStrictEqual(amountsOf(given(10n, named([4n, 4n, 3n]))), [4n, 3n, 3n])
    assert.deepStrictEqual(amountsOf(given(5n, named([7n, 3n]))), [4n, 1n])
    const key = (id: string): string => ({ w0: "b", w1: "a", w2: "c" })[id] ?? ""
    assert.deepStrictEqual(amountsOf(given(1n, named([1n, 1n, 1n]), { key })), [0n, 1n, 0n])
    assert.deepStrictEqual(amountsOf(given(2n, named([1n, 1n, 1n]), { key })), [1n, 1n, 0n])
  })

  it("says who received a unit left over", () => {
    const { allotments } = given(5n, named([7n, 3n]))
    assert.deepStrictEqual(
      allotments.map(({ roundedUp }) => roundedUp),
      [true, false]
    )
  })

  it("orders equal weights by the hash of the published seed and the id", () => {
    assert.strictEqual(keyOfSeed("s")("p"), sha256Hex("s:p"))
    const claims = named(new Array<bigint>(40).fill(1n))
    const favoured = claims.map(({ id }) => id).sort((a, b) => (sha256Hex(`s:${a}`) < sha256Hex(`s:${b}`) ? -1 : 1))
    const { allotments } = given(17n, claims, { seed: "s" })
    const paid = allotments.filter(({ minorUnits }) => minorUnits === 1n).map(({ id }) => id)
    assert.deepStrictEqual(paid.toSorted(), favoured.slice(0, 17).toSorted())
  })

  it("compares whole keys where their beginnings are alike", () => {
    const key = (id: string): string => `the same beginning ${id}`
    const claims = named(new Array<bigint>(30).fill(1n))
    const favoured = claims
      .map(({ id }) => id)
      .toSorted()
      .slice(0, 11)
    const { allotments } = given(11n, claims, { key })
    assert.deepStrictEqual(
      allotments
        .filter(({ minorUnits }) => minorUnits === 1n)
        .map(({ id }) => id)
        .toSorted(),
      favoured
    )
  })

  it("keys of any characters are compared as text", () => {
    const keys = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom("\0", "a", "b", "~", "\x7f", "\x80", "\uffff"), maxLength: 9 }),
      { minLength: 1, maxLength: 20 }
    )
    fc.assert(
      fc.property(keys, fc.nat(20), (all, luck) => {
        const claims = all.map((id) => ({ id, weight: 1n }))
        const winners = BigInt(luck % all.length)
        const { allotments } = given(winners, claims, { key: (id: string) => id })
        const paid = allotments.filter(({ minorUnits }) => minorUnits === 1n).map(({ id }) => id)
        assert.deepStrictEqual(paid.toSorted(), all.toSorted().slice(0, luck % all.length))
      })
    )
  })

  it("asks for keys only of those that are equal at the cut", () => {
    const asked: Array<string> = []
    const key = (id: string): string => {
      asked.push(id)
      return id
    }
    given(7n, named([3n, 2n, 2n, 2n, 1n]), { key })
    assert.isTrue(asked.every((id) => ["w1", "w2", "w3"].includes(id)))
    asked.length = 0
    given(10n, named([3n, 2n, 2n, 2n, 1n]), { key })
    assert.deepStrictEqual(asked, [])
  })

  it("a negative weight or a unit below 1 is a defect", () => {
    assert.throws(() => allocate(1n, named([2n, -1n])), RangeError, "must not be negative")
    assert.throws(() => allocate(1n, named([1n]), { unit: 0n }), RangeError, "divides nothing")
  })

  it("divides among a hundred thousand weights", () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      id: `p${index}`,
      weight: BigInt((index % 1000) + 1)
    }))
    assert.strictEqual(sumOf(amountsOf(given(123_456_789n, many))), 123_456_789n)
  })
})
