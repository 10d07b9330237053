import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import {
  type Contribution,
  conservation,
  type Eligibility,
  entryFeeAt,
  Funding,
  reasonOf
} from "../../src/prize/index.ts"
import { Name, Rational } from "../../src/shared/index.ts"
import { fees, feesOf, fieldOf, idOf, purse, scores, standing } from "./fixtures/PrizeFixture.ts"
import { chain, left, outcome, prizes, refusal, stagePlan, won } from "./given.ts"

const money = purse(1000n)
const three = scores({ A: 9, B: 7, C: 5 })
const winner = [{ _tag: "WinnerTakesAll" as const }] as const
const shares = [{ _tag: "SharePerPlace" as const, shares: ["50%", "30%", "20%"] as const }] as const
const unpaid = (...ids: ReadonlyArray<string>) => new Map(ids.map((id) => [idOf(id), "RankedNotPaid" as Eligibility]))

describe("funding", () => {
  it("the organiser tops the pool up to the guaranteed minimum, after deductions", () => {
    const plan = stagePlan(winner, {
      funding: { guaranteed: "1200" },
      deductions: [{ _tag: "PlatformFee", percent: "10%" }]
    })
    const result = prizes(plan, { contributions: money, standings: three })
    assert.deepStrictEqual(result.topUps, [{ reason: "Guarantee", minorUnits: 300n }])
    assert.strictEqual(result.pool, 1200n)
    assert.strictEqual(result.topUp, 300n)
    assert.deepStrictEqual(won(result), { A: 1200n })
    const enough = prizes(plan, { contributions: purse(2000n), standings: three })
    assert.deepStrictEqual([enough.pool, enough.topUp, enough.topUps.length], [1800n, 0n, 0])
  })

  it("scaling follows the entries between its floor and the advertised amount", () => {
    const plan = stagePlan([{ _tag: "AmountPerPlace", amounts: ["600", "400"] }], {
      funding: { guaranteed: "1000", scaling: { basis: 10, floor: "30%" } },
      residual: "Sponsor"
    })
    const at = (entries: number, contributions: ReadonlyArray<Contribution> = []) =>
      won(prizes(plan, { contributions, standings: fieldOf(entries, three) }))
    assert.deepStrictEqual(at(3), { A: 180n, B: 120n })
    assert.deepStrictEqual(at(5), { A: 300n, B: 200n })
    assert.deepStrictEqual(at(40), { A: 600n, B: 400n })
    // A fee that only the last to enter have paid changes nothing.
    assert.deepStrictEqual(at(5, fees(2, 10n)), { A: 300n, B: 200n })
  })

  it("an entry costs what the dates say, and after the last date the last amount", () => {
    const funding = Schema.decodeUnknownSync(Funding)({
      entryFee: [
        { until: "2026-01-01T00:00:00Z", amount: "50" },
        { until: "2026-02-01T00:00:00Z", amount: "80" }
      ]
    })
    const first = Date.UTC(2026, 0, 1)
    assert.deepStrictEqual(
      [first - 1, first, Date.UTC(2026, 1, 1)].map((at) => entryFeeAt(funding, at)),
      [50n, 80n, 80n]
    )
    assert.strictEqual(entryFeeAt({ entryFee: 30n }, 0), 30n)
    assert.strictEqual(entryFeeAt({}, 0), 0n)
  })

  it("a negative contribution is refused", () => {
    const contributions: ReadonlyArray<Contribution> = [{ payer: "x", kind: "Sponsor", minorUnits: -1n }]
    const refused = refusal(stagePlan(winner), { contributions, standings: three })
    assert.strictEqual(refused._tag, "NegativeContribution")
    assert.strictEqual(refused.message, "x contributed -1, which is less than nothing")
  })
})

