import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { drawSecret, type PlannedPrizes, plannedPrizes, prizeInput } from "../../simulation/arbitraries/prizePlan.ts"
import { award, checkPlan, commitmentOf, conservation, type PrizeInput, type PrizePlan } from "../../src/prize/index.ts"
import { answeredAsAsked, answers, unlimited } from "./answered.ts"
import { planOf, rankingOf } from "./fixtures/PrizeFixture.ts"
import { chain, stagePlan } from "./given.ts"
import { fields, tieShapes, worldOf } from "./worlds.ts"

/** Generated plans take seconds; a busy machine makes that many. */
const slow = 60_000

interface Accepted {
  readonly planned: PlannedPrizes
  readonly plan: PrizePlan
}

const boundless = ({ field: { maximum: _, ...field }, ...planned }: PlannedPrizes): PlannedPrizes => ({
  ...planned,
  field
})

/** Plans that are accepted with no answer but those that were asked for, a part of them for fields of any size. */
const accepted: fc.Arbitrary<Accepted> = fc
  .record({ planned: plannedPrizes, given: answers, isOpen: fc.boolean(), isLimited: fc.nat(2) })
  .map(({ planned, given, isOpen, isLimited }) => {
    const plan = isLimited === 0 ? planned.plan : unlimited(planned.plan)
    const one = { ...(isOpen ? boundless(planned) : planned), plan }
    return { planned: one, plan: answeredAsAsked(one, given) }
  })
  .filter((one): one is Accepted => one.plan !== undefined)

const assertAwarded = ({ plan, planned }: Accepted, input: PrizeInput) => {
  const outcome = award(plan, planned.ranking, input)
  if (Result.isFailure(outcome)) assert.fail(`${outcome.failure._tag}: ${outcome.failure.message}`)
  const { isBalanced, sources, uses } = conservation(outcome.success)
  assert.isTrue(isBalanced, `${sources} against ${uses}`)
}

/** Answers that ask for nothing more. */
const plainAnswers = {
  residual: "Sponsor",
  shortfall: "ScaleDown",
  degenerate: {
    emptyPool: "PayAsRanked",
    oneEntrant: "PayAsRanked",
    allScoresZero: "PayAsRanked",
    noWinner: "Refund",
    everyoneWins: "PayAsRanked",
    fewerFinishersThanPlaces: "Redistribute"
  }
} as const

type PlanJson = typeof PrizePlan.Encoded
type Rules = PlanJson["stages"][number]["awards"]

const shares = (of: "pool" | "gross", ...list: ReadonlyArray<string>) =>
  ({ _tag: "SharePerPlace", shares: [list[0] ?? "1", ...list.slice(1)], of, ascending: true }) as const

const fixedRules: ReadonlyArray<Rules[number]> = [
  { _tag: "AmountPerPlace", amounts: ["60", "40"] },
  shares("pool", "60%", "40%"),
  shares("pool", "50%"),
  shares("pool", "0", "50%"),
  shares("pool", "20%", "80%"),
  shares("gross", "60%", "40%"),
  { _tag: "SharePerPlace", shares: ["100%"], beyond: { first: "10%", step: "-5%" } },
  { _tag: "Tier", tiers: [{ atLeast: 1, amount: "30" }] },
  { _tag: "Bonus", atLeast: 2, amount: "90" },
  { _tag: "Draw", winners: 2, commitment: commitmentOf(drawSecret), amount: "50" }
]
const restRules: ReadonlyArray<Rules[number]> = [
  { _tag: "EqualSplit" },
  { _tag: "EqualSplit", atLeast: 2 },
  { _tag: "TopFraction", fraction: "1/2" },
  { _tag: "Proportional" },
  { _tag: "LinearByRank", places: 2 },
  { _tag: "WinnerTakesAll" }
]
const ruleSets: ReadonlyArray<Rules> = [
  ...[...fixedRules, ...restRules].map((rule): Rules => [rule]),
  ...fixedRules.flatMap((rule) => restRules.slice(0, 3).map((rest): Rules => [rule, rest])),
  [shares("pool", "50%"), shares("pool", "0", "50%")],
  [shares("pool", "50%"), shares("gross", "50%")]
]
const fundings: ReadonlyArray<Partial<PlanJson>> = [
  { funding: { entryFee: "100" } },
  { funding: { entryFee: "100" }, deductions: [{ _tag: "PlatformFee", percent: "10%" }] },
  { funding: { entryFee: "100", sponsor: "1000" }, deductions: [{ _tag: "PlatformFee", perEntry: "100", max: "300" }] },
  { funding: { guaranteed: "100" } },
  { funding: { entryFee: "10", guaranteed: "150", scaling: { basis: 3 } } }
]

