import { Schema } from "effect"
import fc from "fast-check"
import {
  type Awarding,
  type Contribution,
  commitmentOf,
  type Eligibility,
  type PlanField,
  type PrizeInput,
  PrizePlan
} from "../../src/prize/index.ts"
import { RankingRule } from "../../src/ranking/index.ts"
import type { ParticipantId } from "../../src/shared/index.ts"
import { participantOf, standings } from "./standings.ts"

/** A prize plan with the ranking and the fields that it is made for. */
export interface PlannedPrizes {
  readonly plan: PrizePlan
  readonly ranking: RankingRule
  readonly field: PlanField
}

type PlanJson = typeof PrizePlan.Encoded
type AwardingJson = typeof Awarding.Encoded

/** The secret that every generated draw commits to. */
export const drawSecret = "the secret of the draw"

const measures = ["wins", "steps"]
const divisions = ["junior", "senior"]
const categories = ["youth", "local"]
const measure = fc.constantFrom(...measures)
const amount = fc.constantFrom("0", "1", "7", "50", "100", "250", "333", "1000")
const threshold = fc.integer({ min: 0, max: 4 })
const among = fc.record({ measure, atLeast: threshold }, { requiredKeys: ["atLeast"] })

const nonEmpty = <A>(list: ReadonlyArray<A>, orElse: A): [A, ...Array<A>] => [list[0] ?? orElse, ...list.slice(1)]

/** A table of amounts, mostly falling. */
const amounts = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 5 }), fc.nat(9))
  .map(([table, luck]) =>
    nonEmpty(
      (luck === 0 ? table : table.toSorted((a, b) => b - a)).map((one) => `${one}`),
      "1"
    )
  )

/** A falling table of shares that sum to all of it, to less, or now and then to more. */
const shares = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), fc.constantFrom(0, 0, 0, 3, -1))
  .map(([parts, rest]) => {
    const falling = parts.toSorted((a, b) => b - a)
    const whole = Math.max(falling[0] ?? 1, falling.reduce((sum, part) => sum + part, 0) + rest)
    return nonEmpty(
      falling.map((part) => `${part}/${whole}`),
      "1"
    )
  })

const fixedRule: fc.Arbitrary<AwardingJson> = fc.oneof(
  fc.record({ _tag: fc.constant("AmountPerPlace" as const), amounts }),
  fc.record({
    _tag: fc.constant("AmountPerPlace" as const),
    amounts,
    categories: fc.array(fc.record({ category: fc.constantFrom(...categories), amount }), { maxLength: 3 })
  }),
  fc.record({ _tag: fc.constant("SharePerPlace" as const), shares, of: fc.constantFrom("pool", "pool", "gross") }),
  fc.record({
    _tag: fc.constant("SharePerPlace" as const),
    shares,
    beyond: fc.constantFrom({ first: "3%", step: "-1%" }, { first: "1/50", step: "0" })
  }),
  fc.record(
    {
      _tag: fc.constant("Tier" as const),
      measure,
      tiers: fc
        .array(fc.record({ atLeast: threshold, amount }), { minLength: 1, maxLength: 3 })
        .map((tiers) => nonEmpty(tiers, { atLeast: 1, amount: "1" }))
    },
    { requiredKeys: ["_tag", "tiers"] }
  ),
  fc.record({ _tag: fc.constant("AmountPerEvent" as const), measure, amount }, { requiredKeys: ["_tag", "amount"] }),
  fc.record(
    { _tag: fc.constant("Bonus" as const), measure, atLeast: threshold, amount },
    { requiredKeys: ["_tag", "atLeast", "amount"] }
  ),
  fc.record(
    {
      _tag: fc.constant("Draw" as const),
      winners: fc.integer({ min: 1, max: 3 }),
      commitment: fc.constant(commitmentOf(drawSecret)),
      amount,
      among
    },
    { requiredKeys: ["_tag", "winners", "commitment", "amount"] }
  ),
  fc.record({
    _tag: fc.constant("ItemPerPlace" as const),
    items: fc.constantFrom<[string, ...Array<string>]>(["cup"], ["cup", "medal"])
  })
)

