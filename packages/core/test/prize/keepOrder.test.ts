import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import type { TiePolicy } from "../../src/prize/index.ts"
import { Rational } from "../../src/shared/index.ts"
import { purse, standing } from "./fixtures/PrizeFixture.ts"
import { chain, prizes, stagePlan } from "./given.ts"

/** Every way in which so many can tie: the sizes of tie groups from the top. */
const tieShapes = (count: number): ReadonlyArray<ReadonlyArray<number>> =>
  count === 0
    ? [[]]
    : Array.from({ length: count }, (_, index) => index + 1).flatMap((first) =>
        tieShapes(count - first).map((rest) => [first, ...rest])
      )

const tables = [
  ["1/5", "1/5", "1/5", "1/5", "1/5"],
  ["40%", "30%", "20%", "10%"],
  ["1/2", "1/6", "1/6", "1/6"],
  ["7/10", "3/20", "3/20"]
] as const

/** What each participant is due by hand: the average of the places the group occupies. */
const pooledShares = (shape: ReadonlyArray<number>, table: ReadonlyArray<string>, pool: bigint) => {
  const places = table.map((text) => {
    const [numerator = "0", denominator = "1"] = text.endsWith("%") ? [text.slice(0, -1), "100"] : text.split("/")
    return Rational.rational(BigInt(numerator) * pool, BigInt(denominator))
  })
  let start = 0
  return shape.flatMap((size) => {
    const sum = Rational.sum(places.slice(start, start + size))
    start += size
    return new Array<Rational.Rational>(size).fill(Rational.divide(sum, Rational.rational(BigInt(size))))
  })
}

const field = (shape: ReadonlyArray<number>) =>
  shape.flatMap((size, group) =>
    Array.from({ length: size }, (_, member) => standing(`g${group}m${member}`, 10 - group, { tieBreak: [member] }))
  )

const answers = { fewerFinishersThanPlaces: "Residual", oneEntrant: "PayAsRanked" } as const

describe("tables on all tie shapes", () => {
  it("pooling pays everyone the average of the tied places, rounded down or up, for all ties of up to five", () => {
    for (const table of tables) {
      for (const shape of [1, 2, 3, 4, 5].flatMap(tieShapes)) {
        for (const pool of [7n, 100n, 1003n]) {
          const plan = stagePlan([{ _tag: "SharePerPlace", shares: [table[0], ...table.slice(1)] }], {
            residual: "Sponsor",
            degenerate: answers
          })
          const { awards } = prizes(plan, { contributions: purse(pool), standings: field(shape) })
          const expected = pooledShares(shape, table, pool)
          const paid = new Map(awards.map((award) => [award.participantId, award]))
          for (const [index, { participantId }] of field(shape).entries()) {
            const due = expected[index] ?? Rational.zero
            const amount = paid.get(participantId)?.minorUnits ?? 0n
            assert.isTrue(amount === Rational.floor(due) || amount === -Rational.floor(Rational.negate(due)))
            if (amount > 0n) assert.deepStrictEqual(paid.get(participantId)?.share, due)
          }
        }
      }
    }
  })

  it("I10 a better rank never gets less, for all ties of up to five, every pool and every policy but Void", () => {
    const policies: ReadonlyArray<TiePolicy> = ["Pool", "Hort", "InFull", "Chain"]
    const shapes = [2, 3, 4, 5].flatMap(tieShapes)
    const cases = fc.tuple(
      fc.constantFrom(...tables),
      fc.constantFrom(...shapes),
      fc.bigInt({ min: 1n, max: 60n }),
      fc.constantFrom(...policies),
      fc.constantFrom("Split", "Enlarge", "Break"),
      fc.constantFrom("1", "5")
    )
    fc.assert(
      fc.property(cases, ([table, shape, pool, ties, acrossLastPlace, unit]) => {
        const plan = stagePlan([{ _tag: "SharePerPlace", shares: [table[0], ...table.slice(1)] }], {
          ties,
          acrossLastPlace,
          unit,
          residual: "Sponsor",
          shortfall: "ScaleDown",
          degenerate: answers
        })
        const { awards } = prizes(plan, { contributions: purse(pool * 5n), standings: field(shape) }, chain)
        const paid = new Map(awards.map(({ participantId, minorUnits }) => [participantId, minorUnits]))
        const all = field(shape).map(({ participantId, score }) => ({ score, amount: paid.get(participantId) ?? 0n }))
        for (const better of all) {
          for (const worse of all) if (better.score > worse.score) assert.isTrue(better.amount >= worse.amount)
        }
      }),
      { numRuns: 300 }
    )
  })

  it("a table that grows is left as its shares say", () => {
    const plan = stagePlan([{ _tag: "SharePerPlace", shares: ["1/5", "4/5"], ascending: true }])
    const { awards } = prizes(plan, { contributions: purse(1n), standings: field([1, 1]) })
    assert.deepStrictEqual(
      awards.map(({ place, minorUnits }) => [place, minorUnits]),
      [[2, 1n]]
    )
  })
})
