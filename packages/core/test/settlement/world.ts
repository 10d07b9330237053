import { Result, Schema } from "effect"
import type { Balances, Entry } from "../../src/ledger/index.ts"
import { type Contribution, type PrizeInput, PrizePlan } from "../../src/prize/index.ts"
import { RankingRule, type Standing, standingsHash } from "../../src/ranking/index.ts"
import {
  openSettlement,
  type PlanReference,
  planSettlement,
  SettlementId,
  type SettlementInput,
  type SettlementPlan
} from "../../src/settlement/index.ts"
import { ChallengeId, Currency, ParticipantId, PrincipalId, sha256Hex } from "../../src/shared/index.ts"

export const spring = ChallengeId.make("spring")
export const eur = Currency.make("EUR")
export const settlementId = SettlementId.make("spring")
export const olga = PrincipalId.make("olga")
export const anton = PrincipalId.make("anton")
export const eve = PrincipalId.make("eve")
export const names = ["ada", "bob", "cyd", "dan"]
export const rulesHash = sha256Hex("rules")
export const noon = Date.UTC(2026, 0, 31, 12)

/** Fee 10 %, charity 50, two stages, at least 1000 guaranteed; all scores zero gives everything back. */
export const prizes = Schema.decodeUnknownSync(PrizePlan)({
  funding: { guaranteed: "1000" },
  deductions: [
    { _tag: "PlatformFee", percent: "10%" },
    { _tag: "Charity", fixed: "50" }
  ],
  stages: [
    { name: "main", weight: "3", awards: [{ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] }] },
    { name: "win", weight: "1", awards: [{ _tag: "WinnerTakesAll" }] }
  ],
  residual: "CarryOver",
  shortfall: "Organiser",
  degenerate: {
    emptyPool: "NoPrizes",
    oneEntrant: "PayAsRanked",
    allScoresZero: "Refund",
    noWinner: "Residual",
    everyoneWins: "PayAsRanked",
    fewerFinishersThanPlaces: "Residual"
  }
})

export const ranking = Schema.decodeUnknownSync(RankingRule)({})

export const standingsOf = (scores: ReadonlyArray<number>): ReadonlyArray<Standing> =>
  scores.map((score, index) => ({
    participantId: ParticipantId.make(names[index] ?? `p${index}`),
    status: "Scored",
    score,
    tieBreak: [],
    measures: {}
  }))

export const feesOf = (payers: ReadonlyArray<string>, minorUnits = 1000n): ReadonlyArray<Contribution> =>
  payers.map((payer) => ({ payer, kind: "EntryFee", participantId: ParticipantId.make(payer), minorUnits }))

export interface Facts {
  readonly scores: ReadonlyArray<number>
  readonly contributions?: ReadonlyArray<Contribution>
  readonly version?: number
  readonly supersedes?: PlanReference
  readonly eligibility?: PrizeInput["eligibility"]
  readonly categories?: PrizeInput["categories"]
  readonly advances?: PrizeInput["advances"]
  readonly holds?: SettlementInput["holds"]
}

export const inputOf = (facts: Facts): SettlementInput => {
  const contributions = facts.contributions ?? feesOf(names)
  const standings = standingsOf(facts.scores)
  return {
    challengeId: spring,
    currency: eur,
    version: facts.version ?? 1,
    rulesHash,
    standingsHash: standingsHash(standings),
    prizes,
    ranking,
    paidInMinorUnits: contributions.reduce((sum, { minorUnits }) => sum + minorUnits, 0n),
    input: {
      contributions,
      standings,
      seed: "spring 2026",
      ...(facts.eligibility === undefined ? {} : { eligibility: facts.eligibility }),
      ...(facts.categories === undefined ? {} : { categories: facts.categories }),
      ...(facts.advances === undefined ? {} : { advances: facts.advances })
    },
    ...(facts.supersedes === undefined ? {} : { supersedes: facts.supersedes }),
    ...(facts.holds === undefined ? {} : { holds: facts.holds })
  }
}

export const planFor = (facts: Facts): SettlementPlan => Result.getOrThrow(planSettlement(inputOf(facts)))

export const opened = openSettlement(settlementId, spring)

/** What stands on the accounts, by name. */
export const standsOn = (ledger: Balances): Record<string, bigint> => {
  const rows = [...ledger.rows()].filter(({ minorUnits }) => minorUnits !== 0n)
  return Object.fromEntries(rows.map(({ account, minorUnits }) => [Object.values(account).join(" "), minorUnits]))
}

export const postings = (entry: Entry): Record<string, bigint> =>
  Object.fromEntries(entry.postings.map(({ account, minorUnits }) => [Object.values(account).join(" "), minorUnits]))
