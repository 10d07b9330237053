import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { type PlannedPrizes, plannedPrizes, prizeInput } from "../../simulation/arbitraries/prizePlan.ts"
import {
  type Award,
  award,
  checkPlan,
  conservation,
  type PrizeInput,
  type PrizePlan,
  type Prizes,
  refundAll
} from "../../src/prize/index.ts"
import type { RankingRule } from "../../src/ranking/index.ts"
import { Rational } from "../../src/shared/index.ts"

type Case = readonly [PlannedPrizes, PrizeInput]

const withInput = (planned: fc.Arbitrary<PlannedPrizes>): fc.Arbitrary<Case> =>
  planned.chain((one) => fc.tuple(fc.constant(one), prizeInput(one)))

const cases = withInput(plannedPrizes)

/** Without what takes money from awards or people from tables afterwards. */
const plain = ({ capPerPerson: _, minimumPrize: __, ...plan }: PrizePlan): PrizePlan => ({
  ...plan,
  onePrizePerPerson: false
})

/** Cases of each property: most of them are awarded. */
const numRuns = 150
/** Generated cases take seconds; a busy machine makes that many. */
const slow = 60_000

const awarded = (
  all: fc.Arbitrary<Case>,
  check: (prizes: Prizes, plan: PrizePlan, input: PrizeInput, ranking: RankingRule) => void
) => {
  let count = 0
  fc.assert(
    fc.property(all, ([{ plan, ranking }, input]) => {
      const prizes = award(plan, ranking, input)
      if (Result.isFailure(prizes)) return
      count++
      check(prizes.success, plan, input, ranking)
    }),
    { numRuns }
  )
  assert.isAbove(count, numRuns / 5)
}

/** The awards of each rule of each stage. */
const byRule = ({ awards }: Prizes): ReadonlyArray<ReadonlyArray<Award>> => {
  const rules = new Map<string, Array<Award>>()
  for (const one of awards) {
    const name = `${one.stage}:${one.rule.tag}:${one.rule.index}`
    rules.set(name, [...(rules.get(name) ?? []), one])
  }
  return [...rules.values()]
}

const falls = (table: ReadonlyArray<bigint | Rational.Rational>): boolean => {
  const exact = table.map((one) => (typeof one === "bigint" ? Rational.rational(one) : one))
  return exact.every((one, index) => Rational.compare(one, exact[index - 1] ?? one) <= 0)
}

/** Whether the award is of a table of places whose amounts do not grow, shared by participants. */
const isOfFallingTable = (plan: PrizePlan, one: Award): boolean => {
  const stage = plan.stages.find(({ name }) => name === one.stage)
  const rule = stage?.awards[one.rule.index]
  if (rule === undefined || one.team !== undefined) return false
  if (rule._tag === "AmountPerPlace") return rule.categories.length === 0 && falls(rule.amounts)
  if (rule._tag === "SharePerPlace")
    return falls(rule.beyond === undefined ? rule.shares : [...rule.shares, rule.beyond.first])
  return rule._tag === "TopFraction" || rule._tag === "LinearByRank" || rule._tag === "WinnerTakesAll"
}

const sumOf = (lines: ReadonlyArray<{ readonly minorUnits: bigint }>): bigint =>
  lines.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)

