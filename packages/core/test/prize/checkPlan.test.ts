import { assert, describe, it } from "@effect/vitest"
import { checkPlan, commitmentOf, type PlanField, type PlanFlaw, type PrizePlan } from "../../src/prize/index.ts"
import type { RankingRule } from "../../src/ranking/index.ts"
import { planOf, rankingOf } from "./fixtures/PrizeFixture.ts"
import { chain, stagePlan } from "./given.ts"

type PlanJson = typeof PrizePlan.Encoded

const open: PlanField = {
  minimum: 2,
  maximum: 6,
  divisions: ["junior"],
  measures: ["wins"],
  teams: true,
  categories: ["youth"]
}

/** Everything answered and every destination named, so that each test can take one thing away. */
const answered = {
  funding: { entryFee: "1000" },
  residual: "Platform",
  shortfall: "Organiser",
  degenerate: {
    emptyPool: "NoPrizes",
    oneEntrant: "PayAsRanked",
    allScoresZero: "PayAsRanked",
    noWinner: "Refund",
    everyoneWins: "PayAsRanked",
    fewerFinishersThanPlaces: "Redistribute"
  }
} as const

/** The answers without one. */
const without = (...situations: ReadonlyArray<string>): NonNullable<PlanJson["degenerate"]> =>
  Object.fromEntries(Object.entries(answered.degenerate).filter(([situation]) => !situations.includes(situation)))

const flawsOf = (plan: PlanJson, field = open, ranking: typeof RankingRule.Encoded = {}): ReadonlyArray<PlanFlaw> =>
  checkPlan(planOf(plan), rankingOf(ranking), field)

/** Code and path of every flaw. */
const found = (...args: Parameters<typeof flawsOf>): ReadonlyArray<string> =>
  flawsOf(...args).map(({ code, path }) => `${code} ${path.join(".")}`)

const awards = (...rules: PlanJson["stages"][number]["awards"]) => rules
const winner = awards({ _tag: "WinnerTakesAll" })
const only = (rules: PlanJson["stages"][number]["awards"], more: Omit<Partial<PlanJson>, "stages"> = {}) =>
  stagePlan(rules, { ...answered, ...more })

const { residual: _, shortfall: __, ...bare } = answered

describe("a sound plan", () => {
  it("has no flaw", () => {
    assert.deepStrictEqual(found(only(winner)), [])
    assert.deepStrictEqual(found({ ...bare, ...stagePlan(winner) }), [])
    assert.deepStrictEqual(
      found({ ...bare, ...stagePlan(awards({ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] })) }),
      []
    )
    assert.deepStrictEqual(found({ ...bare, ...stagePlan(awards({ _tag: "EqualSplit", atLeast: 3 })) }), [])
  })

  it("that needs no money needs no answers", () => {
    const items = stagePlan(awards({ _tag: "ItemPerPlace", items: ["cup"] }), { ties: "Chain", residual: "Sponsor" })
    assert.deepStrictEqual(found(items, open, chain), [])
  })

  it("of fixed amounts has to say who pays what is missing, and where what is over goes", () => {
    const fixed = (more: Partial<PlanJson>): PlanJson => ({
      ...bare,
      ...stagePlan(awards({ _tag: "AmountPerPlace", amounts: ["600", "400"] })),
      ...more
    })
    // Expected money need not arrive, and anybody can pay in more.
    const sponsored = fixed({ funding: { sponsor: "1000" } })
    assert.deepStrictEqual(found(sponsored), [
      "ResidualUndeclared stages.0.awards",
      "ShortfallUndeclared stages.0.awards"
    ])
    assert.deepStrictEqual(
      flawsOf(sponsored).map(({ message }) => message),
      [
        "More can be paid in than these amounts ask for, and the plan names no destination for what is left; set residual",
        "With 2 entrants prizes can ask for 1000, but only 0 is sure to be there (sponsor money and carry-over may not arrive); set shortfall to Organiser or ScaleDown"
      ]
    )
    // A guarantee is there whatever arrives.
    assert.deepStrictEqual(found(fixed({ funding: { guaranteed: "1000" }, residual: "Sponsor" })), [])
    assert.deepStrictEqual(found(fixed({ funding: { guaranteed: "999" }, residual: "Sponsor" })), [
      "ShortfallUndeclared stages.0.awards"
    ])
    assert.deepStrictEqual(
      found(fixed({ funding: { sponsor: "1000" }, residual: "Sponsor", shortfall: "ScaleDown" })),
      []
    )
  })

  it("is checked at once, however many may enter", () => {
    const started = performance.now()
    const shares = Array.from({ length: 10_000 }, (_, index) => `${index < 5000 ? 3 : 1}/20000`)
    const plan = only(awards({ _tag: "SharePerPlace", shares: [shares[0] ?? "0", ...shares.slice(1)] }))
    const { maximum: _____, ...unlimited } = open
    assert.deepStrictEqual(found(plan, unlimited), [])
    assert.isBelow(performance.now() - started, 2000)
  })
})