describe("deductions", () => {
  it("are taken in the declared order, rounded down, within their limits, and never more than is left", () => {
    const plan = stagePlan(winner, {
      deductions: [
        { _tag: "PlatformFee", percent: "1/3" },
        { _tag: "Charity", perEntry: "50" },
        { _tag: "PlatformFee", percent: "1%", min: "40" },
        { _tag: "Charity", fixed: "200", max: "150" },
        { _tag: "PlatformFee", fixed: "9000" }
      ],
      degenerate: { emptyPool: "NoPrizes" }
    })
    const result = prizes(plan, { contributions: fees(2, 500n), standings: three.slice(0, 2) })
    assert.deepStrictEqual(result.deductions, [
      { kind: "PlatformFee", destination: "Platform", minorUnits: 333n },
      { kind: "Charity", destination: "Charity", minorUnits: 100n },
      { kind: "PlatformFee", destination: "Platform", minorUnits: 40n },
      { kind: "Charity", destination: "Charity", minorUnits: 150n },
      { kind: "PlatformFee", destination: "Platform", minorUnits: 377n }
    ])
    assert.strictEqual(result.pool, 0n)
    assert.deepStrictEqual(result.awards, [])
  })

  it("per entry counts everybody who entered: free of charge, withdrawn or disqualified", () => {
    const plan = stagePlan(winner, { deductions: [{ _tag: "PlatformFee", perEntry: "10" }] })
    const fee = (contributions: ReadonlyArray<Contribution>, standings = three) =>
      prizes(plan, { contributions, standings }).deductions[0]?.minorUnits
    assert.strictEqual(fee(money), 30n)
    assert.strictEqual(fee(fees(1, 500n)), 30n)
    assert.strictEqual(fee([...fees(2, 500n), ...fees(1, 0n), ...money]), 30n)
    const left = three.map((one, index) => ({ ...one, status: index === 2 ? ("Withdrawn" as const) : one.status }))
    assert.strictEqual(fee(money, left), 30n)
    assert.strictEqual(fee(money, [...three, { ...standing("D", 1), status: "Disqualified" }]), 40n)
  })

  it("no-lose floor: the fee gives way until no winner gets less than the stake, and no further", () => {
    const plan = stagePlan([{ _tag: "EqualSplit", atLeast: 1 }], {
      deductions: [
        { _tag: "PlatformFee", percent: "20%" },
        { _tag: "PlatformFee", fixed: "10" }
      ],
      noLoseFloor: true,
      degenerate: { everyoneWins: "PayAsRanked" }
    })
    const field = (winners: number) =>
      Array.from({ length: 10 }, (_, index) => standing(`p${index}`, index < winners ? 1 : 0))
    const taken = (winners: number) =>
      prizes(plan, { contributions: feesOf(field(winners), 100n), standings: field(winners) }).deductions.map(
        ({ minorUnits }) => minorUnits
      )
    assert.deepStrictEqual(taken(7), [200n, 10n])
    assert.deepStrictEqual(taken(8), [200n, 0n])
    assert.deepStrictEqual(taken(9), [100n, 0n])
    assert.deepStrictEqual(taken(10), [0n, 0n])
  })

  it("no-lose floor: where not even the whole fee is enough it is waived whole, and charity is not", () => {
    const plan = stagePlan([{ _tag: "EqualSplit" }], {
      deductions: [
        { _tag: "Charity", percent: "10%" },
        { _tag: "PlatformFee", percent: "10%" }
      ],
      noLoseFloor: true
    })
    const result = prizes(plan, { contributions: feesOf(three, 100n), standings: three })
    assert.deepStrictEqual(
      result.deductions.map(({ minorUnits }) => minorUnits),
      [30n, 0n]
    )
    assert.deepStrictEqual(won(result), { A: 90n, B: 90n, C: 90n })
  })
})

