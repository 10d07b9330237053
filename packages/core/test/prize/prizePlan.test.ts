import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { plannedPrizes } from "../../simulation/arbitraries/prizePlan.ts"
import { PrizePlan } from "../../src/prize/index.ts"
import { Rational } from "../../src/shared/index.ts"

const decode = Schema.decodeUnknownResult(PrizePlan)
const encode = Schema.encodeSync(PrizePlan)
const winner = { name: "Main", awards: [{ _tag: "WinnerTakesAll" }] }

/** Why a plan cannot be read; nothing when it can. */
const refused = (plan: object): string | undefined =>
  Result.match(decode({ stages: [winner], ...plan }), {
    onSuccess: () => undefined,
    onFailure: ({ message }) => message
  })

const rule = (awarding: object) => refused({ stages: [{ name: "Main", awards: [awarding] }] })

describe("a prize plan as people write it", () => {
  it("needs no more than a stage with a rule; all defaults are harmless", () => {
    assert.deepStrictEqual<unknown>(Result.getOrThrow(decode({ stages: [winner] })), {
      _v: 1,
      funding: {},
      deductions: [],
      noLoseFloor: false,
      stages: [
        { name: "Main", weight: Rational.one, board: { _tag: "Overall" }, awards: [{ _tag: "WinnerTakesAll" }] }
      ],
      acrossLastPlace: "Split",
      onePrizePerPerson: false,
      ineligible: { place: "MovesUp" },
      mustBeVerified: false,
      unit: 1n,
      degenerate: {}
    })
  })

  it("has defaults inside its rules", () => {
    const plan = Result.getOrThrow(
      decode({
        funding: { guaranteed: "5", scaling: { basis: 4 } },
        stages: [
          {
            name: "Main",
            board: { _tag: "Teams" },
            by: { measure: "wins" },
            awards: [
              { _tag: "AmountPerPlace", amounts: ["5"] },
              { _tag: "SharePerPlace", shares: ["5%"] },
              { _tag: "TopFraction", fraction: 0.5 }
            ]
          }
        ]
      })
    )
    assert.deepStrictEqual(plan.funding.scaling, { basis: 4, floor: Rational.zero })
    assert.deepStrictEqual(plan.stages[0].board, { _tag: "Teams", split: "Equal" })
    assert.strictEqual(plan.stages[0].by?.direction, "highest")
    assert.deepStrictEqual<unknown>(plan.stages[0].awards, [
      { _tag: "AmountPerPlace", amounts: [5n], categories: [], ascending: false },
      { _tag: "SharePerPlace", shares: [Rational.rational(1n, 20n)], of: "pool", ascending: false },
      { _tag: "TopFraction", fraction: Rational.rational(1n, 2n), rounding: "down" }
    ])
  })

  it("reads back from what it is written as", () => {
    fc.assert(
      fc.property(plannedPrizes, ({ plan }) => {
        const json: unknown = JSON.parse(JSON.stringify(encode(plan)))
        assert.deepStrictEqual(Result.getOrThrow(decode(json)), plan)
      }),
      { numRuns: 50 }
    )
  })

  it("refuses what has no sense", () => {
    assert.include(refused({ stages: [] }) ?? "", "stages")
    assert.include(refused({ unit: "0" }) ?? "", "must be at least 1")
    assert.include(refused({ capPerPerson: "-1" }) ?? "", "must not be negative")
    assert.include(refused({ capPerPerson: 5 }) ?? "", "capPerPerson")
    assert.include(refused({ residual: "Pocket" }) ?? "", "residual")
    assert.include(refused({ degenerate: { noWinner: "PayAsRanked" } }) ?? "", "noWinner")
    assert.include(refused({ funding: { scaling: { basis: 0 } } }) ?? "", "basis")
    assert.include(rule({ _tag: "TopFraction", fraction: "101%" }) ?? "", "must be between 0 and 1")
    assert.include(rule({ _tag: "TopFraction", fraction: "-1%" }) ?? "", "must be between 0 and 1")
    assert.include(rule({ _tag: "SharePerPlace", shares: [] }) ?? "", "shares")
    assert.include(rule({ _tag: "Proportional", price: { step: "0" } }) ?? "", "must be above zero")
    assert.include(
      rule({ _tag: "Proportional", price: { step: "1", minimum: { price: "-1", below: "1" } } }) ?? "",
      "must not be negative"
    )
    assert.include(rule({ _tag: "LinearByRank", places: 0 }) ?? "", "places")
    assert.include(rule({ _tag: "Draw", winners: 1, commitment: "abc" }) ?? "", "must be 64 hexadecimal digits")
    assert.include(refused({ stages: [{ ...winner, weight: "-1" }] }) ?? "", "must not be negative")
  })

  it("has no longer tables, and no more parts, than anybody writes", () => {
    const table = (places: number) => rule({ _tag: "AmountPerPlace", amounts: new Array(places).fill("1") })
    assert.isUndefined(table(10_000))
    assert.isDefined(table(10_001))
    const tiers = (count: number) =>
      rule({ _tag: "Tier", tiers: Array.from({ length: count }, (_, atLeast) => ({ atLeast, amount: "1" })) })
    assert.isUndefined(tiers(100))
    assert.isDefined(tiers(101))
    const stages = (count: number) => refused({ stages: new Array(count).fill(winner) })
    assert.isUndefined(stages(100))
    assert.isDefined(stages(101))
  })

  it("a deduction says its size in exactly one way, and its limits leave room", () => {
    const deduction = (size: object) => refused({ deductions: [{ _tag: "PlatformFee", ...size }] })
    assert.strictEqual(deduction({ percent: "15%" }), undefined)
    assert.strictEqual(deduction({ perEntry: "15", min: "3", max: "3" }), undefined)
    assert.include(deduction({}) ?? "", "needs one of percent, perEntry or fixed")
    assert.include(deduction({ percent: "1%", fixed: "5" }) ?? "", "needs one of percent, perEntry or fixed")
    assert.include(deduction({ fixed: "5", min: "4", max: "3" }) ?? "", "`min` must not be above `max`")
    assert.include(deduction({ percent: "101%" }) ?? "", "must be between 0 and 1")
  })

  it("fees by date follow one another", () => {
    const fees = (...dates: ReadonlyArray<string>) =>
      refused({ funding: { entryFee: dates.map((until) => ({ until, amount: "5" })) } })
    assert.strictEqual(fees("2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"), undefined)
    assert.include(fees("2026-01-02T00:00:00Z", "2026-01-01T00:00:00Z") ?? "", "dates must follow one another")
    assert.include(fees("2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z") ?? "", "dates must follow one another")
    assert.isDefined(fees())
  })
})