describe("a plan that contradicts itself", () => {
  const contradictions: ReadonlyArray<
    readonly [name: string, plan: PlanJson, flaw: string, ranking?: typeof RankingRule.Encoded]
  > = [
    ["a chain without a word about ties", only(winner), "TiesUnanswered ties", chain],
    ["Hort without a chain", only(winner, { ties: "Hort" }), "ChainMissing ties"],
    ["Chain without a chain", only(winner, { ties: "Chain" }), "ChainMissing ties"],
    [
      "an item without a chain",
      only(awards({ _tag: "ItemPerPlace", items: ["cup"] })),
      "ChainMissing stages.0.awards.0"
    ],
    [
      "a cap with the rest to the first place",
      only(winner, { capPerPerson: "5", residual: "FirstPlace" }),
      "LimitAgainstResidual residual"
    ],
    [
      "a minimum with the rest to the first place",
      only(winner, { minimumPrize: "5", residual: "FirstPlace" }),
      "LimitAgainstResidual residual"
    ],
    ["a minimum above the cap", only(winner, { minimumPrize: "6", capPerPerson: "5" }), "LimitsCross minimumPrize"],
    [
      "a minimum above the cap in whole units",
      only(winner, { minimumPrize: "250", capPerPerson: "250", unit: "100" }),
      "LimitsCross minimumPrize"
    ],
    ["a cap below the unit", only(winner, { capPerPerson: "99", unit: "100" }), "LimitsCross capPerPerson"],
    [
      "a unit with the rest to the first place",
      only(winner, { unit: "100", residual: "FirstPlace" }),
      "LimitAgainstResidual residual"
    ],
    [
      "scaling of no guarantee",
      only(winner, { funding: { entryFee: "1", scaling: { basis: 10 } } }),
      "ScalingWithoutGuarantee funding.scaling"
    ],
    [
      "no stage with a weight",
      { ...answered, stages: [{ name: "Main", weight: "0", awards: winner }] },
      "WeightsAllZero stages"
    ],
    [
      "two stages of one name",
      {
        ...answered,
        stages: [
          { name: "Main", awards: winner },
          { name: "Main", awards: winner }
        ]
      },
      "NameTaken stages.1.name"
    ],
    [
      "two rules for one rest",
      only(awards({ _tag: "EqualSplit" }, { _tag: "WinnerTakesAll" })),
      "RestTakenTwice stages.0.awards.1"
    ],
    [
      "categories with ties in full",
      only(awards({ _tag: "AmountPerPlace", amounts: ["5"], categories: [{ category: "youth", amount: "3" }] }), {
        ties: "InFull"
      }),
      "CategoriesNeedPooling stages.0.awards.0.categories"
    ]
  ]
  for (const [name, plan, flaw, ranking] of contradictions) {
    it(`is refused: ${name}`, () => assert.deepStrictEqual(found(plan, open, ranking), [flaw]))
  }

  it("is sound when the minimum is the cap, and when the chain exists", () => {
    assert.deepStrictEqual(found(only(winner, { minimumPrize: "5", capPerPerson: "5" })), [])
    for (const ties of ["Hort", "Chain", "Void", "InFull", "Pool"] as const) {
      assert.deepStrictEqual(found(only(winner, { ties }), open, chain), [])
    }
  })
})

describe("unknown names", () => {
  it("are refused, saying what there is", () => {
    const plan: PlanJson = {
      ...answered,
      stages: [
        {
          name: "One",
          board: { _tag: "Division", division: "senior" },
          by: { measure: "speed" },
          awards: awards(
            { _tag: "Bonus", measure: "goals", atLeast: 1, amount: "1" },
            { _tag: "Proportional", measure: "wins", among: { measure: "runs", atLeast: 1 } }
          )
        },
        {
          name: "Two",
          board: { _tag: "Teams" },
          awards: awards({ _tag: "AmountPerPlace", amounts: ["1"], categories: [{ category: "local", amount: "1" }] })
        }
      ]
    }
    assert.deepStrictEqual(found(plan, { ...open, teams: false }), [
      "UnknownDivision stages.0.board.division",
      "UnknownMeasure stages.0.by.measure",
      "UnknownMeasure stages.0.awards.0.measure",
      "UnknownMeasure stages.0.awards.1.among.measure",
      "NoTeams stages.1.board",
      "UnknownCategory stages.1.awards.0.categories.0.category"
    ])
    assert.strictEqual(flawsOf(plan)[0]?.message, 'There is no division "senior"; there are: junior')
    assert.strictEqual(
      flawsOf(plan, { ...open, measures: [] })[1]?.message,
      'There is no measure "speed"; there is none'
    )
    assert.strictEqual(flawsOf(plan).at(-1)?.message, 'There is no category "local"; there are: youth')
  })

  it("of categories are refused only where the categories are known", () => {
    const plan = only(
      awards({ _tag: "AmountPerPlace", amounts: ["1"], categories: [{ category: "local", amount: "1" }] })
    )
    const { categories: ___, ...unknown } = open
    assert.deepStrictEqual(found(plan, unknown), [])
  })
})