describe("stages", () => {
  const two = (more: object = {}) => ({
    stages: [
      { name: "Junior", weight: "1", board: { _tag: "Division" as const, division: "junior" }, awards: winner },
      { name: "All", weight: "2", awards: winner }
    ] as const,
    ...more
  })
  const divided = [
    { ...standing("A", 9), division: Name.make("senior") },
    { ...standing("B", 7), division: Name.make("junior") },
    { ...standing("C", 5), division: Name.make("junior") }
  ]

  it("divide the pool by weight, and odd units go in the declared order", () => {
    const result = prizes(two(), { contributions: money, standings: divided })
    assert.deepStrictEqual(result.stages, [
      { name: "Junior", minorUnits: 333n },
      { name: "All", minorUnits: 667n }
    ])
    assert.deepStrictEqual(won(result), { B: 333n, A: 667n })
  })

  it("of equal weight get odd units in the declared order", () => {
    const equal = { stages: ["One", "Two", "Three"].map((name) => ({ name, awards: winner })) }
    const plan = { ...equal, stages: [equal.stages[0]!, ...equal.stages.slice(1)] as const }
    const parts = (pool: bigint) =>
      prizes(plan, { contributions: purse(pool), standings: divided }).stages.map(({ minorUnits }) => minorUnits)
    assert.deepStrictEqual(parts(1000n), [334n, 333n, 333n])
    assert.deepStrictEqual(parts(1001n), [334n, 334n, 333n])
  })

  it("can rank by a measure, and who lacks it is not ranked", () => {
    const plan = {
      stages: [{ name: "Fast", by: { measure: "seconds", direction: "lowest" as const }, awards: winner }] as const
    }
    const standings = [
      standing("A", 9, { measures: { seconds: 50 } }),
      standing("B", 7, { measures: { seconds: 40 } }),
      standing("C", 5)
    ]
    assert.deepStrictEqual(won(prizes(plan, { contributions: money, standings })), { B: 1000n })
  })

  it("only those with a score take part", () => {
    const standings = [{ ...standing("A", 9), status: "Withdrawn" as const }, standing("B", 7), standing("C", 5)]
    assert.deepStrictEqual(won(prizes(stagePlan(winner), { contributions: money, standings })), { B: 1000n })
  })

  it("a team's part is divided equally or by score among the members who may be paid", () => {
    const plan = (split: "Equal" | "ByScore") => ({
      stages: [{ name: "Teams", board: { _tag: "Teams" as const, split }, awards: winner }] as const
    })
    const members = [
      { participantId: idOf("C"), score: 1 },
      { participantId: idOf("A"), score: 3 },
      { participantId: idOf("B"), score: 2 }
    ]
    const teams = [
      { standing: standing("red", 9), members },
      { standing: standing("blue", 7), members: [{ participantId: idOf("D"), score: 7 }] }
    ]
    const input = { contributions: money, standings: three, teams }
    assert.deepStrictEqual(won(prizes(plan("Equal"), input)), { A: 334n, B: 333n, C: 333n })
    assert.deepStrictEqual(won(prizes(plan("ByScore"), input)), { A: 500n, B: 333n, C: 167n })
    assert.deepStrictEqual(won(prizes(plan("ByScore"), { ...input, eligibility: unpaid("A") })), { B: 667n, C: 333n })
    const result = prizes(plan("Equal"), { ...input, eligibility: unpaid("A", "B", "C") })
    assert.deepStrictEqual(won(result), { D: 1000n })
    assert.strictEqual(result.awards[0]?.team, idOf("blue"))
    const behind = teams.map((team) => ({
      ...team,
      members: [
        { participantId: idOf("A"), score: -5 },
        { participantId: idOf("B"), score: 2 }
      ]
    }))
    assert.deepStrictEqual(won(prizes(plan("ByScore"), { ...input, teams: behind })), { B: 1000n })
    const empty = teams.map((team) => ({ ...team, members: team.members.map((one) => ({ ...one, score: 0 })) }))
    assert.deepStrictEqual(won(prizes(plan("ByScore"), { ...input, teams: empty })), { A: 334n, B: 333n, C: 333n })
  })
})

describe("I14 the eligibility of a team is that of its members", () => {
  const plan = (place: "UsesUp" | "MovesUp") => ({
    stages: [{ name: "Teams", board: { _tag: "Teams" as const }, awards: winner }] as const,
    ineligible: { place },
    residual: "Sponsor" as const
  })
  const team = (id: string, score: number, ...members: ReadonlyArray<string>) => ({
    standing: standing(id, score),
    members: members.map((member) => ({ participantId: idOf(member), score }))
  })
  // The first team is called like a participant of the other.
  const input = { contributions: money, standings: three, teams: [team("C", 9, "A", "B"), team("blue", 5, "C")] }
  const as = (status: Eligibility, ...ids: ReadonlyArray<string>) => ({
    ...input,
    eligibility: new Map(ids.map((id) => [idOf(id), status]))
  })

  it("whatever a participant is called", () => {
    for (const status of ["Excluded", "RankedNotPaid"] as const) {
      assert.deepStrictEqual(won(prizes(plan("MovesUp"), as(status, "C"))), { A: 500n, B: 500n })
    }
  })

  it("members who may not be paid leave the team's part to the others", () => {
    for (const status of ["Excluded", "RankedNotPaid"] as const) {
      assert.deepStrictEqual(won(prizes(plan("MovesUp"), as(status, "A"))), { B: 1000n })
      assert.deepStrictEqual(won(prizes(plan("MovesUp"), as(status, "A", "B"))), { C: 1000n })
    }
  })

  it("a team uses its place up while any member is ranked, and is excluded when all are", () => {
    const uses = plan("UsesUp")
    const noWinner = { ...uses, degenerate: { noWinner: "Residual" as const } }
    assert.deepStrictEqual(left(prizes(noWinner, as("RankedNotPaid", "A", "B"))), ["Sponsor NoWinner 1000"])
    assert.deepStrictEqual(won(prizes(uses, as("Excluded", "A", "B"))), { C: 1000n })
  })
})

