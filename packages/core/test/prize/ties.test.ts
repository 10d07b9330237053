import { assert, describe, it } from "@effect/vitest"
import type { AcrossLastPlace, TiePolicy } from "../../src/prize/index.ts"
import { idOf, purse, scores, standing } from "./fixtures/PrizeFixture.ts"
import { chain, left, prizes, stagePlan, won } from "./given.ts"

const table = [{ _tag: "AmountPerPlace" as const, amounts: ["600", "300", "100"] as const }] as const
const answered = {
  residual: "Sponsor",
  shortfall: "Organiser",
  degenerate: { fewerFinishersThanPlaces: "Residual" }
} as const
const plan = (ties: TiePolicy, acrossLastPlace: AcrossLastPlace = "Split") =>
  stagePlan(table, { ties, acrossLastPlace, ...answered })

const chained = (rows: ReadonlyArray<readonly [id: string, score: number, link: number]>) =>
  rows.map(([id, score, link]) => standing(id, score, { tieBreak: [link] }))
const money = purse(1000n)
const on = (ties: TiePolicy, rows: Parameters<typeof chained>[0], across?: AcrossLastPlace) =>
  prizes(plan(ties, across), { contributions: money, standings: chained(rows) }, chain)

describe("ties", () => {
  const three = [
    ["A", 9, 0],
    ["B", 9, 1],
    ["C", 5, 0],
    ["D", 4, 0]
  ] as const

  it("Pool: participants of equal score share the sum of the places they occupy, whatever the chain says", () => {
    assert.deepStrictEqual(won(on("Pool", three)), { A: 450n, B: 450n, C: 100n })
  })

  it("Chain: the chain decides, and what it leaves tied is pooled", () => {
    assert.deepStrictEqual(won(on("Chain", three)), { A: 600n, B: 300n, C: 100n })
    assert.deepStrictEqual(
      won(
        on("Chain", [
          ["A", 9, 0],
          ["B", 9, 1],
          ["C", 9, 1]
        ])
      ),
      { A: 600n, B: 200n, C: 200n }
    )
  })

  it("Hort: half by place under the chain, half pooled among equal scores", () => {
    assert.deepStrictEqual(won(on("Hort", three)), { A: 525n, B: 375n, C: 100n })
    assert.deepStrictEqual(
      won(
        on("Hort", [
          ["A", 9, 0],
          ["B", 9, 1],
          ["C", 9, 1]
        ])
      ),
      { A: 467n, B: 267n, C: 266n }
    )
  })

  it("InFull: each of the tied gets the full amount of the shared place, and somebody funds it", () => {
    const result = on("InFull", three)
    assert.deepStrictEqual(won(result), { A: 600n, B: 600n, C: 100n })
    assert.deepStrictEqual(result.topUps, [{ reason: "Shortfall", minorUnits: 300n, stage: "Main" }])
    assert.deepStrictEqual(
      result.awards.map(({ place, tied }) => [place, tied]),
      [
        [1, 2],
        [1, 2],
        [3, 1]
      ]
    )
  })

  it("InFull: scaled down, everything shrinks alike", () => {
    const scaled = stagePlan(table, { ties: "InFull", ...answered, shortfall: "ScaleDown" })
    const result = prizes(scaled, { contributions: money, standings: chained(three) }, chain)
    assert.deepStrictEqual(won(result), { A: 462n, B: 461n, C: 77n })
    assert.strictEqual(result.topUp, 0n)
  })

  it("Void: the money of tied places goes to the sponsor, whatever the residual", () => {
    const result = prizes(
      { ...plan("Void"), residual: "Platform" },
      { contributions: money, standings: chained(three) },
      chain
    )
    assert.deepStrictEqual(won(result), { C: 100n })
    assert.deepStrictEqual(left(result), ["Sponsor VoidTie 900"])
  })

  it("every award says its place and how many share it", () => {
    const result = on("Pool", three)
    assert.deepStrictEqual(
      result.awards.map(({ participantId, place, tied }) => [participantId, place, tied]),
      [
        [idOf("A"), 1, 2],
        [idOf("B"), 1, 2],
        [idOf("C"), 3, 1]
      ]
    )
  })
})