const restRule: fc.Arbitrary<AwardingJson> = fc.oneof(
  fc.record({ _tag: fc.constant("EqualSplit" as const), measure, atLeast: threshold }, { requiredKeys: ["_tag"] }),
  fc.record({
    _tag: fc.constant("TopFraction" as const),
    fraction: fc.constantFrom("1/2", "1/3", "100%"),
    rounding: fc.constantFrom("down", "up")
  }),
  fc.record(
    {
      _tag: fc.constant("Proportional" as const),
      measure,
      among,
      minimumShare: fc.constantFrom("10%", "1/3"),
      price: fc.constantFrom({ step: "0.1" }, { step: "1" }, { step: "0.5", minimum: { price: "20", below: "30" } })
    },
    { requiredKeys: ["_tag"] }
  ),
  fc.record(
    { _tag: fc.constant("LinearByRank" as const), places: fc.integer({ min: 1, max: 5 }) },
    { requiredKeys: ["_tag"] }
  ),
  fc.constant({ _tag: "WinnerTakesAll" as const }),
  fc.record(
    {
      _tag: fc.constant("Draw" as const),
      winners: fc.integer({ min: 1, max: 3 }),
      commitment: fc.constant(commitmentOf(drawSecret)),
      among
    },
    { requiredKeys: ["_tag", "winners", "commitment"] }
  )
)

const awards: fc.Arbitrary<[AwardingJson, ...Array<AwardingJson>]> = fc
  .oneof(
    { arbitrary: fc.tuple(restRule), weight: 4 },
    { arbitrary: fc.tuple(fixedRule), weight: 2 },
    { arbitrary: fc.tuple(fixedRule, restRule), weight: 3 },
    { arbitrary: fc.tuple(fixedRule, fixedRule, restRule), weight: 1 }
  )
  .map((rules): [AwardingJson, ...Array<AwardingJson>] => [...rules])

const stage = fc.record(
  {
    weight: fc.constantFrom("1", "1/3", "2", "0"),
    board: fc.constantFrom<NonNullable<PlanJson["stages"][number]["board"]>>(
      { _tag: "Overall" },
      { _tag: "Overall" },
      { _tag: "Division", division: "junior" },
      { _tag: "Teams", split: "Equal" },
      { _tag: "Teams", split: "ByScore" }
    ),
    by: fc.record({ measure, direction: fc.constantFrom("highest", "lowest") }),
    awards
  },
  { requiredKeys: ["awards"] }
)

const stages = fc.array(stage, { minLength: 1, maxLength: 3 }).map((list): PlanJson["stages"] => {
  const [first, ...rest] = list.map((one, index) => ({ ...one, name: `stage ${index + 1}`.replace(/^s/, "S") }))
  return [first ?? { name: "Stage", awards: [{ _tag: "WinnerTakesAll" }] }, ...rest]
})

const deduction = fc.oneof(
  fc.record({ percent: fc.constantFrom("10%", "1/7", "100%") }),
  fc.record({ percent: fc.constantFrom("10%", "15%"), min: fc.constantFrom("5", "120"), max: fc.constant("200") }),
  fc.record({ perEntry: fc.constantFrom("5", "100") }),
  fc.record({ fixed: fc.constantFrom("30", "500") })
)