describe("I14 an ineligible participant gets nothing and follows the declared place policy", () => {
  const plan = (place: "UsesUp" | "MovesUp") =>
    stagePlan(shares, {
      ineligible: { place },
      residual: "Sponsor",
      degenerate: { fewerFinishersThanPlaces: "Residual" }
    })
  const four = scores({ A: 9, B: 7, C: 5, D: 3 })

  it("others move up", () => {
    const result = prizes(plan("MovesUp"), { contributions: money, standings: four, eligibility: unpaid("A") })
    assert.deepStrictEqual(won(result), { B: 500n, C: 300n, D: 200n })
    assert.deepStrictEqual(left(result), [])
  })

  it("or the place is used up, and its money is residual", () => {
    const result = prizes(plan("UsesUp"), { contributions: money, standings: four, eligibility: unpaid("A") })
    assert.deepStrictEqual(won(result), { B: 300n, C: 200n })
    assert.deepStrictEqual(left(result), ["Sponsor Ineligible 500"])
    const tied = prizes(plan("UsesUp"), {
      contributions: money,
      standings: scores({ A: 9, B: 9, C: 5 }),
      eligibility: unpaid("A")
    })
    assert.deepStrictEqual(won(tied), { B: 400n, C: 200n })
    assert.deepStrictEqual(left(tied), ["Sponsor Ineligible 400"])
  })

  it("the excluded never use a place up", () => {
    const eligibility = new Map([[idOf("A"), "Excluded" as const]])
    const result = prizes(plan("UsesUp"), { contributions: money, standings: four, eligibility })
    assert.deepStrictEqual(won(result), { B: 500n, C: 300n, D: 200n })
  })

  it("the unverified are paid unless the plan demands verification", () => {
    const eligibility = new Map([[idOf("A"), "Unverified" as const]])
    const input = { contributions: money, standings: four, eligibility }
    assert.deepStrictEqual(won(prizes(plan("MovesUp"), input)), { A: 500n, B: 300n, C: 200n })
    assert.deepStrictEqual(won(prizes({ ...plan("MovesUp"), mustBeVerified: true }, input)), {
      B: 500n,
      C: 300n,
      D: 200n
    })
  })

  it("rules without places pass them over", () => {
    const each = stagePlan(
      [
        { _tag: "Bonus", atLeast: 5, amount: "10" },
        { _tag: "EqualSplit", atLeast: 5 }
      ],
      {
        ineligible: { place: "UsesUp" }
      }
    )
    const result = prizes(each, { contributions: money, standings: four, eligibility: unpaid("A") })
    assert.deepStrictEqual(won(result), { B: 500n, C: 500n })
  })
})

describe("limits", () => {
  it("the cap per person cuts the later awards first", () => {
    const plan = stagePlan(
      [
        { _tag: "AmountPerPlace", amounts: ["400", "100"] },
        { _tag: "LinearByRank", places: 2 }
      ],
      {
        capPerPerson: "600",
        residual: "Charity"
      }
    )
    const result = prizes(plan, { contributions: money, standings: three })
    assert.deepStrictEqual(won(result), { A: 600n, B: 267n })
    assert.deepStrictEqual(
      result.awards.map(({ minorUnits, share }) => [minorUnits, share]),
      [
        [400n, Rational.rational(400n)],
        [100n, Rational.rational(100n)],
        [200n, Rational.rational(1000n, 3n)],
        [167n, Rational.rational(500n, 3n)]
      ]
    )
    assert.deepStrictEqual(left(result), ["Charity CapPerPerson 133"])
  })

  it("an award that the cap leaves nothing of is no award", () => {
    const plan = stagePlan([{ _tag: "AmountPerPlace", amounts: ["400"] }, { _tag: "WinnerTakesAll" }], {
      capPerPerson: "400",
      residual: "Charity"
    })
    assert.strictEqual(prizes(plan, { contributions: money, standings: three }).awards.length, 1)
  })

  it("who would get less than the minimum prize in total gets nothing", () => {
    const plan = stagePlan([{ _tag: "SharePerPlace", shares: ["70%", "20%", "10%"] }], {
      minimumPrize: "200",
      residual: "Sponsor"
    })
    const result = prizes(plan, { contributions: money, standings: three })
    assert.deepStrictEqual(won(result), { A: 700n, B: 200n })
    assert.deepStrictEqual(left(result), ["Sponsor MinimumPrize 100"])
  })

  it("with one prize a person the winners of earlier rules make room in later ones", () => {
    const plan = {
      stages: [
        { name: "First", awards: [{ _tag: "AmountPerPlace" as const, amounts: ["100"] as const }, ...winner] },
        { name: "Second", awards: winner }
      ] as const,
      onePrizePerPerson: true,
      residual: "Sponsor" as const
    }
    assert.deepStrictEqual(won(prizes(plan, { contributions: money, standings: three })), { A: 100n, B: 400n, C: 500n })
  })

  it("with one prize a person, who is not paid has won nothing and uses up places in later rules too", () => {
    const plan = {
      stages: [
        { name: "First", awards: [{ _tag: "AmountPerPlace" as const, amounts: ["300", "200"] as const }] },
        { name: "Second", awards: [{ _tag: "AmountPerPlace" as const, amounts: ["300", "200"] as const }] }
      ] as const,
      onePrizePerPerson: true,
      ineligible: { place: "UsesUp" as const },
      residual: "Sponsor" as const
    }
    const result = prizes(plan, { contributions: money, standings: three, eligibility: unpaid("A") })
    assert.deepStrictEqual(won(result), { B: 200n, C: 200n })
    assert.deepStrictEqual(left(result), ["Sponsor Ineligible 300", "Sponsor Ineligible 300"])
  })

  it("every amount is a multiple of the unit, and the rest is residual", () => {
    const plan = stagePlan(shares, { unit: "100", residual: "CarryOver" })
    const result = prizes(plan, { contributions: purse(1270n), standings: three })
    assert.deepStrictEqual(won(result), { A: 600n, B: 400n, C: 200n })
    assert.deepStrictEqual(left(result), ["CarryOver Rounding 70"])
    assert.deepStrictEqual(
      result.awards.map(({ roundingUnit }) => roundingUnit),
      [0n, 100n, 0n]
    )
  })

  it("A10 a cap counts in whole units, and what it cuts is residual", () => {
    const plan = stagePlan(winner, { unit: "100", capPerPerson: "250", residual: "Platform" })
    const result = prizes(plan, { contributions: money, standings: three })
    assert.deepStrictEqual(won(result), { A: 200n })
    assert.deepStrictEqual(left(result), ["Platform CapPerPerson 800"])
    assert.deepStrictEqual(
      result.awards.map(({ advance, due }) => [advance, due]),
      [[0n, 200n]]
    )
  })

  it("A10 what is left over beside whole units cannot go to the first place", () => {
    const plan = stagePlan(winner, { unit: "100", residual: "FirstPlace" })
    const refused = refusal(plan, { contributions: purse(3150n), standings: three })
    assert.strictEqual(refused._tag, "PlanUnsound")
    assert.strictEqual(
      refused.message,
      "What is left over need not be a multiple of 100, as every award is; name another residual than FirstPlace"
    )
  })
})