describe("tables", () => {
  it("that grow downwards are refused unless they say so", () => {
    const amounts = ["5", "3", "4"] as const
    assert.deepStrictEqual(found(only(awards({ _tag: "AmountPerPlace", amounts }))), [
      "TableGrows stages.0.awards.0.amounts.2"
    ])
    assert.strictEqual(
      flawsOf(only(awards({ _tag: "AmountPerPlace", amounts })))[0]?.message,
      "Place 3 gets more than place 2; put the table in order, or say ascending: true"
    )
    assert.deepStrictEqual(found(only(awards({ _tag: "AmountPerPlace", amounts, ascending: true }))), [])
    assert.deepStrictEqual(found(only(awards({ _tag: "SharePerPlace", shares: ["1/5", "1/4"] }))), [
      "TableGrows stages.0.awards.0.shares.1"
    ])
    assert.deepStrictEqual(found(only(awards({ _tag: "SharePerPlace", shares: ["1/5", "1/5"] }))), [])
  })

  it("that go on must not grow either", () => {
    const beyond = (first: string, step: string, ascending = false) =>
      found(only(awards({ _tag: "SharePerPlace", shares: ["1/5"], beyond: { first, step }, ascending })))
    assert.deepStrictEqual(beyond("1/4", "0"), ["TableGrows stages.0.awards.0.beyond.first"])
    assert.deepStrictEqual(beyond("1/5", "1%"), ["TableGrows stages.0.awards.0.beyond.step"])
    assert.deepStrictEqual(beyond("1/5", "0"), [])
    assert.deepStrictEqual(beyond("1/4", "1%", true), [])
  })

  it("with shares over 100% of one base are refused, naming the sum", () => {
    const two = only(
      awards(
        { _tag: "SharePerPlace", shares: ["60%", "20%"] },
        { _tag: "SharePerPlace", shares: ["25%"] },
        { _tag: "SharePerPlace", shares: ["100%"], of: "gross" }
      )
    )
    assert.deepStrictEqual(found(two), ["SharesOverWhole stages.0.awards.1.shares"])
    assert.strictEqual(flawsOf(two)[0]?.message, "Shares of the pool sum to 105%; lower them to 100% or less")
  })

  it("that give nothing are refused", () => {
    assert.include(
      found(only(awards({ _tag: "AmountPerPlace", amounts: ["0", "0"] }))),
      "NothingToWin stages.0.awards.0.amounts"
    )
    assert.include(
      found(only(awards({ _tag: "SharePerPlace", shares: ["0"] }))),
      "NothingToWin stages.0.awards.0.shares"
    )
    assert.include(
      found(only(awards({ _tag: "TopFraction", fraction: "0" }))),
      "NothingToWin stages.0.awards.0.fraction"
    )
  })

  it("of tiers pay more for more, once", () => {
    const tiers = (...list: ReadonlyArray<readonly [atLeast: number, amount: string]>) => {
      const [first, ...rest] = list.map(([atLeast, amount]) => ({ atLeast, amount }))
      return found(only(awards({ _tag: "Tier", tiers: [first ?? { atLeast: 0, amount: "0" }, ...rest] })))
    }
    assert.deepStrictEqual(tiers([9, "50"], [5, "60"]), ["TableGrows stages.0.awards.0.tiers.0"])
    assert.deepStrictEqual(tiers([5, "60"], [5, "60"]), ["TierTwice stages.0.awards.0.tiers.1"])
    assert.deepStrictEqual(tiers([5, "60"], [9, "60"]), [])
  })
})

