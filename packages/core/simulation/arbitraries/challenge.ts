import { Schema } from "effect"
import fc from "fast-check"
import type { Metric } from "../../src/activity/index.ts"
import { ChallengeDefinition, checkDefinition } from "../../src/challenge/index.ts"
import { PrizePlan } from "../../src/prize/index.ts"
import type { RankingRule } from "../../src/ranking/index.ts"
import { ScoringRule, type TeamScore } from "../../src/scoring/index.ts"
import { Currency, formatInstant, Name, Rational } from "../../src/shared/index.ts"
import { arbitraryMetrics, arbitrarySpan } from "./activities.ts"
import { plannedPrizes } from "./prizePlan.ts"
import { arbitraryScoringRule } from "./scoringRule.ts"

const hour = 3_600_000
const decode = Schema.decodeUnknownSync(ChallengeDefinition)
const decodePlan = Schema.decodeUnknownSync(PrizePlan)
const decodeRule = Schema.decodeUnknownSync(ScoringRule)

const divisions = ["junior", "senior"].map((name) => Name.make(name))

/** Measures that plans and tie-breaks can speak of. */
const measures = {
  wins: decodeRule({ _tag: "ActiveDays", metric: "steps", atLeast: 20 }),
  steps: decodeRule({ _tag: "Total", metric: "steps" })
}

const direction = fc.constantFrom("highest", "lowest")

const tieBreaks: fc.Arbitrary<RankingRule["tieBreaks"]> = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(
      { _tag: "EarliestReached" as const },
      { _tag: "MoreActiveDays" as const },
      { _tag: "EarlierEntry" as const }
    ),
    direction.map((direction) => ({ _tag: "Measure" as const, measure: Name.make("wins"), direction }))
  ),
  { maxLength: 3, selector: ({ _tag }) => _tag }
)

const rankings: fc.Arbitrary<RankingRule> = fc.record({
  direction,
  tieBreaks,
  ranks: fc.constantFrom("standard", "modified", "dense", "ordinal", "fractional")
})

const teamScores: fc.Arbitrary<TeamScore> = fc.constantFrom(
  { _tag: "Sum" },
  { _tag: "Mean", decimals: 0 },
  { _tag: "Mean", decimals: 2 },
  { _tag: "Best", k: 2 }
)

const teams = fc.record({
  minimum: fc.integer({ min: 1, max: 3 }),
  maximum: fc.integer({ min: 3, max: 4 }),
  score: teamScores
})

/** Every degenerate field answered. */
const degenerate = {
  emptyPool: "NoPrizes",
  oneEntrant: "PayAsRanked",
  allScoresZero: "PayAsRanked",
  noWinner: "Refund",
  everyoneWins: "PayAsRanked",
  fewerFinishersThanPlaces: "Residual"
}

const share = (shares: ReadonlyArray<string>) => ({ _tag: "SharePerPlace", shares })

/** Plans that suit any ranking and any field; where there are divisions or teams some pay those. */
const plainPlans = (withDivisions: boolean, withTeams: boolean, withChain: boolean): fc.Arbitrary<PrizePlan> =>
  fc
    .record({
      funding: fc.constantFrom(
        { entryFee: "1000" },
        { entryFee: "333", sponsor: "1001" },
        { sponsor: "5000", carryOver: "13" },
        { entryFee: "100", guaranteed: "5000" }
      ),
      deductions: fc.constantFrom(
        [],
        [{ _tag: "PlatformFee", percent: "10%" }],
        [
          { _tag: "Charity", percent: "1/7" },
          { _tag: "PlatformFee", perEntry: "5" }
        ]
      ),
      stages: fc.constantFrom(
        [{ name: "all", awards: [share(["50%", "30%", "20%"])] }],
        [{ name: "all", awards: [share(["40%", "30%", "20%"])] }],
        [{ name: "all", awards: [{ _tag: "WinnerTakesAll" }] }],
        [{ name: "all", awards: [{ _tag: "LinearByRank" }] }],
        [{ name: "all", awards: [{ _tag: "TopFraction", fraction: "1/3", rounding: "up" }] }],
        [{ name: "all", awards: [{ _tag: "EqualSplit", measure: "wins", atLeast: 2 }] }],
        [
          { name: "most", weight: "2", awards: [share(["60%", "40%"])] },
          { name: "steps", weight: "1/3", by: { measure: "steps" }, awards: [{ _tag: "WinnerTakesAll" }] }
        ],
        ...(withDivisions
          ? [
              [
                { name: "young", board: { _tag: "Division", division: "junior" }, awards: [share(["70%", "30%"])] },
                {
                  name: "old",
                  weight: "3",
                  board: { _tag: "Division", division: "senior" },
                  awards: [{ _tag: "LinearByRank", places: 3 }]
                }
              ]
            ]
          : []),
        ...(withTeams
          ? [[{ name: "teams", board: { _tag: "Teams", split: "ByScore" }, awards: [share(["75%", "25%"])] }]]
          : [])
      ),
      ties: withChain ? fc.constantFrom("Pool", "Hort", "Chain", "Void") : fc.constantFrom("Pool", "Void"),
      acrossLastPlace: fc.constantFrom("Split", "Break"),
      ineligible: fc.constantFrom({ place: "UsesUp" }, { place: "MovesUp" }),
      mustBeVerified: fc.boolean(),
      unit: fc.constantFrom("1", "10"),
      residual: fc.constantFrom("Platform", "Sponsor", "CarryOver", "Charity"),
      degenerate: fc.constant(degenerate)
    })
    .map((json) => decodePlan(json))