const funding = fc.oneof(
  fc.record(
    {
      entryFee: fc.oneof(
        fc.constantFrom("0", "100", "333", "1000"),
        fc.constant<NonNullable<NonNullable<PlanJson["funding"]>["entryFee"]>>([
          { until: "2026-01-01T00:00:00Z", amount: "50" },
          { until: "2026-02-01T00:00:00Z", amount: "200" }
        ]),
        fc.constant<NonNullable<NonNullable<PlanJson["funding"]>["entryFee"]>>([
          { until: "2026-01-01T00:00:00Z", amount: "0" },
          { until: "2026-02-01T00:00:00Z", amount: "70" }
        ])
      ),
      sponsor: fc.constantFrom("0", "500", "1001"),
      guaranteed: fc.constantFrom("600", "5000"),
      carryOver: fc.constantFrom("13", "700")
    },
    { requiredKeys: [] }
  ),
  fc.record({
    entryFee: fc.constantFrom("100", "10"),
    guaranteed: fc.constantFrom("600", "5000"),
    scaling: fc.record({ basis: fc.integer({ min: 1, max: 12 }), floor: fc.constantFrom("0", "50%") })
  })
)

const answers = {
  emptyPool: fc.constantFrom("NoPrizes", "PayAsRanked", "Refund"),
  oneEntrant: fc.constantFrom("PayAsRanked", "Residual", "Refund"),
  allScoresZero: fc.constantFrom("PayAsRanked", "SplitAmongAll", "Residual", "Refund"),
  noWinner: fc.constantFrom("Residual", "SplitAmongAll", "Redistribute", "Refund", "Refund"),
  everyoneWins: fc.constantFrom("PayAsRanked", "Refund"),
  fewerFinishersThanPlaces: fc.constantFrom("Residual", "Redistribute", "Redistribute", "Refund")
} as const

/** Mostly every degenerate field is answered, sometimes only some are. */
const degenerate = fc.oneof(
  { arbitrary: fc.record(answers), weight: 6 },
  { arbitrary: fc.record(answers, { requiredKeys: [] }), weight: 1 }
)

const chains: ReadonlyArray<(typeof RankingRule.Encoded)["tieBreaks"]> = [
  [],
  [{ _tag: "EarliestReached" }],
  [{ _tag: "MoreActiveDays" }, { _tag: "EarlierEntry" }]
]

const ranking = fc
  .record({ direction: fc.constantFrom("highest", "highest", "lowest"), tieBreaks: fc.constantFrom(...chains) })
  .map((json) => Schema.decodeUnknownSync(RankingRule)(json))

const plan: fc.Arbitrary<PrizePlan> = fc
  .record(
    {
      funding,
      deductions: fc.array(
        fc
          .tuple(fc.constantFrom("PlatformFee", "PlatformFee", "Charity"), deduction)
          .map(([_tag, size]) => ({ _tag, ...size })),
        { maxLength: 2 }
      ),
      noLoseFloor: fc.boolean(),
      stages,
      ties: fc.constantFrom("Pool", "Pool", "Hort", "InFull", "Chain", "Void"),
      acrossLastPlace: fc.constantFrom("Split", "Split", "Enlarge", "Break"),
      minimumPrize: fc.constantFrom("1", "60"),
      capPerPerson: fc.constantFrom("60", "250"),
      onePrizePerPerson: fc.boolean(),
      ineligible: fc.record({ place: fc.constantFrom("UsesUp", "MovesUp", "MovesUp") }),
      mustBeVerified: fc.boolean(),
      unit: fc.constantFrom("1", "1", "10"),
      residual: fc.constantFrom("Platform", "Sponsor", "CarryOver", "FirstPlace", "Charity"),
      shortfall: fc.constantFrom("Organiser", "ScaleDown"),
      degenerate
    },
    { requiredKeys: ["stages", "funding", "ties", "degenerate"] }
  )
  .map((json) => Schema.decodeUnknownSync(PrizePlan)(json))

/** Plans of every kind, sound and unsound, with a ranking and a field of at most twelve. */
export const plannedPrizes: fc.Arbitrary<PlannedPrizes> = fc
  .record({
    plan,
    ranking,
    luck: fc.nat(9),
    minimum: fc.integer({ min: 0, max: 3 }),
    maximum: fc.integer({ min: 3, max: 12 })
  })
  .map(({ minimum, maximum, luck, plan, ranking }) => ({
    // Mostly a plan that needs a chain has one.
    plan:
      luck > 0 && ranking.tieBreaks.length === 0 && (plan.ties === "Hort" || plan.ties === "Chain")
        ? { ...plan, ties: "Pool" }
        : plan,
    ranking,
    field: { minimum, maximum, divisions, measures, teams: true, categories }
  }))