describe("residual", () => {
  const open = stagePlan([{ _tag: "SharePerPlace", shares: ["30%", "15%", "10%"], of: "gross" }], {
    deductions: [{ _tag: "PlatformFee", percent: "15%" }]
  })

  it("there is no silent default: a plan that leaves 30% to nobody is refused, naming it", () => {
    const refused = refusal(open, { contributions: purse(500000n), standings: three })
    assert.strictEqual(refused._tag, "ResidualUnanswered")
    assert.strictEqual(
      refused.message,
      "150000 of 500000 (30%) would have no destination (Unassigned in Main); set residual to one that exists"
    )
    const left = (gross: bigint, share: string): string => {
      const table = { ...stagePlan([{ _tag: "SharePerPlace", shares: [share] }]) }
      const { message } = refusal(table, { contributions: purse(gross), standings: three })
      return message.slice(0, message.indexOf(" would"))
    }
    assert.strictEqual(left(300n, "66.67%"), "100 of 300 (33.33%)")
    assert.strictEqual(left(2000n, "99.95%"), "1 of 2000 (0.05%)")
    assert.strictEqual(left(800n, "99.875%"), "1 of 800 (0.12%)")
    assert.strictEqual(left(20n, "95%"), "1 of 20 (5%)")
  })

  it("goes where the plan says", () => {
    for (const residual of ["Platform", "Sponsor", "CarryOver", "Charity"] as const) {
      const result = prizes({ ...open, residual }, { contributions: purse(500000n), standings: three })
      assert.deepStrictEqual(result.residual, [
        { destination: residual, minorUnits: 150000n, reason: "Unassigned", stage: "Main" }
      ])
    }
  })

  it("to the first place it is an award of its own, shared by those tied for it", () => {
    const result = prizes(
      { ...open, residual: "FirstPlace" },
      { contributions: purse(500001n), standings: scores({ A: 9, B: 9, C: 5 }) }
    )
    assert.deepStrictEqual(won(result), { A: 187501n, B: 187500n, C: 50000n })
    assert.deepStrictEqual(result.residual, [])
    assert.deepStrictEqual(
      result.awards
        .filter(({ rule }) => rule.tag === "Residual")
        .map(({ minorUnits, rule }) => [minorUnits, rule.index]),
      [
        [75001n, -1],
        [75000n, -1]
      ]
    )
    const byChain = prizes(
      { ...open, residual: "FirstPlace", ties: "Chain" },
      {
        contributions: purse(500000n),
        standings: [standing("A", 9, { tieBreak: [2] }), standing("B", 9, { tieBreak: [1] }), standing("C", 5)]
      },
      chain
    )
    assert.deepStrictEqual(won(byChain), { B: 300000n, A: 75000n, C: 50000n })
  })

  it("of a stage where nobody may be paid goes to the first place of another", () => {
    const plan = {
      stages: [
        { name: "Junior", board: { _tag: "Division" as const, division: "junior" }, awards: winner },
        { name: "All", awards: winner }
      ] as const,
      residual: "FirstPlace" as const,
      degenerate: { noWinner: "Residual" as const }
    }
    assert.deepStrictEqual(won(prizes(plan, { contributions: money, standings: three })), { A: 1000n })
  })
})