describe("prize plans", { timeout: slow }, () => {
  it("checkPlan accepts a good part of plans", () => {
    const plans = fc.sample(plannedPrizes, { numRuns: 60, seed: 7 })
    const accepted = plans.filter(({ plan, ranking, field }) => checkPlan(plan, ranking, field).length === 0)
    assert.isAtLeast(accepted.length, 6)
  })

  it("I3 I12 paid in and topped up equals deductions, awards, residual and refunds, whatever the plan", () => {
    awarded(cases, (prizes, plan) => {
      const { sources, uses, isBalanced } = conservation(prizes)
      assert.isTrue(isBalanced, `${sources} against ${uses}`)
      const lines = [prizes.deductions, prizes.awards, prizes.residual, prizes.refunds, prizes.topUps]
      assert.isTrue(lines.flat().every(({ minorUnits }) => minorUnits >= 0n))
      assert.strictEqual(sumOf(prizes.topUps), prizes.topUp)
      if (prizes.outcome === "Refunded") return
      assert.isTrue([...prizes.awards, ...prizes.residual].every(({ minorUnits }) => minorUnits > 0n))
      if (plan.residual !== undefined && plan.residual !== "FirstPlace") {
        for (const line of prizes.residual) {
          assert.strictEqual(line.destination, line.reason === "VoidTie" ? "Sponsor" : plan.residual)
        }
      }
    })
  })

  it("a refund of the whole plan returns every contribution to its payer and takes nothing off", () => {
    awarded(cases, (prizes, _, input) => {
      if (prizes.outcome === "Awarded") return
      assert.deepStrictEqual(prizes.refunds, refundAll(input.contributions))
      assert.deepStrictEqual([prizes.deductions, prizes.awards, prizes.residual, prizes.topUp], [[], [], [], 0n])
    })
  })

  it("I9 each award of a place is its exact share rounded down or up to the unit", () => {
    const unlimited = cases.map(([planned, input]): Case => [{ ...planned, plan: plain(planned.plan) }, input])
    awarded(unlimited, (prizes, plan) => {
      for (const { share, minorUnits, roundingUnit, rule, team } of prizes.awards) {
        if (rule.tag === "Residual" || team !== undefined) continue
        const units = Rational.divide(share, Rational.rational(plan.unit))
        const floor = Rational.floor(units) * plan.unit
        assert.isTrue(minorUnits === floor || minorUnits === floor + plan.unit)
        if (Rational.isInteger(units)) assert.strictEqual(minorUnits, floor)
        assert.strictEqual(roundingUnit, minorUnits - floor)
      }
    })
  })

  it("I9 stages sum to the pool, and what a stage holds with its top-ups is awarded or left over", () => {
    awarded(cases, (prizes, plan) => {
      if (prizes.outcome === "Refunded" || plan.residual === "FirstPlace") return
      const rest = sumOf(prizes.residual.filter(({ stage }) => stage === undefined))
      assert.strictEqual(sumOf(prizes.stages) + rest, prizes.pool)
      for (const { name, minorUnits } of prizes.stages) {
        const of = (lines: ReadonlyArray<{ readonly stage?: string; readonly minorUnits: bigint }>) =>
          sumOf(lines.filter(({ stage }) => stage === name))
        assert.strictEqual(of(prizes.awards) + of(prizes.residual), minorUnits + of(prizes.topUps))
      }
    })
  })

  it("I10 a better rank never gets less within a table whose amounts do not grow", () => {
    // The tied of a void tie get nothing by the plan's own choice.
    const tables = cases
      .map(([planned, input]): Case => [{ ...planned, plan: plain(planned.plan) }, input])
      .filter(([{ plan }]) => plan.ties !== "Void")
    awarded(tables, (prizes, plan) => {
      for (const rule of byRule(prizes)) {
        const places = rule.filter((one) => isOfFallingTable(plan, one)).toSorted((a, b) => a.place - b.place)
        for (const [index, one] of places.entries()) {
          for (const better of places.slice(0, index)) {
            if (better.place < one.place) assert.isTrue(better.minorUnits >= one.minorUnits)
          }
        }
      }
    })
  })

  it("I11 ties get equal amounts to within a unit, and who is favoured follows from the published seed", () => {
    const pooled = cases
      .map(([planned, input]): Case => [{ ...planned, plan: plain(planned.plan) }, input])
      .filter(([{ plan }]) => plan.ties !== "Hort")
    awarded(pooled, (prizes, plan) => {
      for (const rule of byRule(prizes)) {
        for (const a of rule) {
          for (const b of rule) {
            if (a.place !== b.place || !Rational.equals(a.share, b.share) || a.team !== b.team) continue
            const difference = a.minorUnits - b.minorUnits
            assert.isTrue(difference <= plan.unit && difference >= -plan.unit)
          }
        }
      }
    })
  })

  it("I13 the same frozen inputs give the same prizes, in whatever order they come", () => {
    const luck = fc.array(fc.integer(), { minLength: 30, maxLength: 30 })
    const shuffledBy = <A>(list: ReadonlyArray<A>, keys: ReadonlyArray<number>): ReadonlyArray<A> =>
      list
        .map((one, index) => ({ one, key: keys[index % keys.length] ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ one }) => one)
    fc.assert(
      fc.property(cases, luck, ([{ plan, ranking }, input], keys) => {
        const other: PrizeInput = {
          ...input,
          contributions: shuffledBy(input.contributions, keys),
          standings: shuffledBy(input.standings, keys),
          teams: shuffledBy(
            (input.teams ?? []).map((team) => ({ ...team, members: shuffledBy(team.members, keys) })),
            keys
          )
        }
        const [one, two] = [award(plan, ranking, input), award(plan, ranking, other)]
        assert.strictEqual(Result.isSuccess(one), Result.isSuccess(two))
        if (Result.isSuccess(one) && Result.isSuccess(two)) assert.deepStrictEqual(two.success, one.success)
      }),
      { numRuns }
    )
  })

  it("I14 an ineligible participant gets nothing", () => {
    awarded(cases, (prizes, plan, { eligibility }) => {
      for (const { participantId } of [...prizes.awards, ...prizes.items]) {
        const status = eligibility?.get(participantId)
        assert.isTrue(status === undefined || (status === "Unverified" && !plan.mustBeVerified))
      }
    })
  })

  it("I14 moving up is as if the unpaid were not there", () => {
    const movesUp = cases.filter(([{ plan }]) => plan.ineligible.place === "MovesUp")
    awarded(movesUp, (prizes, plan, input, ranking) => {
      const excluded = new Map(
        [...(input.eligibility ?? [])].map(
          ([id, status]) =>
            [id, status === "Unverified" && !plan.mustBeVerified ? status : ("Excluded" as const)] as const
        )
      )
      assert.deepStrictEqual(Result.getOrThrow(award(plan, ranking, { ...input, eligibility: excluded })), prizes)
    })
  })

  it("A10 nobody gets more than the cap or less than the minimum prize, and all amounts are multiples of the unit", () => {
    awarded(cases, (prizes, plan) => {
      const totals = new Map<string, bigint>()
      for (const { participantId, minorUnits, rule } of prizes.awards) {
        totals.set(participantId, (totals.get(participantId) ?? 0n) + minorUnits)
        assert.strictEqual(minorUnits % plan.unit, 0n, rule.tag)
      }
      for (const total of totals.values()) {
        assert.isTrue(total <= (plan.capPerPerson ?? total))
        assert.isTrue(total >= (plan.minimumPrize ?? 0n))
      }
    })
  })

  it("with one prize a person nobody wins by two rules", () => {
    const single = cases.map(
      ([planned, input]): Case => [{ ...planned, plan: { ...planned.plan, onePrizePerPerson: true } }, input]
    )
    awarded(single, (prizes, plan) => {
      const teamsWin = plan.stages.some(({ board }) => board._tag === "Teams")
      if (teamsWin || plan.residual === "FirstPlace") return
      // The index -1 marks what the answer to a degenerate field divides among all: no rule's prize.
      const byRules = [...prizes.awards, ...prizes.items].filter(({ rule }) => rule.index >= 0)
      const winners = byRules.map(({ participantId }) => participantId)
      assert.strictEqual(new Set(winners).size, winners.length)
    })
  })

  it("the no-lose floor never leaves a winner below the stake while the platform keeps a fee", () => {
    const guarded = cases.map(
      ([planned, input]): Case => [{ ...planned, plan: { ...planned.plan, noLoseFloor: true } }, input]
    )
    awarded(guarded, (prizes, _, input) => {
      const fee = sumOf(prizes.deductions.filter(({ kind }) => kind === "PlatformFee"))
      if (fee === 0n) return
      const totals = new Map<string, bigint>()
      for (const { participantId, minorUnits } of prizes.awards)
        totals.set(participantId, (totals.get(participantId) ?? 0n) + minorUnits)
      for (const { kind, participantId, minorUnits } of input.contributions) {
        const total = totals.get(participantId ?? "")
        if (kind === "EntryFee" && total !== undefined) assert.isTrue(total >= minorUnits)
      }
    })
  })
})
