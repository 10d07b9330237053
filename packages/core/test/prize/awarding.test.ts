import { assert, describe, it } from "@effect/vitest"
import { commitmentOf, drawOrder } from "../../src/prize/index.ts"
import { sha256Hex } from "../../src/shared/index.ts"
import { idOf, purse, scores, standing } from "./fixtures/PrizeFixture.ts"
import { left, prizes, refusal, stagePlan, won } from "./given.ts"

const five = scores({ A: 9, B: 7, C: 5, D: 3, E: 1 })
const money = purse(1000n)

describe("rules that award fixed amounts and shares", () => {
  it("amount per place pays each place its amount", () => {
    const result = prizes(stagePlan([{ _tag: "AmountPerPlace", amounts: ["600", "300"] }], { residual: "Sponsor" }), {
      contributions: money,
      standings: five
    })
    assert.deepStrictEqual(won(result), { A: 600n, B: 300n })
    assert.deepStrictEqual(left(result), ["Sponsor Unassigned 100"])
  })

  it("share per place is of the pool after deductions, or of all that was paid in", () => {
    const plan = (of: "pool" | "gross") =>
      stagePlan([{ _tag: "SharePerPlace", shares: ["50%", "25%"], of }], {
        deductions: [{ _tag: "PlatformFee", percent: "20%" }],
        residual: "Platform"
      })
    const input = { contributions: money, standings: five }
    assert.deepStrictEqual(won(prizes(plan("pool"), input)), { A: 400n, B: 200n })
    assert.deepStrictEqual(won(prizes(plan("gross"), input)), { A: 500n, B: 250n })
    assert.deepStrictEqual(left(prizes(plan("gross"), input)), ["Platform Unassigned 50"])
  })

  it("places past the table go on by the step while it is above 0, and the organiser pays for them", () => {
    const plan = stagePlan([{ _tag: "SharePerPlace", shares: ["60%", "40%"], beyond: { first: "2%", step: "-1%" } }])
    const result = prizes(plan, { contributions: money, standings: five })
    assert.deepStrictEqual(won(result), { A: 600n, B: 400n, C: 20n, D: 10n })
    assert.deepStrictEqual(result.topUps, [{ reason: "BeyondTable", minorUnits: 30n, stage: "Main" }])
    const tied = prizes(plan, { contributions: money, standings: scores({ A: 9, B: 7, C: 7, D: 3 }) })
    assert.deepStrictEqual(won(tied), { A: 600n, B: 210n, C: 210n, D: 10n })
    assert.strictEqual(tied.topUp, 30n)
  })

  it("a place that the steps bring to 0 is no paid place", () => {
    const plan = stagePlan([{ _tag: "SharePerPlace", shares: ["60%", "40%"], beyond: { first: "2%", step: "-1%" } }], {
      acrossLastPlace: "Break"
    })
    const result = prizes(plan, { contributions: money, standings: scores({ A: 9, B: 7, C: 5, D: 3, E: 3 }) })
    assert.deepStrictEqual(won(result), { A: 600n, B: 400n, C: 20n, D: 10n })
  })

  it("tied in full past the table, only those past it are the organiser's", () => {
    const plan = stagePlan([{ _tag: "SharePerPlace", shares: ["50%"], beyond: { first: "10%", step: "0" } }], {
      ties: "InFull",
      residual: "Sponsor",
      shortfall: "Organiser"
    })
    const result = prizes(plan, { contributions: money, standings: scores({ A: 9, B: 9, C: 3, D: 3 }) })
    assert.deepStrictEqual(won(result), { A: 500n, B: 500n, C: 100n, D: 100n })
    assert.deepStrictEqual(result.topUps, [{ reason: "BeyondTable", minorUnits: 200n, stage: "Main" }])
  })

  it("a tier pays everyone the highest tier reached, in full, in whatever order tiers are written", () => {
    const tiers = [
      { atLeast: 5, amount: "50" },
      { atLeast: 9, amount: "200" },
      { atLeast: 3, amount: "10" }
    ] as const
    const result = prizes(stagePlan([{ _tag: "Tier", tiers }], { residual: "CarryOver" }), {
      contributions: money,
      standings: five
    })
    assert.deepStrictEqual(won(result), { A: 200n, B: 50n, C: 50n, D: 10n })
  })

  it("a bonus goes to everyone who reaches the threshold, by score or by measure", () => {
    const standings = [
      standing("A", 9, { measures: { wins: 1 } }),
      standing("B", 8, { measures: { wins: 2 } }),
      standing("C", 7)
    ]
    const plan = stagePlan(
      [
        { _tag: "Bonus", measure: "wins", atLeast: 2, amount: "30" },
        { _tag: "Bonus", atLeast: 8, amount: "5" }
      ],
      { residual: "Sponsor" }
    )
    assert.deepStrictEqual(won(prizes(plan, { contributions: money, standings })), { A: 5n, B: 35n })
  })

  it("an amount per event counts no event below 0", () => {
    const standings = [standing("A", 2, { measures: { wins: 3 } }), standing("B", 1, { measures: { wins: -4 } })]
    const plan = stagePlan([{ _tag: "AmountPerEvent", measure: "wins", amount: "10" }], { residual: "Sponsor" })
    assert.deepStrictEqual(won(prizes(plan, { contributions: money, standings })), { A: 30n })
  })

  it("fixed amounts and shares come before the rule that divides the rest, wherever it is written", () => {
    const plan = stagePlan([
      { _tag: "EqualSplit" },
      { _tag: "AmountPerPlace", amounts: ["400"] },
      { _tag: "SharePerPlace", shares: ["10%"] }
    ])
    const result = prizes(plan, { contributions: money, standings: scores({ A: 2, B: 1 }) })
    assert.deepStrictEqual(won(result), { A: 750n, B: 250n })
    assert.deepStrictEqual(
      result.awards.map(({ rule, minorUnits }) => [rule.index, rule.tag, minorUnits]),
      [
        [1, "AmountPerPlace", 400n],
        [2, "SharePerPlace", 100n],
        [0, "EqualSplit", 250n],
        [0, "EqualSplit", 250n]
      ]
    )
  })
})

