import { Schema } from "effect"
import { Decimals } from "../shared/index.ts"
import { plus, roundRatio, saturated, times, type Whole } from "./Whole.ts"

/** How the scores of its members make a team's: their sum, their mean, or the sum of the best `k`. */
export const TeamScore = Schema.TaggedUnion({
  Sum: {},
  Mean: { decimals: Decimals },
  Best: { k: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10_000_000 })) }
})
export type TeamScore = typeof TeamScore.Type

/** The decimals of a team's score, given those of its members'. */
export const teamDecimals = (rule: TeamScore, decimals: number): number =>
  rule._tag === "Mean" ? rule.decimals : decimals

/**
 * A team's score from the scores of those members who have one, all at `decimals`; `undefined` without any.
 *
 * **Details**: the result is at `teamDecimals(rule, decimals)`; a mean is rounded half to even, once. `Best` adds up the
 * best `k`, or all where there are fewer; which scores are best follows the direction of the ranking.
 */
export const teamScore = (
  rule: TeamScore,
  memberScores: ReadonlyArray<number>,
  decimals: number,
  direction: "highest" | "lowest" = "highest"
): number | undefined => {
  if (memberScores.length === 0) return undefined
  switch (rule._tag) {
    case "Sum":
      return saturated(sumOf(memberScores))
    case "Mean":
      return saturated(
        roundRatio(times(sumOf(memberScores), 10 ** rule.decimals), times(memberScores.length, 10 ** decimals))
      )
    case "Best": {
      const best = Float64Array.from(memberScores).sort()
      const chosen = direction === "highest" ? best.slice(-rule.k) : best.slice(0, rule.k)
      return saturated(sumOf(chosen))
    }
  }
}

const sumOf = (scores: Iterable<number>): Whole => {
  let sum: Whole = 0
  for (const score of scores) sum = plus(sum, score)
  return sum
}