describe("shortfall", () => {
  const plan = stagePlan([{ _tag: "AmountPerPlace", amounts: ["900", "600"] }])
  const input = { contributions: money, standings: three }

  it("must be answered", () => {
    const refused = refusal(plan, input)
    assert.strictEqual(refused._tag, "ShortfallUnanswered")
    assert.strictEqual(
      refused.message,
      'Stage "Main" asks for 1500 but holds 1000; set shortfall to Organiser or ScaleDown'
    )
  })

  it("the organiser pays nothing for prizes that nobody can win", () => {
    const nobody = {
      ...plan,
      shortfall: "Organiser" as const,
      ineligible: { place: "UsesUp" as const },
      degenerate: { emptyPool: "PayAsRanked" as const }
    }
    const result = prizes(nobody, { contributions: [], standings: three, eligibility: unpaid("A", "B", "C") })
    assert.deepStrictEqual([result.awards, result.residual, result.topUp], [[], [], 0n])
  })

  it("the organiser pays the difference, or all shrink alike", () => {
    const paid = prizes({ ...plan, shortfall: "Organiser" }, input)
    assert.deepStrictEqual([won(paid), paid.topUp], [{ A: 900n, B: 600n }, 500n])
    const scaled = prizes({ ...plan, shortfall: "ScaleDown" }, input)
    assert.deepStrictEqual([won(scaled), scaled.topUp], [{ A: 600n, B: 400n }, 0n])
  })
})