describe("rules that divide the rest", () => {
  it("equal split pays those who reach the threshold", () => {
    const plan = stagePlan([{ _tag: "EqualSplit", atLeast: 5 }])
    const result = prizes(plan, { contributions: money, standings: five })
    assert.deepStrictEqual(won(result), { A: 334n, B: 333n, C: 333n })
    assert.deepStrictEqual(
      result.awards.map(({ roundingUnit }) => roundingUnit),
      [1n, 0n, 0n]
    )
  })

  it("the best fraction is rounded down or up", () => {
    const plan = (rounding: "down" | "up") => stagePlan([{ _tag: "TopFraction", fraction: "1/2", rounding }])
    const input = { contributions: money, standings: five }
    assert.deepStrictEqual(won(prizes(plan("down"), input)), { A: 500n, B: 500n })
    assert.deepStrictEqual(won(prizes(plan("up"), input)), { A: 334n, B: 333n, C: 333n })
  })

  it("linear by rank gives n parts to the first of n places and one to the last", () => {
    const input = { contributions: purse(1500n), standings: five }
    assert.deepStrictEqual(won(prizes(stagePlan([{ _tag: "LinearByRank" }]), input)), {
      A: 500n,
      B: 400n,
      C: 300n,
      D: 200n,
      E: 100n
    })
    assert.deepStrictEqual(won(prizes(stagePlan([{ _tag: "LinearByRank", places: 2 }]), input)), { A: 1000n, B: 500n })
  })

  it("winner takes all is shared by tied winners", () => {
    const plan = stagePlan([{ _tag: "WinnerTakesAll" }])
    assert.deepStrictEqual(won(prizes(plan, { contributions: money, standings: scores({ A: 9, B: 9, C: 1 }) })), {
      A: 500n,
      B: 500n
    })
  })

  it("a table that divides the rest shrinks its parts in place of asking for more", () => {
    const input = { contributions: money, standings: scores({ A: 9, B: 9, C: 9, D: 1 }) }
    const inFull = stagePlan([{ _tag: "WinnerTakesAll" }], { ties: "InFull" })
    assert.deepStrictEqual(won(prizes(inFull, input)), { A: 334n, B: 333n, C: 333n })
    const enlarged = stagePlan([{ _tag: "LinearByRank", places: 2 }], { acrossLastPlace: "Enlarge" })
    assert.deepStrictEqual(won(prizes(enlarged, input)), { A: 334n, B: 333n, C: 333n })
  })

  it("proportional pays in proportion to what is above 0, by score or measure", () => {
    const standings = [standing("A", 3), standing("B", 1), standing("C", 0), standing("D", -2)]
    const plan = stagePlan([{ _tag: "Proportional" }])
    assert.deepStrictEqual(won(prizes(plan, { contributions: money, standings })), { A: 750n, B: 250n })
  })

  it("below the minimum share equal ones are struck off together, and the test is made again", () => {
    const plan = (minimumShare: string) => stagePlan([{ _tag: "Proportional", minimumShare }])
    const input = { contributions: money, standings: scores({ A: 6, B: 2, C: 1, D: 1 }) }
    assert.deepStrictEqual(won(prizes(plan("10%"), input)), { A: 600n, B: 200n, C: 100n, D: 100n })
    assert.deepStrictEqual(won(prizes(plan("1/9"), input)), { A: 750n, B: 250n })
    assert.deepStrictEqual(won(prizes(plan("30%"), input)), { A: 1000n })
  })

  it("a price is rounded down to its step, and a low one is raised to the minimum", () => {
    const plan = (minimum?: { readonly price: string; readonly below: string }) =>
      stagePlan([{ _tag: "Proportional", price: minimum === undefined ? { step: "1/4" } : { step: "1/4", minimum } }], {
        residual: "Platform",
        shortfall: "Organiser"
      })
    const input = { contributions: purse(100n), standings: scores({ A: 50, B: 30 }) }
    const rounded = prizes(plan(), { contributions: purse(119n), standings: input.standings })
    assert.deepStrictEqual(won(rounded), { A: 63n, B: 37n })
    assert.deepStrictEqual(left(rounded), ["Platform Breakage 19"])
    assert.deepStrictEqual(won(prizes(plan({ price: "3/2", below: "5/4" }), input)), { A: 63n, B: 37n })
    const raised = prizes(plan({ price: "3/2", below: "13/10" }), input)
    assert.deepStrictEqual(won(raised), { A: 75n, B: 45n })
    assert.deepStrictEqual(raised.topUps, [{ reason: "Shortfall", minorUnits: 20n, stage: "Main" }])
  })
})