describe("degenerate fields that the plan can meet must be answered", () => {
  const asks = (situation: string, plan: PlanJson, field = open) =>
    assert.deepStrictEqual(found(plan, field), [`DegenerateUnanswered degenerate.${situation}`])

  it("no winner and all scores zero, always", () => {
    asks("noWinner", only(winner, { degenerate: without("noWinner") }))
    asks("allScoresZero", only(winner, { degenerate: without("allScoresZero") }))
    assert.strictEqual(
      flawsOf(only(winner, { degenerate: without("noWinner") }))[0]?.message,
      "The plan does not say what happens when everybody withdraws; set degenerate.noWinner"
    )
  })

  it("one entrant where one may enter alone, or all may be in one team", () => {
    const plan = only(winner, { degenerate: without("oneEntrant") })
    assert.deepStrictEqual(found(plan), [])
    asks("oneEntrant", plan, { ...open, minimum: 1 })
    asks("oneEntrant", plan, { ...open, minimum: 0 })
    const teams: PlanJson = {
      ...answered,
      degenerate: without("oneEntrant"),
      stages: [{ name: "T", board: { _tag: "Teams" }, awards: winner }]
    }
    asks("oneEntrant", teams)
  })

  it("everyone wins where a threshold selects winners", () => {
    const degenerate = without("everyoneWins")
    assert.deepStrictEqual(found(only(awards({ _tag: "EqualSplit" }), { degenerate })), [])
    asks("everyoneWins", only(awards({ _tag: "EqualSplit", atLeast: 3 }), { degenerate }))
    asks("everyoneWins", only(awards({ _tag: "Proportional", among: { atLeast: 3 } }), { degenerate }))
  })

  it("fewer finishers than places where there are two places", () => {
    const degenerate = without("fewerFinishersThanPlaces")
    assert.deepStrictEqual(found(only(winner, { degenerate })), [])
    asks("fewerFinishersThanPlaces", only(awards({ _tag: "AmountPerPlace", amounts: ["2", "1"] }), { degenerate }))
    asks("fewerFinishersThanPlaces", only(awards({ _tag: "SharePerPlace", shares: ["2%", "1%"] }), { degenerate }))
    asks("fewerFinishersThanPlaces", only(awards({ _tag: "LinearByRank", places: 2 }), { degenerate }))
    asks("fewerFinishersThanPlaces", only(winner, { degenerate, onePrizePerPerson: true }))
  })

  it("an empty pool where fees or expected money can leave one", () => {
    const degenerate = without("emptyPool")
    assert.deepStrictEqual(found(only(winner, { degenerate })), [])
    asks("emptyPool", only(winner, { degenerate }), { ...open, minimum: 0 })
    asks("emptyPool", only(winner, { degenerate, funding: {} }))
    // Sponsor money and carry-over may not arrive.
    asks("emptyPool", only(winner, { degenerate, funding: { sponsor: "1000", carryOver: "1000" } }))
    asks("emptyPool", only(winner, { degenerate, funding: { guaranteed: "1", scaling: { basis: 3 } } }))
    assert.deepStrictEqual(found(only(winner, { degenerate, funding: { guaranteed: "1", scaling: { basis: 2 } } })), [])
    asks("emptyPool", only(winner, { degenerate, deductions: [{ _tag: "PlatformFee", perEntry: "1000" }] }))
    asks("emptyPool", only(winner, { degenerate, deductions: [{ _tag: "PlatformFee", fixed: "2000" }] }))
    assert.deepStrictEqual(
      found(only(winner, { degenerate, deductions: [{ _tag: "PlatformFee", fixed: "1999" }] })),
      []
    )
    assert.deepStrictEqual(
      found(only(winner, { degenerate, funding: { guaranteed: "1" } }), { ...open, minimum: 0 }),
      []
    )
  })
})