describe("degenerate fields are answered in the plan", () => {
  const answers = (degenerate: object) => stagePlan(shares, { residual: "Sponsor", degenerate })
  const none = scores({})
  const zeros = scores({ A: 0, B: 0, C: 0 })
  const tag = (plan: Parameters<typeof refusal>[0], input: Parameters<typeof refusal>[1]) => {
    const refused = refusal(plan, input)
    return refused._tag === "DegenerateUnanswered" ? refused.situation : refused._tag
  }

  it("empty pool", () => {
    const input = { contributions: [], standings: three }
    assert.strictEqual(tag(answers({}), input), "emptyPool")
    assert.deepStrictEqual(prizes(answers({ emptyPool: "NoPrizes" }), input).awards, [])
    const taken = stagePlan(shares, {
      deductions: [{ _tag: "PlatformFee", fixed: "1000" }],
      degenerate: { emptyPool: "Refund" }
    })
    const refunded = prizes(taken, { contributions: money, standings: three })
    assert.deepStrictEqual(
      [refunded.outcome, refunded.refunds, refunded.deductions],
      ["Refunded", [{ payer: "sponsor", minorUnits: 1000n }], []]
    )
    const funded = stagePlan([{ _tag: "AmountPerPlace", amounts: ["70"] }], {
      shortfall: "Organiser",
      degenerate: { emptyPool: "PayAsRanked" }
    })
    assert.deepStrictEqual(won(prizes(funded, input)), { A: 70n })
  })

  it("with an empty pool items are still awarded", () => {
    const plan = stagePlan([{ _tag: "ItemPerPlace", items: ["cup"] }, ...winner], {
      ties: "Chain",
      degenerate: { emptyPool: "NoPrizes" }
    })
    const result = prizes(
      plan,
      { contributions: [], standings: [standing("A", 2, { tieBreak: [0] }), standing("B", 1)] },
      chain
    )
    assert.deepStrictEqual(
      result.items.map(({ participantId }) => participantId),
      [idOf("A")]
    )
  })

  it("one entrant", () => {
    const input = { contributions: money, standings: scores({ A: 9 }) }
    assert.strictEqual(tag(answers({}), input), "oneEntrant")
    assert.deepStrictEqual(left(prizes(answers({ oneEntrant: "Residual" }), input)), ["Sponsor OneEntrant 1000"])
    assert.strictEqual(prizes(answers({ oneEntrant: "Refund" }), input).outcome, "Refunded")
    const paid = prizes(answers({ oneEntrant: "PayAsRanked", fewerFinishersThanPlaces: "Residual" }), input)
    assert.deepStrictEqual(won(paid), { A: 500n })
  })

  it("where only teams compete, teams are the entrants", () => {
    const plan = { stages: [{ name: "Teams", board: { _tag: "Teams" as const }, awards: winner }] as const }
    const teams = [{ standing: standing("red", 1), members: [{ participantId: idOf("A"), score: 1 }] }]
    assert.strictEqual(tag(plan, { contributions: money, standings: three, teams }), "oneEntrant")
  })

  it("all scores zero", () => {
    const input = { contributions: money, standings: zeros }
    assert.strictEqual(tag(answers({}), input), "allScoresZero")
    assert.deepStrictEqual(won(prizes(answers({ allScoresZero: "PayAsRanked" }), input)), { A: 334n, B: 333n, C: 333n })
    const split = prizes(answers({ allScoresZero: "SplitAmongAll" }), input)
    assert.deepStrictEqual(won(split), { A: 334n, B: 333n, C: 333n })
    assert.deepStrictEqual(split.awards[0]?.rule, { index: -1, tag: "SplitAmongAll" })
    assert.deepStrictEqual(left(prizes(answers({ allScoresZero: "Residual" }), input)), ["Sponsor AllScoresZero 1000"])
    assert.strictEqual(prizes(answers({ allScoresZero: "Refund" }), input).outcome, "Refunded")
    assert.isTrue(
      outcome(answers({}), { contributions: money, standings: scores({ A: 0, B: 0, C: -1 }) })._tag === "Success"
    )
  })

  it("no winner", () => {
    const input = { contributions: money, standings: three.map((one) => ({ ...one, status: "Withdrawn" as const })) }
    assert.strictEqual(tag(answers({}), input), "noWinner")
    for (const noWinner of ["Residual", "SplitAmongAll", "Redistribute"]) {
      assert.deepStrictEqual(left(prizes(answers({ noWinner }), input)), ["Sponsor NoWinner 1000"])
    }
    assert.strictEqual(prizes(answers({ noWinner: "Refund" }), input).outcome, "Refunded")
    const unreached = stagePlan([{ _tag: "EqualSplit", atLeast: 100 }], { degenerate: { noWinner: "SplitAmongAll" } })
    assert.deepStrictEqual(won(prizes(unreached, { contributions: money, standings: three })), {
      A: 334n,
      B: 333n,
      C: 333n
    })
    assert.strictEqual(
      tag(answers({}), { contributions: money, standings: three, eligibility: unpaid("A", "B", "C") }),
      "noWinner"
    )
    assert.strictEqual(tag(answers({}), { contributions: money, standings: none }), "noWinner")
  })

  it("no winner of a stage: its part is redistributed to the others by their weights", () => {
    const stage = (name: string, weight: string, division: string) => ({
      name,
      weight,
      board: { _tag: "Division" as const, division },
      awards: winner
    })
    const plan = {
      stages: [stage("J", "2", "junior"), stage("S", "1", "senior"), stage("M", "3", "master")] as const,
      degenerate: { noWinner: "Redistribute" as const }
    }
    const standings = [
      { ...standing("A", 9), division: Name.make("senior") },
      { ...standing("B", 7), division: Name.make("master") }
    ]
    const result = prizes(plan, { contributions: money, standings })
    assert.deepStrictEqual(won(result), { A: 250n, B: 750n })
    assert.deepStrictEqual(
      result.stages.map(({ minorUnits }) => minorUnits),
      [0n, 250n, 750n]
    )
  })

  it("a stage whose part was redistributed asks for nothing more, not even of the organiser", () => {
    const plan = {
      stages: [
        {
          name: "Junior",
          board: { _tag: "Division" as const, division: "junior" },
          awards: [{ _tag: "AmountPerPlace" as const, amounts: ["100"] as const }]
        },
        { name: "All", awards: winner }
      ] as const,
      ineligible: { place: "UsesUp" as const },
      residual: "Sponsor" as const,
      degenerate: { noWinner: "Redistribute" as const }
    }
    const input = {
      contributions: money,
      standings: [standing("A", 9), { ...standing("B", 7), division: Name.make("junior") }],
      eligibility: unpaid("B")
    }
    for (const answered of [plan, { ...plan, shortfall: "Organiser" as const }]) {
      const result = prizes(answered, input)
      assert.deepStrictEqual([won(result), left(result), result.topUp], [{ A: 1000n }, [], 0n])
    }
  })

  it("everyone wins", () => {
    const plan = (degenerate: object) =>
      stagePlan([{ _tag: "EqualSplit", atLeast: 5 }], {
        deductions: [{ _tag: "PlatformFee", percent: "10%" }],
        degenerate
      })
    const input = { contributions: feesOf(three, 100n), standings: three }
    assert.strictEqual(tag(plan({}), input), "everyoneWins")
    assert.deepStrictEqual(won(prizes(plan({ everyoneWins: "PayAsRanked" }), input)), { A: 90n, B: 90n, C: 90n })
    assert.deepStrictEqual(prizes(plan({ everyoneWins: "Refund" }), input).refunds, [
      { payer: "A", minorUnits: 100n },
      { payer: "B", minorUnits: 100n },
      { payer: "C", minorUnits: 100n }
    ])
    const not = stagePlan([{ _tag: "EqualSplit", atLeast: 6 }])
    assert.deepStrictEqual(won(prizes(not, input)), { A: 150n, B: 150n })
    const nobody = { contributions: money, standings: three.map((one) => ({ ...one, status: "Withdrawn" as const })) }
    assert.strictEqual(tag(plan({}), nobody), "noWinner")
    const among = stagePlan([{ _tag: "Proportional", among: { atLeast: 5 } }])
    assert.strictEqual(tag(among, input), "everyoneWins")
  })

  it("fewer finishers than places", () => {
    const input = { contributions: money, standings: scores({ A: 9, B: 7 }) }
    assert.strictEqual(tag(answers({}), input), "fewerFinishersThanPlaces")
    const left1 = prizes(answers({ fewerFinishersThanPlaces: "Residual" }), input)
    assert.deepStrictEqual([won(left1), left(left1)], [{ A: 500n, B: 300n }, ["Sponsor UnfilledPlaces 200"]])
    const spread = prizes(answers({ fewerFinishersThanPlaces: "Redistribute" }), input)
    assert.deepStrictEqual(won(spread), { A: 625n, B: 375n })
    assert.strictEqual(prizes(answers({ fewerFinishersThanPlaces: "Refund" }), input).outcome, "Refunded")
    const linear = (answer: "Residual" | "Redistribute") =>
      stagePlan([{ _tag: "LinearByRank", places: 3 }], {
        residual: "Sponsor",
        degenerate: { fewerFinishersThanPlaces: answer }
      })
    assert.deepStrictEqual(won(prizes(linear("Residual"), { ...input, contributions: purse(600n) })), {
      A: 300n,
      B: 200n
    })
    assert.deepStrictEqual(won(prizes(linear("Redistribute"), { ...input, contributions: purse(600n) })), {
      A: 360n,
      B: 240n
    })
  })

  it("a refusal names the stage and what to set", () => {
    const refused = refusal(answers({}), { contributions: [], standings: three })
    assert.strictEqual(
      refused.message,
      'Stage "Main" met emptyPool; the plan does not say what then: set degenerate.emptyPool'
    )
  })
})