describe("verifiable draw", () => {
  const secret = "a secret of enough words"
  const commitment = commitmentOf(secret)
  const order = ["A", "B", "C", "D", "E"].sort((a, b) =>
    sha256Hex(`${secret}:${a}`) < sha256Hex(`${secret}:${b}`) ? -1 : 1
  )

  it("draws in the order of the hash of secret and id, which anyone can check", () => {
    assert.strictEqual(commitment, sha256Hex(secret))
    assert.deepStrictEqual(
      drawOrder(
        secret,
        five.map(({ participantId }) => ({ id: participantId }))
      ).map(({ id }) => id),
      order.map(idOf)
    )
    const plan = stagePlan([{ _tag: "Draw", winners: 2, commitment, amount: "100" }], { residual: "Charity" })
    const result = prizes(plan, { contributions: money, standings: five, secret })
    assert.deepStrictEqual(Object.keys(won(result)), order.slice(0, 2))
    assert.deepStrictEqual(Object.values(won(result)), [100n, 100n])
  })

  it("without an amount the drawn share the rest, and only those who reach the threshold are drawn", () => {
    const plan = stagePlan([{ _tag: "Draw", winners: 2, commitment, among: { atLeast: 5 } }])
    const result = prizes(plan, { contributions: money, standings: five, secret })
    const among = order.filter((id) => ["A", "B", "C"].includes(id)).slice(0, 2)
    assert.deepStrictEqual(won(result), Object.fromEntries(among.map((id) => [id, 500n])))
  })

  it("needs the secret that it committed to", () => {
    const plan = stagePlan([{ _tag: "Draw", winners: 1, commitment }])
    const input = { contributions: money, standings: five }
    const missing = refusal(plan, input)
    assert.strictEqual(missing._tag, "SecretMissing")
    assert.strictEqual(missing.message, 'The draw of stage "Main" needs the secret it committed to')
    const other = refusal(plan, { ...input, secret: "another" })
    assert.strictEqual(other._tag, "SecretMismatch")
    assert.strictEqual(
      other.message,
      `The secret hashes to ${sha256Hex("another")}, but the draw of stage "Main" committed to ${commitment}`
    )
  })
})