describe("money without a destination", () => {
  const homeless = (plan: PlanJson, ...paths: ReadonlyArray<string>) =>
    assert.deepStrictEqual(
      found(plan),
      paths.map((path) => `ResidualUndeclared ${path}`)
    )
  const undeclared = (rules: PlanJson["stages"][number]["awards"], more: Partial<PlanJson> = {}): PlanJson => {
    const { residual: ____, ...rest } = answered
    return { ...rest, ...stagePlan(rules), ...more }
  }

  it("a table that leaves 30% to nobody is refused, naming the 30%", () => {
    const plan = undeclared(awards({ _tag: "SharePerPlace", shares: ["40%", "20%", "10%"] }))
    homeless(plan, "stages.0.awards.0.shares")
    assert.strictEqual(
      flawsOf(plan)[0]?.message,
      "Shares leave 30% to nobody, and the plan names no destination for what is left; set residual"
    )
  })

  it("is found in limits, units and policies", () => {
    homeless(undeclared(winner, { unit: "10" }), "unit")
    homeless(undeclared(winner, { capPerPerson: "10" }), "capPerPerson")
    homeless(undeclared(winner, { minimumPrize: "10" }), "minimumPrize")
    homeless(undeclared(winner, { onePrizePerPerson: true }), "onePrizePerPerson")
    homeless(undeclared(winner, { ineligible: { place: "UsesUp" } }), "ineligible.place")
  })

  it("is found in answers that leave it over", () => {
    for (const situation of ["oneEntrant", "allScoresZero", "noWinner", "fewerFinishersThanPlaces"]) {
      homeless(
        undeclared(winner, { degenerate: { ...answered.degenerate, [situation]: "Residual" } }),
        `degenerate.${situation}`
      )
    }
    for (const noWinner of ["SplitAmongAll", "Redistribute"] as const) {
      homeless(undeclared(winner, { degenerate: { ...answered.degenerate, noWinner } }), "degenerate.noWinner")
    }
  })

  it("is found in rules that need not use the stage up", () => {
    homeless(
      undeclared(awards({ _tag: "SharePerPlace", shares: ["100%"], of: "gross" }), {
        deductions: [{ _tag: "Charity", percent: "1%" }]
      }),
      "stages.0.awards.0.shares"
    )
    homeless(undeclared(awards({ _tag: "SharePerPlace", shares: ["100%"], of: "gross" })))
    homeless(undeclared(awards({ _tag: "Tier", tiers: [{ atLeast: 1, amount: "1" }] })), "stages.0.awards")
    homeless(undeclared(awards({ _tag: "Bonus", atLeast: 1, amount: "1" })), "stages.0.awards")
    homeless(undeclared(awards({ _tag: "AmountPerEvent", amount: "1" })), "stages.0.awards")
    homeless(undeclared(awards({ _tag: "Proportional", price: { step: "1" } })), "stages.0.awards.0.price")
    homeless(
      undeclared(
        awards(
          { _tag: "AmountPerPlace", amounts: ["1"], categories: [{ category: "youth", amount: "1" }] },
          { _tag: "EqualSplit" }
        )
      ),
      "stages.0.awards.0.categories"
    )
    homeless(
      undeclared(awards({ _tag: "Bonus", atLeast: 1, amount: "1" }, { _tag: "EqualSplit", atLeast: 3 })),
      "stages.0.awards.1"
    )
    homeless(
      undeclared(awards({ _tag: "Bonus", atLeast: 1, amount: "1" }, { _tag: "TopFraction", fraction: "1/2" })),
      "stages.0.awards.1"
    )
    homeless(
      undeclared(awards({ _tag: "Bonus", atLeast: 1, amount: "1" }, { _tag: "Proportional" })),
      "stages.0.awards.1"
    )
    const draw = { _tag: "Draw", winners: 1, commitment: commitmentOf("s"), among: { atLeast: 1 } } as const
    homeless(undeclared(awards({ _tag: "Bonus", atLeast: 1, amount: "1" }, draw)), "stages.0.awards.1")
    const { among: ______, ...amongAll } = draw
    homeless(undeclared(awards({ _tag: "Bonus", atLeast: 1, amount: "1" }, amongAll)))
    homeless(undeclared(awards(draw)))
    homeless(undeclared(awards({ _tag: "Bonus", atLeast: 1, amount: "1" }, { _tag: "EqualSplit" })))
    homeless(undeclared(winner, { noLoseFloor: true, deductions: [{ _tag: "PlatformFee", percent: "1%" }] }))
    homeless(
      undeclared(awards({ _tag: "AmountPerPlace", amounts: ["1"] }), {
        funding: { guaranteed: "3", scaling: { basis: 2 } }
      }),
      "stages.0.awards"
    )
  })

  it("is found in stages of items and in items themselves", () => {
    const plan: PlanJson = {
      ...undeclared(winner, { ties: "Chain" }),
      stages: [
        { name: "A", awards: winner },
        { name: "B", awards: awards({ _tag: "ItemPerPlace", items: ["cup"] }) }
      ]
    }
    assert.deepStrictEqual(found(plan, open, chain), [
      "ResidualUndeclared stages.1.awards.0.items",
      "ResidualUndeclared stages.1.awards"
    ])
  })

  it("items take nothing from the shares beside them", () => {
    const cup = { _tag: "ItemPerPlace", items: ["cup"] } as const
    const beside = undeclared(awards(cup, { _tag: "SharePerPlace", shares: ["100%"] }), { ties: "Chain" })
    assert.deepStrictEqual(found(beside, open, chain), ["ResidualUndeclared stages.0.awards.0.items"])
  })

  it("is found in fixed amounts alone, since anybody can pay in more", () => {
    homeless(undeclared(awards({ _tag: "AmountPerPlace", amounts: ["900"] })), "stages.0.awards")
    homeless(undeclared(awards({ _tag: "AmountPerPlace", amounts: ["900"] }, { _tag: "LinearByRank" })))
    const unweighted: PlanJson = {
      ...undeclared(winner),
      stages: [
        { name: "All", awards: winner },
        { name: "None", weight: "0", awards: awards({ _tag: "AmountPerPlace", amounts: ["900"] }) }
      ]
    }
    homeless(unweighted)
  })

  it("is found in tables of shares that do not use 100% up in every field", () => {
    const gross = awards({ _tag: "SharePerPlace", shares: ["100%"], of: "gross" })
    homeless(undeclared(gross))
    homeless({ ...undeclared(gross), funding: { entryFee: "1000", guaranteed: "1" } }, "stages.0.awards.0.shares")
    const stages: PlanJson["stages"] = [
      { name: "A", awards: gross },
      { name: "B", awards: winner }
    ]
    homeless({ ...undeclared(gross), stages }, "stages.0.awards.0.shares")
    const rising = awards({ _tag: "SharePerPlace", shares: ["20%", "80%"], ascending: true })
    homeless(undeclared(rising))
    homeless(undeclared(rising, { ties: "InFull" }), "stages.0.awards.0.shares")
    const late = awards(
      { _tag: "SharePerPlace", shares: ["50%"] },
      { _tag: "SharePerPlace", shares: ["0", "50%"], ascending: true }
    )
    homeless(undeclared(late), "stages.0.awards.0.shares")
  })

  it("is not found in a voided tie, which goes to the sponsor", () => {
    homeless(undeclared(winner, { ties: "Void" }))
    const two = awards({ _tag: "Bonus", atLeast: 1, amount: "1" }, { _tag: "WinnerTakesAll" })
    homeless(undeclared(two, { ties: "Void" }))
  })

  it("needs a first place where that is its destination", () => {
    const first = (more: Partial<PlanJson>) => only(winner, { residual: "FirstPlace", ...more })
    homeless(first({}))
    homeless(first({ degenerate: { ...answered.degenerate, noWinner: "Residual" } }), "degenerate.noWinner")
    homeless(first({ degenerate: { ...answered.degenerate, oneEntrant: "Residual" } }), "degenerate.oneEntrant")
    const allZero = { ...answered.degenerate, allScoresZero: "Residual" } as const
    homeless(first({ degenerate: allZero }))
    homeless(first({ degenerate: allZero, ineligible: { place: "UsesUp" } }), "degenerate.allScoresZero")
    homeless(first({ ties: "Void", ineligible: { place: "UsesUp" } }), "ties")
    const items = stagePlan(awards({ _tag: "ItemPerPlace", items: ["cup"] }), { ties: "Chain", residual: "FirstPlace" })
    assert.deepStrictEqual(found(items, open, chain), ["ResidualUndeclared residual"])
  })
})