describe("advances", () => {
  it("are set against the awards, and what is above them is overpaid", () => {
    const advances = new Map([
      [idOf("A"), 700n],
      [idOf("B"), 100n],
      [idOf("Z"), 5n]
    ])
    const plan = stagePlan([
      { _tag: "AmountPerPlace", amounts: ["200", "100"] },
      { _tag: "LinearByRank", places: 2 }
    ])
    const result = prizes(plan, { contributions: money, standings: three, advances })
    assert.deepStrictEqual(
      result.awards.map(({ minorUnits, advance, due }) => [minorUnits, advance, due]),
      [
        [200n, 200n, 0n],
        [100n, 100n, 0n],
        [467n, 467n, 0n],
        [233n, 0n, 233n]
      ]
    )
    assert.deepStrictEqual(result.overpaid, [
      { participantId: idOf("A"), minorUnits: 33n },
      { participantId: idOf("Z"), minorUnits: 5n }
    ])
  })
})

describe("reasons", () => {
  it("every award explains itself", () => {
    const plan = stagePlan([{ _tag: "SharePerPlace", shares: ["50%", "50%"] }])
    const tied = prizes(plan, {
      contributions: purse(1001n),
      standings: scores({ A: 9, B: 9 }),
      advances: new Map([[idOf("A"), 1n]])
    })
    assert.deepStrictEqual(tied.awards.map(reasonOf), [
      "501 for place 1, shared by 2 in Main: the share per place, exactly 1001/2, with 1 of what rounding left, 1 of it paid ahead",
      "500 for place 1, shared by 2 in Main: the share per place, exactly 1001/2"
    ])
    const team = {
      stages: [{ name: "Teams", board: { _tag: "Teams" as const }, awards: winner }] as const,
      degenerate: { oneEntrant: "PayAsRanked" as const }
    }
    const teams = [{ standing: standing("red", 1), members: [{ participantId: idOf("A"), score: 1 }] }]
    assert.deepStrictEqual(prizes(team, { contributions: money, standings: three, teams }).awards.map(reasonOf), [
      "1000 for place 1 in Teams through team red: all of it"
    ])
  })

  it("conservation states where all money comes from and goes", () => {
    const result = prizes(stagePlan(winner), { contributions: money, standings: three })
    assert.deepStrictEqual(conservation(result), { sources: 1000n, uses: 1000n, isBalanced: true })
    assert.isFalse(conservation({ ...result, topUp: 1n }).isBalanced)
  })
})