describe("items that cannot be divided", () => {
  const chained = { tieBreaks: [{ _tag: "EarliestReached" as const }] }
  const plan = stagePlan([{ _tag: "ItemPerPlace", items: ["cup", "medal", "pin"] }], {
    ties: "Chain",
    residual: "Sponsor"
  })

  it("go by score, the chain, and then the key; one that nobody wins is left", () => {
    const standings = [
      standing("B", 5, { tieBreak: [1] }),
      standing("A", 5, { tieBreak: [1] }),
      standing("C", 5, { tieBreak: [0] }),
      standing("D", 4, { tieBreak: [0] })
    ]
    const result = prizes(plan, { contributions: [], standings }, chained)
    assert.deepStrictEqual(
      result.items.map(({ participantId, item, place }) => [participantId, item, place]),
      [
        [idOf("C"), "cup", 1],
        [idOf("A"), "medal", 2],
        [idOf("B"), "pin", 3]
      ]
    )
    const few = prizes(plan, { contributions: [], standings: standings.slice(3) }, chained)
    assert.deepStrictEqual(few.itemsLeft, [
      { item: "medal", stage: "Main", destination: "Sponsor" },
      { item: "pin", stage: "Main", destination: "Sponsor" }
    ])
  })

  it("among those whom the chain leaves tied the key decides, whatever their ids, and not who stands above or below", () => {
    const standings = ["A", "B", "C", "D", "E"].map((name, at) =>
      standing(name, [9, 5, 5, 5, 1][at] ?? 0, { tieBreak: [1] })
    )
    const key = (id: string): string => String("DACBE".indexOf(id))
    const given = (...names: ReadonlyArray<string>) =>
      prizes(
        {
          ...plan,
          stages: [{ name: "Main", awards: [{ _tag: "ItemPerPlace", items: [names[0] ?? "", ...names.slice(1)] }] }]
        },
        { contributions: [], standings, key },
        chained
      ).items.map(({ participantId, item, place, stage, rule }) => [participantId, item, place, stage, rule.index])
    assert.deepStrictEqual(given("cup", "medal", "pin"), [
      [idOf("A"), "cup", 1, "Main", 0],
      [idOf("D"), "medal", 2, "Main", 0],
      [idOf("C"), "pin", 3, "Main", 0]
    ])
    assert.deepStrictEqual(
      given("1", "2", "3", "4", "5", "6").map(([id]) => id),
      ["A", "D", "C", "B", "E"].map((name) => idOf(name))
    )
  })

  it("a place used up by somebody who is not paid keeps its item", () => {
    const usesUp = { ...plan, ineligible: { place: "UsesUp" as const } }
    const standings = [standing("A", 5, { tieBreak: [1] }), standing("B", 4, { tieBreak: [1] })]
    const eligibility = new Map([[idOf("A"), "RankedNotPaid" as const]])
    const used = prizes(usesUp, { contributions: [], standings, eligibility }, chained)
    assert.deepStrictEqual(
      used.items.map(({ item, place }) => [item, place]),
      [["medal", 2]]
    )
    assert.deepStrictEqual(
      used.itemsLeft.map(({ item }) => item),
      ["cup", "pin"]
    )
    const moved = prizes(plan, { contributions: [], standings, eligibility }, chained)
    assert.deepStrictEqual(
      moved.items.map(({ participantId, item }) => [participantId, item]),
      [[idOf("B"), "cup"]]
    )
  })

  it("without a destination an item left over is refused, and the first place takes it where the plan says so", () => {
    const standings = [standing("A", 5, { tieBreak: [1] })]
    const { residual: _, ...undeclared } = plan
    const refused = refusal(undeclared, { contributions: [], standings }, chained)
    assert.strictEqual(refused._tag, "ResidualUnanswered")
    assert.strictEqual(
      refused.message,
      "0 of 0 (0%) would have no destination (item medal in Main, item pin in Main); set residual to one that exists"
    )
    const first = prizes({ ...plan, residual: "FirstPlace" }, { contributions: [], standings }, chained)
    assert.deepStrictEqual(
      first.items.map(({ item, rule }) => [item, rule.tag]),
      [
        ["cup", "ItemPerPlace"],
        ["medal", "Residual"],
        ["pin", "Residual"]
      ]
    )
  })
})