/** One stage of each set of rules under each tie policy, and with each funding; and two that divide the pool. */
function* everyPlan(): Generator<PlanJson> {
  for (const awards of ruleSets) {
    for (const ties of ["Pool", "Hort", "InFull", "Chain", "Void"] as const) {
      yield { ...stagePlan(awards), ties, ...fundings[0] }
    }
    for (const more of fundings.slice(1)) yield { ...stagePlan(awards), ...more }
    const stages: PlanJson["stages"] = [
      { name: "A", awards },
      { name: "B", board: { _tag: "Division", division: "junior" }, awards }
    ]
    for (const unit of ["1", "20"]) for (const more of fundings.slice(0, 2)) yield { stages, unit, ...more }
  }
}

const smallWorlds = [
  { entrants: 1, sizes: [1], highest: 99, withdrawn: 0, sponsor: 0n },
  { entrants: 2, sizes: [2], highest: 99, withdrawn: 0, sponsor: 1n },
  { entrants: 3, sizes: [1, 2], highest: 99, withdrawn: 2, sponsor: 0n },
  { entrants: 7, sizes: [2, 1], highest: 1, withdrawn: 0, sponsor: 2000n },
  { entrants: 40, sizes: [3], highest: 99, withdrawn: 0, sponsor: 99n }
].map((field) => ({ ...field, unpaid: 0, fees: [0] }))

const fits = ({ field: { minimum, maximum } }: PlannedPrizes, entrants: number): boolean =>
  entrants >= minimum && entrants <= (maximum ?? entrants)

describe("a plan that checkPlan accepts is awarded and conserves money", { timeout: slow }, () => {
  it("whatever its field, and whatever fees, sponsor money and carry-over arrive", () => {
    const cases = accepted.chain((one) =>
      fc.tuple(fc.constant(one), fc.array(prizeInput(one.planned), { minLength: 4, maxLength: 4 }))
    )
    fc.assert(
      fc.property(cases, ([one, inputs]) => {
        for (const input of inputs) assertAwarded(one, input)
      }),
      { numRuns: 120 }
    )
  })

  it("in fields of thousands as in small ones", () => {
    fc.assert(
      fc.property(accepted, fc.array(fields, { minLength: 3, maxLength: 3 }), (one, several) => {
        for (const field of several) {
          if (fits(one.planned, field.entrants)) assertAwarded(one, worldOf(one.planned, field))
        }
      }),
      { numRuns: 60 }
    )
  })

  it("with every tie shape of up to four finishers", () => {
    const shapes = [0, 1, 2, 3, 4].flatMap((finishers) =>
      tieShapes(finishers).map((sizes) => ({ entrants: finishers, sizes: sizes.length === 0 ? [1] : sizes }))
    )
    fc.assert(
      fc.property(accepted, fields, (one, { fees, sponsor, unpaid, highest }) => {
        for (const { entrants, sizes } of shapes) {
          if (!fits(one.planned, entrants)) continue
          assertAwarded(one, worldOf(one.planned, { entrants, sizes, highest, fees, sponsor, unpaid, withdrawn: 0 }))
        }
      }),
      { numRuns: 50 }
    )
  })

  it("for every kind of prize, alone and with a rule for the rest, under every tie policy and way of funding", () => {
    const field = { minimum: 1, divisions: ["junior"], measures: ["wins"], teams: true }
    let tried = 0
    for (const plan of everyPlan()) {
      const ranking = rankingOf(plan.ties === "Hort" || plan.ties === "Chain" ? chain : {})
      const planned = { plan: planOf(plan), ranking, field }
      const sound = answeredAsAsked(planned, plainAnswers)
      if (sound === undefined) continue
      for (const world of smallWorlds) {
        assertAwarded({ plan: sound, planned }, worldOf(planned, world))
        tried++
      }
    }
    assert.isAbove(tried, 2500)
  })

  it("and no answer that it asked for can be left out of a plan of one kind of prize", () => {
    const field = { minimum: 2, divisions: [], measures: [], teams: false }
    const [plan, ranking] = [planOf(stagePlan([{ _tag: "AmountPerPlace", amounts: ["900"] }])), rankingOf({})]
    const planned = { plan, ranking, field }
    const sound = answeredAsAsked(planned, plainAnswers)
    assert.deepStrictEqual(checkPlan(sound ?? plan, ranking, field), [])
    const { shortfall: _, ...unfunded } = sound ?? plan
    const { residual: __, ...homeless } = sound ?? plan
    const input = (sponsor: bigint) =>
      worldOf(planned, { entrants: 3, sizes: [1], highest: 9, withdrawn: 0, unpaid: 0, fees: [0], sponsor })
    const tag = (of: PrizePlan, sponsor: bigint) =>
      Result.match(award(of, ranking, input(sponsor)), { onFailure: ({ _tag }) => _tag, onSuccess: () => "awarded" })
    assert.deepStrictEqual([tag(unfunded, 899n), tag(unfunded, 900n)], ["ShortfallUnanswered", "awarded"])
    assert.deepStrictEqual([tag(homeless, 901n), tag(homeless, 900n)], ["ResidualUnanswered", "awarded"])
  })
})