describe("a tie across the last paid place", () => {
  const across = [
    ["A", 9, 0],
    ["B", 8, 0],
    ["C", 5, 1],
    ["D", 5, 0],
    ["E", 5, 0]
  ] as const

  it("is split: unpaid places count as 0", () => {
    assert.deepStrictEqual(won(on("Pool", across)), { A: 600n, B: 300n, C: 34n, D: 33n, E: 33n })
  })

  it("is enlarged: all count as in the last paid place, which needs funding", () => {
    const result = on("Pool", across, "Enlarge")
    assert.deepStrictEqual(won(result), { A: 600n, B: 300n, C: 100n, D: 100n, E: 100n })
    assert.strictEqual(result.topUp, 200n)
  })

  it("is broken by the chain and then by the key", () => {
    const result = on("Pool", across, "Break")
    assert.deepStrictEqual(won(result), { A: 600n, B: 300n, D: 100n })
    const reversed = prizes(
      plan("Pool", "Break"),
      { contributions: money, standings: chained(across), key: (id) => (id === "E" ? "0" : id) },
      chain
    )
    assert.deepStrictEqual(won(reversed), { A: 600n, B: 300n, E: 100n })
  })

  it("broken, those of it who are in still share their places", () => {
    const rows = [
      ["A", 9, 0],
      ["B", 5, 2],
      ["C", 5, 0],
      ["D", 5, 1]
    ] as const
    assert.deepStrictEqual(won(on("Pool", rows, "Break")), { A: 600n, C: 200n, D: 200n })
  })

  it("a tie that ends with the last paid place is not across it", () => {
    const rows = [
      ["A", 9, 0],
      ["B", 5, 2],
      ["C", 5, 0],
      ["D", 4, 1]
    ] as const
    for (const policy of ["Split", "Enlarge", "Break"] as const) {
      assert.deepStrictEqual(won(on("Pool", rows, policy)), { A: 600n, B: 200n, C: 200n })
    }
  })

  it("Hort splits, too: half by place, half pooled", () => {
    assert.deepStrictEqual(won(on("Hort", across)), { A: 600n, B: 300n, C: 16n, D: 42n, E: 42n })
  })
})

describe("US Chess rule 32B", () => {
  const categories = (
    amounts: readonly [string, ...Array<string>],
    ...prizesOf: ReadonlyArray<readonly [string, string]>
  ) =>
    stagePlan(
      [{ _tag: "AmountPerPlace", amounts, categories: prizesOf.map(([category, amount]) => ({ category, amount })) }],
      answered
    )
  const of = (table: Readonly<Record<string, ReadonlyArray<string>>>) =>
    new Map(Object.entries(table).map(([id, list]) => [idOf(id), list]))

  it("a group brings in the largest prizes that can be given to its members, one each", () => {
    // One member is eligible for both category prizes, so the group brings in only the larger of them.
    const plan = categories(["300", "200"], ["youth", "150"], ["local", "120"])
    const result = prizes(plan, {
      contributions: money,
      standings: scores({ A: 9, B: 9, C: 9, D: 9 }),
      categories: of({ D: ["youth", "local"] })
    })
    assert.deepStrictEqual(won(result), { A: 163n, B: 163n, C: 162n, D: 162n })
  })

  it("moves holders so that more prizes fit", () => {
    const plan = categories(["300"], ["youth", "150"], ["local", "120"])
    const result = prizes(plan, {
      contributions: money,
      standings: scores({ A: 9, B: 9, C: 9 }),
      categories: of({ A: ["youth", "local"], B: ["youth"] })
    })
    assert.deepStrictEqual(won(result), { A: 190n, B: 190n, C: 190n })
  })

  it("what an earlier group brought in is gone, and places that it left go to the next", () => {
    const plan = categories(["300", "200"], ["youth", "250"])
    const result = prizes(plan, {
      contributions: money,
      standings: scores({ A: 9, Y: 8, Z: 7 }),
      categories: of({ Y: ["youth"], Z: ["youth"] })
    })
    assert.deepStrictEqual(won(result), { A: 300n, Y: 250n, Z: 200n })
  })

  it("a category prize that nobody wins is left over", () => {
    const plan = categories(["300"], ["youth", "150"])
    const result = prizes(plan, { contributions: money, standings: scores({ A: 9, B: 8 }) })
    assert.deepStrictEqual(won(result), { A: 300n })
    assert.deepStrictEqual(left(result), ["Sponsor UnfilledPlaces 150", "Sponsor Unassigned 550"])
  })

  it("a winner who may not be paid is eligible for no category", () => {
    const plan = { ...categories(["300"], ["youth", "150"]), ineligible: { place: "UsesUp" as const } }
    const result = prizes(plan, {
      contributions: purse(450n),
      standings: scores({ A: 9, Y: 9 }),
      categories: of({ Y: ["youth"] }),
      eligibility: new Map([[idOf("Y"), "RankedNotPaid" as const]])
    })
    assert.deepStrictEqual(won(result), { A: 150n })
    assert.deepStrictEqual(left(result), ["Sponsor UnfilledPlaces 150", "Sponsor Ineligible 150"])
  })

  it("empty places are redistributed, category prizes are not", () => {
    const plan = {
      ...categories(["300", "100"], ["youth", "150"]),
      degenerate: { fewerFinishersThanPlaces: "Redistribute" as const, oneEntrant: "PayAsRanked" as const }
    }
    const result = prizes(plan, { contributions: purse(550n), standings: scores({ A: 9 }) })
    assert.deepStrictEqual(won(result), { A: 400n })
    assert.deepStrictEqual(left(result), ["Sponsor UnfilledPlaces 150"])
  })
})