const limited = (metrics: readonly [Metric, ...Array<Metric>]): readonly [Metric, ...Array<Metric>] => {
  const [steps, ...others] = metrics
  return [{ ...steps, min: Rational.zero, max: Rational.rational(120n) }, ...others]
}

const worlds = fc
  .record({ span: arbitrarySpan, metrics: arbitraryMetrics, limits: fc.boolean() })
  .chain(({ span, metrics, limits }) =>
    fc.record({
      span: fc.constant(span),
      metrics: fc.constant(limits ? limited(metrics) : metrics),
      score: arbitraryScoringRule(metrics),
      missing: fc.constantFrom(undefined, "Last" as const, "Excluded" as const),
      ranking: rankings,
      dayZone: fc.constantFrom("challenge" as const, "participant" as const),
      graceHours: fc.constantFrom(0, 24, 72),
      disputeHours: fc.constantFrom(0, 48),
      freezeAfter: fc.option(fc.nat(99), { nil: undefined }),
      closesEarly: fc.boolean(),
      minimum: fc.integer({ min: 1, max: 3 }),
      maximum: fc.option(fc.integer({ min: 4, max: 9 }), { nil: undefined }),
      divided: fc.boolean(),
      teams: fc.option(teams, { nil: undefined })
    })
  )

/**
 * Small sound challenges of every kind: all scoring rules, rank policies and tie-break chains, local days, freezes, early
 * and late entries, divisions, teams, and prize plans.
 */
export const arbitraryDefinition = (): fc.Arbitrary<ChallengeDefinition> =>
  worlds
    .chain((world) =>
      fc.record({
        world: fc.constant(world),
        plan: fc.option(plainPlans(world.divided, world.teams !== undefined, world.ranking.tieBreaks.length > 0), {
          nil: undefined
        }),
        planned: seldom(plannedPrizes)
      })
    )
    .map(({ world, plan, planned }) => {
      const plain = definitionOf(world)
      // A plan of any kind where it happens to suit the field, a plain one where not.
      const suited =
        planned === undefined
          ? undefined
          : withPrizes({ ...plain, ranking: { ...planned.ranking, ranks: plain.ranking.ranks } }, planned.plan)
      if (suited !== undefined && checkDefinition(suited).length === 0) return suited
      return plan === undefined ? plain : withPrizes(plain, plan)
    })
    .filter((definition) => checkDefinition(definition).length === 0)

/** Whether a plan of any kind is sound takes long to find out. */
const seldom = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })

const withPrizes = (definition: ChallengeDefinition, prizes: PrizePlan): ChallengeDefinition => ({
  ...definition,
  currency: Currency.make("EUR"),
  prizes
})

type World = typeof worlds extends fc.Arbitrary<infer A> ? A : never

const definitionOf = (world: World): ChallengeDefinition => {
  const { window, zone, dayStartsAt } = world.span
  const instant = (at: number) => formatInstant(at)
  const length = window.end - window.start
  const freezeAt =
    world.freezeAfter === undefined
      ? {}
      : { freezeAt: instant(window.start + Math.floor((length * world.freezeAfter) / 100)) }
  const decoded = decode({
    id: "simulated",
    name: "A simulated challenge",
    zone,
    dayZone: world.dayZone,
    dayStartsAt,
    window: { start: instant(window.start), end: instant(window.end) },
    graceHours: world.graceHours,
    disputeHours: world.disputeHours,
    ...freezeAt,
    entries: {
      minimum: world.minimum,
      ...(world.maximum === undefined ? {} : { maximum: world.maximum }),
      ...(world.closesEarly ? { closes: instant(window.start - hour) } : {})
    },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  })
  return {
    ...decoded,
    metrics: world.metrics,
    score: world.missing === undefined ? world.score : { ...world.score, missing: world.missing },
    measures,
    ranking: world.ranking,
    divisions: world.divided ? divisions : [],
    ...(world.teams === undefined ? {} : { teams: world.teams })
  }
}
