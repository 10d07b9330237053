import { Result } from "effect"
import { conservation, type Prizes } from "../prize/index.ts"
import type { Ranking } from "../ranking/index.ts"
import type { ChallengeId, Currency } from "../shared/index.ts"
import { PoolMismatch, PrizesDoNotBalance } from "./errors.ts"
import { eligibilityHash, inOrder, poolHash } from "./PlanFacts.ts"
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
  /** The secret of a draw, where the prizes come from one. */
  readonly secret?: string
  readonly eligibility: SettlementPlan["eligibility"]
  readonly contributions: SettlementPlan["contributions"]
  /** What the ledger says was paid into the pool. */
  readonly paidInMinorUnits: bigint
  readonly holds?: Holds
  readonly supersedes?: PlanReference
}

/** Why no plan can be made of prizes, in the order in which it is checked. */
export type PlanRefused = PoolMismatch | PrizesDoNotBalance

/**
 * The plan that pays these prizes to those who stand so. Every amount is accounted for: what was paid in is what the ledger says,
 * and sources are equal to uses (I3, I12). Takes time in proportion to the field.
 */
export const planOf = (
  heading: PlanHeading,
  standings: ReadonlyArray<PlannedStanding>,
  prizes: Prizes
): Result.Result<SettlementPlan, PlanRefused> => {
  const { challengeId, currency, version, rulesHash, standingsHash, seed, eligibility } = heading
  const contributions = inOrder(heading.contributions)
  const refusal = unaccounted(challengeId, contributions, heading.paidInMinorUnits, prizes)
  if (refusal !== undefined) return Result.fail(refusal)
  const body: PlanBody = {
    _v: 1,
    challengeId,
    currency,
    version,
    rulesHash,
    standingsHash,
    standings,
    eligibilityHash: eligibilityHash(eligibility),
    eligibility,
    poolHash: poolHash(contributions, seed),
    contributions,
    seed,
    ...(heading.secret === undefined ? {} : { secret: heading.secret }),
    prizes,
    ...(heading.supersedes === undefined ? {} : { supersedes: heading.supersedes }),
    lines: planLines(challengeId, contributions, prizes, heading.holds)
  }
  return Result.succeed({ ...body, hash: planHash(body) })
}

const unaccounted = (
  challengeId: ChallengeId,
  contributions: SettlementPlan["contributions"],
  ledgerMinorUnits: bigint,
  prizes: Prizes
): PlanRefused | undefined => {
  let contributed = 0n
  for (const { minorUnits } of contributions) contributed += minorUnits
  if (contributed !== ledgerMinorUnits || prizes.gross !== ledgerMinorUnits) {
    const statedMinorUnits = contributed === ledgerMinorUnits ? prizes.gross : contributed
    return new PoolMismatch({ challengeId, ledgerMinorUnits, statedMinorUnits })
  }
  const { sources, uses, isBalanced } = conservation(prizes)
  return isBalanced
    ? undefined
    : new PrizesDoNotBalance({ challengeId, sourcesMinorUnits: sources, usesMinorUnits: uses })
}

/** Standings as a plan shows them: in order of rank, those without a rank last. */
export const plannedStandings = ({ ranked, unranked }: Ranking): ReadonlyArray<PlannedStanding> => [
  ...ranked.map(({ rank, standing: { participantId, score, status } }) => ({ participantId, rank, score, status })),
  ...unranked.map(({ participantId, score, status }) => ({ participantId, score, status }))
]
