import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { plannedPrizes } from "../../simulation/arbitraries/prizePlan.ts"
import { checkPlan, type PlanField, type PrizePlan } from "../../src/prize/index.ts"
import { trialFlaws } from "../../src/prize/trialFlaws.ts"
import { tieShapes, trialWorlds } from "../../src/prize/trialWorlds.ts"
import type { RankingRule } from "../../src/ranking/index.ts"
import { planOf, rankingOf } from "./fixtures/PrizeFixture.ts"
import { chain, stagePlan } from "./given.ts"

type PlanJson = typeof PrizePlan.Encoded

const field: PlanField = { minimum: 2, maximum: 6, divisions: ["junior", "senior"], measures: ["wins"], teams: true }
const fees = { funding: { entryFee: "100" } } as const

const tried = (plan: PlanJson, ranking: typeof RankingRule.Encoded = {}) =>
  trialFlaws(planOf(plan), rankingOf(ranking), field).map(({ code, path, message }) => [code, path.join("."), message])

const worlds = (plan: PlanJson, ranking: typeof RankingRule.Encoded = {}, of = field) => [
  ...trialWorlds(planOf(plan), rankingOf(ranking), of)
]

const winner = [{ _tag: "WinnerTakesAll" as const }] as const

/** How many finishers share each score, from the top. */
const shapeOf = ({ input }: ReturnType<typeof worlds>[number]): string => {
  const sizes = new Map<number, number>()
  for (const { status, score } of input.standings)
    if (status === "Scored") sizes.set(score, (sizes.get(score) ?? 0) + 1)
  return [...sizes]
    .sort(([a], [b]) => b - a)
    .map(([, size]) => size)
    .join(",")
}

describe("trying a plan", () => {
  it("a sound plan shows no flaw", () => assert.deepStrictEqual(tried(stagePlan(winner, fees)), []))

  it("shows a shortfall, with the field", () => {
    const [flaw] = tried(
      stagePlan([{ _tag: "AmountPerPlace", amounts: ["150", "60"] }], { ...fees, residual: "Platform" })
    )
    assert.deepStrictEqual(flaw, [
      "ShortfallUndeclared",
      "shortfall",
      'Stage "Main" asks for 210 but holds 200; set shortfall to Organiser or ScaleDown; for example with 2 entrants, 1 finishers, no ties, scores from 1 to 1'
    ])
  })

  it("shows money without a destination, with the field", () => {
    const [flaw] = tried(stagePlan([{ _tag: "SharePerPlace", shares: ["70%"] }], fees))
    assert.deepStrictEqual(flaw, [
      "ResidualUndeclared",
      "residual",
      "60 of 200 (30%) would have no destination (Unassigned in Main); set residual to one that exists; for example with 2 entrants, 1 finishers, no ties, scores from 1 to 1"
    ])
  })

  it("shows an empty pool", () => {
    assert.deepStrictEqual(tried(stagePlan(winner))[0]?.slice(0, 2), ["DegenerateUnanswered", "degenerate.emptyPool"])
  })

  it("answers what is known to be unanswered, so that it hides nothing else", () => {
    const plan = stagePlan([{ _tag: "SharePerPlace", shares: ["70%", "20%"] }], fees)
    assert.deepStrictEqual(
      tried(plan).map(([code]) => code),
      ["ResidualUndeclared"]
    )
  })

  it("finds nothing that reading a plan does not find", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(plannedPrizes, ({ plan, ranking, field: of }) => {
        const read = checkPlan(plan, ranking, of)
        const messages = read.map(({ message }) => message)
        assert.isFalse(messages.some((message) => message.includes("; for example with")))
      }),
      { numRuns: 25 }
    )
  })
})