describe("money without a source", () => {
  const { shortfall: _____, ...unfunded } = answered
  const short = (
    rules: PlanJson["stages"][number]["awards"],
    more: Partial<PlanJson>,
    ...paths: ReadonlyArray<string>
  ) =>
    assert.deepStrictEqual(
      found({ ...unfunded, ...stagePlan(rules), ...more }),
      paths.map((path) => `ShortfallUndeclared ${path}`)
    )
  const place = awards({ _tag: "AmountPerPlace", amounts: ["1000", "500"] })

  it("is found in ties in full and enlarged tables", () => {
    short(place, {})
    short(place, { ties: "InFull" }, "ties")
    short(place, { acrossLastPlace: "Enlarge" }, "acrossLastPlace")
    short(awards({ _tag: "SharePerPlace", shares: ["50%"] }), { ties: "InFull" }, "ties")
    short(winner, { ties: "InFull", acrossLastPlace: "Enlarge" })
  })

  it("is found in amounts without limit, and in minimum prices", () => {
    short(awards({ _tag: "AmountPerEvent", amount: "1" }), {}, "stages.0.awards.0")
    const minimum = { price: "1", below: "1" }
    short(awards({ _tag: "Proportional", price: { step: "1", minimum } }), {}, "stages.0.awards.0.price.minimum")
    short(awards({ _tag: "Proportional", price: { step: "1" } }), {})
  })

  it("is found where all that can be won is more than the fees of some field", () => {
    short(awards({ _tag: "AmountPerPlace", amounts: ["1500", "501"] }), {}, "stages.0.awards")
    short(awards({ _tag: "AmountPerPlace", amounts: ["1500", "500"] }), {})
    short(
      awards({ _tag: "AmountPerPlace", amounts: ["1500"], categories: [{ category: "youth", amount: "501" }] }),
      {},
      "stages.0.awards"
    )
    short(awards({ _tag: "Tier", tiers: [{ atLeast: 1, amount: "1001" }] }), {}, "stages.0.awards")
    short(awards({ _tag: "Tier", tiers: [{ atLeast: 1, amount: "1000" }] }), {})
    short(awards({ _tag: "Bonus", atLeast: 1, amount: "1001" }), {}, "stages.0.awards")
    const draw = (winners: number) => ({ _tag: "Draw", winners, commitment: commitmentOf("s"), amount: "800" }) as const
    short(awards(draw(2)), {})
    short(awards(draw(3)), {})
    short(awards({ _tag: "Bonus", atLeast: 1, amount: "700" }, draw(1)), {}, "stages.0.awards")
    const gross = awards({ _tag: "SharePerPlace", shares: ["90%"], of: "gross" })
    short(gross, { deductions: [{ _tag: "PlatformFee", percent: "10%" }] })
    short(gross, { deductions: [{ _tag: "PlatformFee", percent: "11%" }] }, "stages.0.awards")
  })

  it("counts the lowest of fees by date, the scale, and a field of one only where it is paid", () => {
    const dated = [
      { until: "2026-01-01T00:00:00Z", amount: "500" },
      { until: "2026-02-01T00:00:00Z", amount: "1000" }
    ] as const
    short(
      awards({ _tag: "AmountPerPlace", amounts: ["1500"] }),
      { funding: { entryFee: [...dated] } },
      "stages.0.awards"
    )
    short(awards({ _tag: "AmountPerPlace", amounts: ["1000"] }), { funding: { entryFee: [...dated] } })
    const falling = [
      { until: "2026-01-01T00:00:00Z", amount: "1000" },
      { until: "2026-02-01T00:00:00Z", amount: "500" }
    ] as const
    short(awards({ _tag: "AmountPerPlace", amounts: ["1000"] }), { funding: { entryFee: [...falling] } })
    short(
      awards({ _tag: "AmountPerPlace", amounts: ["1001"] }),
      { funding: { entryFee: [...falling] } },
      "stages.0.awards"
    )
    short(place, { funding: { guaranteed: "1500", scaling: { basis: 10 } } })
    const alone = { ...unfunded, ...stagePlan(place) }
    assert.deepStrictEqual(found(alone, { ...open, minimum: 1 }), ["ShortfallUndeclared stages.0.awards"])
    const refunded: PlanJson = { ...alone, degenerate: { ...answered.degenerate, oneEntrant: "Refund" } }
    assert.deepStrictEqual(found(refunded, { ...open, minimum: 1 }), [])
    const dear = { ...refunded, ...stagePlan(awards({ _tag: "AmountPerPlace", amounts: ["1500", "600"] })) }
    assert.deepStrictEqual(found({ ...dear, degenerate: refunded.degenerate ?? {} }), [
      "ShortfallUndeclared stages.0.awards"
    ])
  })

  it("is found in a field of any size: where amounts grow otherwise than the money for them", () => {
    const bonus = (amount: string) => ({ _tag: "Bonus", atLeast: 1, amount }) as const
    const { maximum: ______, ...unlimited } = open
    const at = (plan: PlanJson, field: PlanField = unlimited) => flawsOf(plan, field).map(({ message }) => message)
    const says = (entrants: number, asked: number, sure: number) => [
      `With ${entrants} entrants prizes can ask for ${asked}, but only ${sure} is sure to be there; set shortfall to Organiser or ScaleDown`
    ]
    // The guarantee is enough up to 2500 bonuses.
    const guaranteed = { ...unfunded, funding: { guaranteed: "100000" }, ...stagePlan(awards(bonus("40"))) }
    assert.deepStrictEqual(at(guaranteed), says(2501, 100_040, 100_000))
    assert.deepStrictEqual(at(guaranteed, { ...open, maximum: 2500 }), [])
    // Between 89 and 199 neither the guarantee nor the fees are enough.
    const both = (rules: PlanJson["stages"][number]["awards"]) => ({
      ...unfunded,
      funding: { entryFee: "100", guaranteed: "10000" },
      ...stagePlan(rules)
    })
    const hole = both(awards({ _tag: "AmountPerPlace", amounts: ["2000"] }, bonus("90")))
    assert.deepStrictEqual(at(hole), says(89, 10_010, 10_000))
    assert.deepStrictEqual(at(hole, { ...open, maximum: 88 }), [])
    assert.deepStrictEqual(at(hole, { ...open, minimum: 199, maximum: 300_000 }), says(199, 19_910, 19_900))
    assert.deepStrictEqual(at(hole, { ...unlimited, minimum: 200 }), [])
    assert.deepStrictEqual(at(both(awards({ _tag: "AmountPerPlace", amounts: ["1000"] }, bonus("90")))), [])
  })

  it("is found where a fee on each entry takes what the fees bring in", () => {
    const perEntry = (amount: string, max?: string): Partial<PlanJson> => ({
      deductions: [{ _tag: "PlatformFee", perEntry: amount, ...(max === undefined ? {} : { max }) }]
    })
    const bonus = awards({ _tag: "Bonus", atLeast: 1, amount: "900" })
    short(bonus, perEntry("100"))
    short(bonus, perEntry("101"), "stages.0.awards")
    short(bonus, perEntry("101", "200"))
    const capped = {
      ...unfunded,
      funding: { entryFee: "10", sponsor: "1000" },
      ...perEntry("10", "30000"),
      ...stagePlan(awards({ _tag: "AmountPerPlace", amounts: ["1000"] }))
    }
    assert.deepStrictEqual(found(capped, { ...open, maximum: 100_000 }), ["ShortfallUndeclared stages.0.awards"])
    const { residual: _______, ...homeless } = capped
    assert.deepStrictEqual(found({ ...homeless, shortfall: "Organiser" }, { ...open, maximum: 100_000 }), [
      "ResidualUndeclared stages.0.awards"
    ])
  })

  it("is found where units or a scaled guarantee round the stage's money down", () => {
    const half = (name: string, amount: string): PlanJson["stages"][number] => ({
      name,
      awards: awards({ _tag: "AmountPerPlace", amounts: [amount] })
    })
    const two = (amount: string, more: Partial<PlanJson>) =>
      found({ ...unfunded, stages: [half("A", amount), half("B", amount)], ...more })
    const both = ["ShortfallUndeclared stages.0.awards", "ShortfallUndeclared stages.1.awards"]
    assert.deepStrictEqual(two("1000", {}), [])
    assert.deepStrictEqual(two("1000", { unit: "100" }), both)
    short(place, { unit: "500" })
    short(place, { unit: "1000" }, "stages.0.awards")
    const scaled = { funding: { guaranteed: "2000", scaling: { basis: 7 } } }
    short(place, { funding: { guaranteed: "1500", scaling: { basis: 7 } } })
    assert.deepStrictEqual(two("1000", scaled), both)
    assert.deepStrictEqual(two("990", scaled), [])
  })

  it("holds back exactly what rounding to units can cost a stage", () => {
    const guaranteed = (amount: string, ...more: PlanJson["stages"][number]["awards"] | []) =>
      found({
        ...unfunded,
        ...stagePlan([{ _tag: "AmountPerPlace", amounts: [amount] }, ...more]),
        funding: { guaranteed: "1000" },
        unit: "10"
      })
    const short = ["ShortfallUndeclared stages.0.awards"]
    // Whole units of a pool of whole units lose nothing.
    assert.deepStrictEqual(guaranteed("1000"), [])
    assert.deepStrictEqual(guaranteed("1010"), short)
    // Anything else can lose nine to the pool's rounding and ten to its own.
    assert.deepStrictEqual([guaranteed("981"), guaranteed("982")], [[], short])
    const tenth = { _tag: "SharePerPlace", shares: ["10%"] } as const
    assert.deepStrictEqual([guaranteed("880", tenth), guaranteed("890", tenth)], [[], short])
  })

  it("is found in shares of all that was paid in beside anything else", () => {
    const gross = { _tag: "SharePerPlace", shares: ["50%"], of: "gross" } as const
    short(awards(gross, { _tag: "AmountPerPlace", amounts: ["1000"] }), {})
    short(awards(gross, { _tag: "AmountPerPlace", amounts: ["1001"] }), {}, "stages.0.awards")
    short(awards(gross), { deductions: [{ _tag: "Charity", fixed: "1000" }] })
    short(awards(gross), { deductions: [{ _tag: "Charity", fixed: "1001" }] }, "stages.0.awards")
    // A guarantee is no answer: the share grows with what is paid in.
    short(awards(gross), { funding: { guaranteed: "9999" }, deductions: [{ _tag: "Charity", percent: "50%" }] })
    short(
      awards(gross),
      { funding: { guaranteed: "9999" }, deductions: [{ _tag: "Charity", percent: "51%" }] },
      "stages.0.awards"
    )
  })
})

describe("a plan with many flaws", () => {
  it("refuses with every reason at once", () => {
    const plan: PlanJson = {
      funding: { entryFee: "100" },
      stages: [
        {
          name: "Main",
          awards: awards(
            { _tag: "SharePerPlace", shares: ["10%", "20%"] },
            { _tag: "AmountPerEvent", measure: "goals", amount: "5" }
          )
        }
      ]
    }
    assert.deepStrictEqual(found(plan), [
      "UnknownMeasure stages.0.awards.1.measure",
      "TableGrows stages.0.awards.0.shares.1",
      "DegenerateUnanswered degenerate.allScoresZero",
      "DegenerateUnanswered degenerate.noWinner",
      "DegenerateUnanswered degenerate.fewerFinishersThanPlaces",
      "ResidualUndeclared stages.0.awards",
      "ShortfallUndeclared stages.0.awards.1"
    ])
  })
})
