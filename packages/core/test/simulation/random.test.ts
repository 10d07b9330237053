import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { Random, seedFrom, wordOf } from "../../simulation/index.ts"

const words = (seed: number, count: number): ReadonlyArray<number> => {
  const random = new Random(seed)
  return Array.from({ length: count }, () => random.word())
}

const seeds = fc.nat(0xffffffff)

describe("the stream of chance", () => {
  it("the same seed gives the same stream, on every machine and for ever", () => {
    assert.deepStrictEqual(words(42, 4), [1959603763, 2423114712, 2466933512, 4144396390])
    assert.deepStrictEqual(seedFrom(42, 1), 1157775253)
    assert.deepStrictEqual(wordOf("phone\nu001/steps/0/0"), 2895733718)
    fc.assert(fc.property(seeds, (seed) => assert.deepStrictEqual(words(seed, 20), words(seed, 20))))
  })

  it("seeds that follow one another give unrelated streams", () => {
    const all = Array.from({ length: 2000 }, (_, seed) => words(seed, 2)).flat()
    assert.strictEqual(new Set(all).size, all.length)
    const high = all.filter((word) => word >= 2 ** 31).length
    assert.isTrue(Math.abs(high - 2000) < 150, `${high} of 4000 have the highest bit`)
  })

  it("a whole number from 0 to below the limit, also beyond 32 bits", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
        (seed, limit) => {
          const random = new Random(seed)
          for (let time = 0; time < 20; time++) {
            const value = random.below(limit)
            assert.isTrue(Number.isSafeInteger(value) && value >= 0 && value < limit)
          }
        }
      )
    )
    const random = new Random(1)
    assert.isTrue(Array.from({ length: 20 }, () => random.below(2 ** 53)).some((value) => value > 2 ** 40))
  })

  it("every value of a small range comes about as often as any other", () => {
    const random = new Random(7)
    const counts = new Map<number, number>()
    for (let time = 0; time < 6000; time++) {
      const value = random.between(3, 8)
      counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    assert.deepStrictEqual([...counts.keys()].sort(), [3, 4, 5, 6, 7, 8])
    for (const count of counts.values()) assert.isTrue(Math.abs(count - 1000) < 150)
    assert.strictEqual(random.between(5, 5), 5)
    assert.strictEqual(random.between(5, 4), 5)
  })
})