describe("the fields that a plan is tried on", () => {
  it("tie shapes are all compositions of the number of finishers", () => {
    assert.deepStrictEqual(
      [0, 1, 2, 3, 4, 5].map((count) => tieShapes(count).length),
      [1, 1, 2, 4, 8, 16]
    )
    assert.deepStrictEqual(tieShapes(3), [[1, 1, 1], [1, 2], [2, 1], [3]])
  })

  it("include every tie shape of up to five finishers", () => {
    const seen = new Set(worlds(stagePlan(winner, fees)).map(shapeOf))
    for (const shape of [0, 1, 2, 3, 4, 5].flatMap(tieShapes)) assert.isTrue(seen.has(shape.join(",")), shape.join(","))
  })

  it("never have fewer entrants than the smallest field nor more than the largest", () => {
    const sizes = worlds(stagePlan(winner, fees)).map(({ input }) => input.standings.length)
    assert.deepStrictEqual([Math.min(...sizes), Math.max(...sizes)], [2, 6])
    const alone = worlds(stagePlan(winner, fees), {}, { ...field, minimum: 1, maximum: 1 })
    assert.isTrue(alone.every(({ input }) => input.standings.length === 1))
    assert.isTrue(
      worlds(stagePlan(winner, fees)).every(({ input }) => input.contributions.length === input.standings.length)
    )
  })

  it("just miss and just reach every threshold", () => {
    const plan = stagePlan(
      [
        { _tag: "Bonus", atLeast: 50, amount: "1" },
        { _tag: "EqualSplit", atLeast: 70 }
      ],
      fees
    )
    const scores = new Set(worlds(plan).flatMap(({ input }) => input.standings.map(({ score }) => score)))
    for (const score of [49, 50, 69, 70, 71, 0]) assert.isTrue(scores.has(score), `${score}`)
  })

  it("have a tie across the last place of each table, and everybody tied", () => {
    const table = ["5", "4", "3", "2", "1", "1", "1"] as const
    const large = { ...field, maximum: 9 }
    const seen = new Set(worlds(stagePlan([{ _tag: "AmountPerPlace", amounts: table }], fees), {}, large).map(shapeOf))
    for (const shape of ["1,1,1,1,1,1,2", "1,1,1,1,1,1,2,1", "1,1,1,1,1,1", "7", "8", "9"])
      assert.isTrue(seen.has(shape), shape)
  })

  it("have the unpaid, the unverified, divisions, measures, categories and ties of the chain where the plan looks at them", () => {
    const plain = new Set(
      worlds(stagePlan(winner, fees)).map(({ input }) => [...(input.eligibility ?? new Map()).values()].join(","))
    )
    assert.deepStrictEqual([...plain].filter((one) => one !== "")[0], "RankedNotPaid")
    const verified = worlds(stagePlan(winner, { ...fees, mustBeVerified: true }))
    assert.isTrue(
      verified.some(({ input }) => [...(input.eligibility ?? [])].some(([, status]) => status === "Unverified"))
    )
    const divided: PlanJson = {
      ...fees,
      stages: [{ name: "J", board: { _tag: "Division", division: "junior" }, awards: winner }]
    }
    const divisions = new Set(
      worlds(divided).map(({ input }) => input.standings.map(({ division }) => division ?? "-").join(","))
    )
    for (const one of ["junior,junior", "senior,senior", "junior,senior", "-,-"]) assert.isTrue(divisions.has(one), one)
    const measured = worlds(stagePlan([{ _tag: "Proportional", measure: "wins" }], fees))
    const wins = new Set(measured.map(({ input }) => input.standings[0]?.measures.wins))
    assert.isTrue(wins.has(0) && wins.has(undefined) && wins.has(2))
    const chained = worlds(stagePlan(winner, { ...fees, ties: "Chain" }), chain)
    const links = new Set(chained.map(({ input }) => input.standings.map(({ tieBreak }) => tieBreak.join()).join(" ")))
    assert.isTrue(links.has("0 0") && links.has("0 1"))
    const youth = {
      _tag: "AmountPerPlace" as const,
      amounts: ["5"] as const,
      categories: [{ category: "youth", amount: "1" }]
    }
    const categories = worlds(stagePlan([youth], fees))
    assert.isTrue(categories.some(({ input }) => input.categories?.size === 2))
    assert.isTrue(categories.some(({ input }) => input.categories?.size === 1))
  })

  it("pay the lowest and the highest fee by date", () => {
    const entryFee = [
      { until: "2026-01-01T00:00:00Z", amount: "70" },
      { until: "2026-02-01T00:00:00Z", amount: "40" },
      { until: "2026-03-01T00:00:00Z", amount: "90" }
    ] as const
    const all = worlds(stagePlan(winner, { funding: { entryFee, sponsor: "3", carryOver: "4" } }))
    const paid = new Set(
      all.flatMap(({ input }) => input.contributions.map(({ kind, minorUnits }) => `${kind} ${minorUnits}`))
    )
    assert.deepStrictEqual([...paid].sort(), ["CarryOver 4", "EntryFee 40", "EntryFee 90", "Sponsor 3"])
  })
})