describe("rounding of ties", () => {
  it("I10 an odd unit never favours a worse place", () => {
    // Exact shares of 1.2 each: the tied two were due 2.4 together and would have received the odd unit.
    const equal = stagePlan([{ _tag: "SharePerPlace", shares: ["1/5", "1/5", "1/5", "1/5", "1/5"] }])
    const result = prizes(equal, { contributions: purse(6n), standings: scores({ E: 9, A: 8, B: 8, C: 7, D: 7 }) })
    assert.deepStrictEqual(won(result), { E: 2n, A: 1n, B: 1n, C: 1n, D: 1n })
  })

  it("I10 the odd units of better places go by key among the tied", () => {
    // Exact shares of 1.2 each: three tied were due 3.6 together, two better ones 2.4.
    const equal = stagePlan([{ _tag: "SharePerPlace", shares: ["1/5", "1/5", "1/5", "1/5", "1/5"] }])
    const standings = scores({ a: 9, b: 9, c: 8, d: 8, e: 8 })
    assert.deepStrictEqual(won(prizes(equal, { contributions: purse(6n), standings })), {
      a: 2n,
      b: 1n,
      c: 1n,
      d: 1n,
      e: 1n
    })
    const key = (id: string) => (id === "b" ? "0" : id)
    assert.strictEqual(won(prizes(equal, { contributions: purse(6n), standings, key })).b, 2n)
  })

  it("units stay with the rule whose share has the larger fraction", () => {
    const two = stagePlan(
      [
        { _tag: "SharePerPlace", shares: ["12%"] },
        { _tag: "SharePerPlace", shares: ["18%"] }
      ],
      { residual: "Sponsor" }
    )
    const { awards } = prizes(two, { contributions: purse(10n), standings: scores({ A: 9, B: 8 }) })
    assert.deepStrictEqual(
      awards.map(({ rule, minorUnits }) => [rule.index, minorUnits]),
      [
        [0, 1n],
        [1, 2n]
      ]
    )
  })

  it("a tie group keeps its exact sum where no better place is touched", () => {
    const result = prizes(stagePlan([{ _tag: "AmountPerPlace", amounts: ["10", "5", "5", "1"] }], answered), {
      contributions: purse(21n),
      standings: scores({ A: 9, B: 8, C: 8, D: 8 })
    })
    assert.deepStrictEqual(won(result), { A: 10n, B: 4n, C: 4n, D: 3n })
  })
})
