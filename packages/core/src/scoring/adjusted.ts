import { fromUnits } from "../shared/index.ts"
import type { Explanation, ScorePart } from "./Explanation.ts"
import type { Scored } from "./evaluate.ts"
import { rounded } from "./explain.ts"
import type { Program } from "./Program.ts"
import { plus, saturated, whole } from "./Whole.ts"

/**
 * A score with what it is adjusted by, beyond the rule: whatever the rule is, this is added to what it gives, and saturates as it does.
 *
 * **Details**: who has no score has none by an adjustment either, and whoever does not qualify does not by one: both hang on the activities.
 * So do the instant at which the score was reached, the active days and the measures, which stay as they are.
 */
export const adjusted = (scored: Scored, by: bigint): Scored =>
  by === 0n || scored.status === "Missing" ? scored : { ...scored, score: saturated(plus(scored.score, whole(by))) }

/** What a score is adjusted by once, at its decimals, and why. */
export interface GivenAdjustment {
  readonly id: string
  readonly amount: number
  readonly reason: string
}

/** The explanation of a score that is adjusted: each adjustment is a part of it, so that the parts sum to the score as ever. */
export const explainAdjusted = (
  { score: { node } }: Program,
  explanation: Explanation,
  given: ReadonlyArray<GivenAdjustment>
): Explanation => {
  if (given.length === 0 || explanation.scored.status === "Missing") return explanation
  const { decimals, contributions } = explanation
  const parts = given.map(
    ({ id, reason, amount }): ScorePart => ({
      _tag: "Adjustment",
      path: node.path,
      adjustment: id,
      reason,
      gave: fromUnits(amount, decimals)
    })
  )
  const by = given.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  const scored = adjusted(explanation.scored, by)
  return {
    ...explanation,
    scored,
    contributions: rounded([...contributions, ...parts], fromUnits(scored.score, decimals), node.path)
  }
}
