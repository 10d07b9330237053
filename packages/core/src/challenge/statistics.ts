import { type Currency, compareIds, Rational } from "../shared/index.ts"
import type { Prize, TallyTotals, UserTally } from "./Tallies.ts"

/** The statistics of a challenge. */
export interface ChallengeStats {
  /** Everybody who has entered: those who are active, have withdrawn, are disqualified. */
  readonly entered: number
  readonly active: number
  readonly withdrawn: number
  readonly disqualified: number
  /** Who has at least one active day. */
  readonly started: number
  /** Activities that count now, and those in quarantine until an organiser decides. */
  readonly activities: number
  readonly held: number
  /** Who is scored, with what their scores add up to and the exact average: at the decimals of the score. */
  readonly scored: number
  readonly totalScore: bigint
  readonly averageScore?: Rational.Rational
  /**
   * How far those who are active are on the average towards the target or the goal of the rule, in basis points, rounded half to even;
   * nothing where the rule has none, or nobody is active.
   */
  readonly averageProgress?: number
  readonly changedAt?: TallyTotals["changedAt"]
}

/** The statistics that the totals of a challenge come to. */
export const challengeStatsOf = (
  { score, measured, progress, changedAt, ...counts }: TallyTotals,
  held: number
): ChallengeStats => ({
  entered: counts.active + counts.withdrawn + counts.disqualified,
  ...counts,
  held,
  totalScore: score,
  ...(counts.scored === 0 ? {} : { averageScore: Rational.rational(score, BigInt(counts.scored)) }),
  ...(measured === 0
    ? {}
    : { averageProgress: Number(Rational.roundHalfEven(Rational.rational(progress, BigInt(measured)))) }),
  ...(changedAt === undefined ? {} : { changedAt })
})

/** The statistics of a user. */
export interface UserStats {
  readonly entered: number
  /** Challenges with a place in the final standings. */
  readonly finished: number
  /** Nobody stood better. */
  readonly wins: number
  /** Fewer than three stood better. */
  readonly podiums: number
  readonly bestPlace?: number
  readonly activeDays: number
  /** What posted settlements give, by currency. */
  readonly prizes: ReadonlyArray<Prize>
}

const podium = 3

/** The statistics that the tallies of a user come to. */
export const userStatsOf = (tallies: ReadonlyArray<UserTally>): UserStats => {
  const places = tallies.flatMap(({ place }) => place ?? [])
  return {
    entered: tallies.length,
    finished: places.length,
    wins: places.filter((place) => place === 1).length,
    podiums: places.filter((place) => place <= podium).length,
    ...(places.length === 0 ? {} : { bestPlace: Math.min(...places) }),
    activeDays: tallies.reduce((days, { activeDays }) => days + activeDays, 0),
    prizes: sumOf(tallies.flatMap(({ prize }) => prize ?? []))
  }
}

const sumOf = (prizes: ReadonlyArray<Prize>): ReadonlyArray<Prize> => {
  const sums = new Map<Currency, bigint>()
  for (const { currency, minorUnits } of prizes) sums.set(currency, (sums.get(currency) ?? 0n) + minorUnits)
  return [...sums]
    .map(([currency, minorUnits]) => ({ currency, minorUnits }))
    .sort((a, b) => compareIds(a.currency, b.currency))
}
