import { type ChallengeId, compareIds } from "../shared/index.ts"
import type { BusyHour } from "./Tallies.ts"

/** An hour before which nothing weighs any more, counted back from the one under way. */
export const trendHours = 48

/** After so many hours what happened weighs half. */
const halfLifeHours = 6

/** Whoever joins weighs as much as so many activities. */
const weightOfJoining = 10

/** How much something weighs that happened so many hours ago: halved with every half-life that is over, 256 at first and 2 at last. */
const weightAfter = (hours: number): number => 2 ** (trendHours / halfLifeHours - Math.floor(hours / halfLifeHours))

/** A challenge with how much it is talked of. */
export interface Trend {
  readonly challengeId: ChallengeId
  readonly score: number
}

/**
 * Challenges by how much went on in them lately, the most first, those with equal scores by id; those with nothing are left out.
 *
 * **Details**: the score is the sum over the hour under way and the 47 before it of
 * `(10 x joined + activities) x 2^(8 - floor(age / 6))`, where `age` is in hours. An hour in which more activities went than came counts as
 * one without any. All of it is whole numbers, so that it is the same wherever it is made, in whatever order.
 */
export const trendsOf = (busy: Iterable<BusyHour>, now: number): ReadonlyArray<Trend> => {
  const scores = new Map<ChallengeId, number>()
  for (const { challengeId, hour, joined, activities } of busy) {
    const age = now - hour
    const went = weightOfJoining * joined + Math.max(0, activities)
    if (age < 0 || age >= trendHours || went === 0) continue
    scores.set(challengeId, (scores.get(challengeId) ?? 0) + went * weightAfter(age))
  }
  return [...scores].map(([challengeId, score]) => ({ challengeId, score })).sort(byTrend)
}

/** The higher score first, then by id. */
export const byTrend = (a: Trend, b: Trend): number => b.score - a.score || compareIds(a.challengeId, b.challengeId)
