import { Result } from "effect"
import type { Prizes } from "../prize/index.ts"
import type { Ranking } from "../ranking/index.ts"
import type { ChallengeId, Currency } from "../shared/index.ts"
import { PoolMismatch, PrizesDoNotBalance } from "./errors.ts"
import { inOrder } from "./PlanFacts.ts"
import { planHash } from "./planHash.ts"
import { type Holds, planLines } from "./planLines.ts"
import type { PlanBody, PlannedStanding, PlanReference, SettlementPlan } from "./SettlementPlan.ts"

/** What a plan is made of beside its prizes. */
export interface PlanHeading {
  readonly challengeId: ChallengeId
  readonly currency: Currency
  readonly version: number
  readonly rulesHash: string
  readonly standingsHash: string
  readonly seed: string
  readonly contributions: SettlementPlan["contributions"]
  /** What the ledger says was paid into the pool. */
  readonly paidInMinorUnits: bigint
  readonly holds?: Holds
  readonly supersedes?: PlanReference
}

/** Why no plan can be made of prizes, in the order in which it is checked. */
export type PlanRefused = PoolMismatch | PrizesDoNotBalance

/**
 * The plan that pays these prizes to this ranking. Every amount is accounted for: what was paid in is what the ledger says,
 * and sources are equal to uses (I3, I12). Takes time in proportion to the field.
 */
export const planOf = (
  heading: PlanHeading,
  ranking: Ranking,
  prizes: Prizes
): Result.Result<SettlementPlan, PlanRefused> => {
  const { challengeId, currency, version, rulesHash, standingsHash, seed, paidInMinorUnits } = heading
  const contributions = inOrder(heading.contributions)
  const contributed = sum(contributions)
  if (contributed !== paidInMinorUnits || prizes.gross !== paidInMinorUnits) {
    const statedMinorUnits = contributed === paidInMinorUnits ? prizes.gross : contributed
    return Result.fail(new PoolMismatch({ challengeId, ledgerMinorUnits: paidInMinorUnits, statedMinorUnits }))
  }
  const [sources, uses] = [prizes.gross + prizes.topUp, usesOf(prizes)]
  if (sources !== uses) {
    return Result.fail(new PrizesDoNotBalance({ challengeId, sourcesMinorUnits: sources, usesMinorUnits: uses }))
  }
  const body: PlanBody = {
    _v: 1,
    challengeId,
    currency,
    version,
    rulesHash,
    standingsHash,
    standings: standingsOf(ranking),
    contributions,
    seed,
    prizes,
    ...(heading.supersedes === undefined ? {} : { supersedes: heading.supersedes }),
    lines: planLines(challengeId, contributions, prizes, heading.holds)
  }
  return Result.succeed({ ...body, hash: planHash(body) })
}

const sum = (rows: ReadonlyArray<{ readonly minorUnits: bigint }>): bigint => {
  let total = 0n
  for (const { minorUnits } of rows) total += minorUnits
  return total
}

/** What prizes give away: to deductions, winners, residual destinations and refunded payers. */
export const usesOf = ({ deductions, awards, residual, refunds }: SettlementPlan["prizes"]): bigint =>
  sum(deductions) + sum(awards) + sum(residual) + sum(refunds)

const standingsOf = ({ ranked, unranked }: Ranking): ReadonlyArray<PlannedStanding> => [
  ...ranked.map(({ rank, standing: { participantId, score, status } }) => ({ participantId, rank, score, status })),
  ...unranked.map(({ participantId, score, status }) => ({ participantId, score, status }))
]