const eligibilities: fc.Arbitrary<Eligibility | undefined> = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  undefined,
  "RankedNotPaid",
  "Excluded",
  "Unverified"
)

/**
 * A field that the plan is made for: any standings, ties, eligibility, categories and teams. Everybody pays one of the
 * fees; what sponsors and earlier challenges bring in is now and then what was expected.
 */
export const prizeInput = ({
  plan: { funding: expected },
  ranking: rule,
  field
}: PlannedPrizes): fc.Arbitrary<PrizeInput> => {
  const shape = {
    links: rule.tieBreaks.length,
    measures,
    divisions,
    minimum: field.minimum,
    maximum: field.maximum ?? 12
  }
  return fc
    .record({
      standings: standings(shape),
      fees: fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      statuses: fc.array(eligibilities, { minLength: 12, maxLength: 12 }),
      member: fc.array(fc.subarray(categories), { minLength: 12, maxLength: 12 }),
      teamOf: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 12, maxLength: 12 }),
      teams: standings({ ...shape, minimum: 0, maximum: 4 }),
      sponsor: arrived(expected.sponsor),
      carryOver: arrived(expected.carryOver),
      seed: fc.constantFrom("seed", "other seed")
    })
    .map(({ standings: rows, fees, statuses, member, teamOf, teams, sponsor, carryOver, seed }): PrizeInput => {
      const eligibility = new Map<ParticipantId, Eligibility>()
      for (const [index, status] of statuses.entries())
        if (status !== undefined) eligibility.set(participantOf(index), status)
      return {
        contributions: [
          ...feesPaid(
            expected,
            rows.map(({ participantId }) => participantId),
            fees
          ),
          ...paid("sponsor", "Sponsor", sponsor),
          ...paid("earlier", "CarryOver", carryOver)
        ],
        standings: rows,
        teams: teams.slice(0, rows.length).map((standing, team) => ({
          standing: { ...standing, participantId: participantOf(50 + team) },
          members: rows.flatMap(({ participantId, score }, index) =>
            teamOf[index] === team ? [{ participantId, score }] : []
          )
        })),
        eligibility,
        categories: new Map(rows.map(({ participantId }, index) => [participantId, member[index] ?? []])),
        seed,
        secret: drawSecret
      }
    })
}

/** Money that a plan may count on, and what comes of it: nothing, less, exactly that, more, or out of the blue. */
const arrived = (expected: bigint | undefined): fc.Arbitrary<bigint | undefined> => {
  const due = expected ?? 0n
  return fc.constantFrom(undefined, expected, 0n, 1n, due === 0n ? 7n : due - 1n, due + 1n, 2n * due + 333n, 100_000n)
}

const paid = (payer: string, kind: "Sponsor" | "CarryOver", minorUnits: bigint | undefined) =>
  minorUnits === undefined ? [] : [{ payer, kind, minorUnits } satisfies Contribution]

/** The fee of each entry: one of those that the plan asks for by date. */
export const feesPaid = (
  { entryFee }: PrizePlan["funding"],
  participants: ReadonlyArray<ParticipantId>,
  choices: ReadonlyArray<number>
): ReadonlyArray<Contribution> => {
  const fees =
    entryFee === undefined ? [] : typeof entryFee === "bigint" ? [entryFee] : entryFee.map((step) => step.amount)
  return participants.flatMap((participantId, index): ReadonlyArray<Contribution> => {
    const minorUnits = fees[(choices[index % choices.length] ?? 0) % Math.max(1, fees.length)]
    return minorUnits === undefined || minorUnits === 0n
      ? []
      : [{ payer: `payer of ${participantId}`, kind: "EntryFee", participantId, minorUnits }]
  })
}
