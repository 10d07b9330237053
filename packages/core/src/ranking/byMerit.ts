import type { Order } from "effect"
import { compareIds, maxMagnitude } from "../shared/index.ts"
import type { RankingRule } from "./RankingRule.ts"
import type { Standing } from "./Standing.ts"

/** Stands for a tie-break value that a tuple lacks: after every value there is. */
const lacking = maxMagnitude + 1

/** The score turned so that the smaller is better. Zero has one form, so that -0 equals 0. */
export const turnedScore = (rule: RankingRule, standing: Standing): number =>
  rule.direction === "highest" ? 0 - standing.score : standing.score

/** The value of one link of the tie-break chain; the smaller is better. */
export const tieBreakOf = (standing: Standing, link: number): number => standing.tieBreak[link] ?? lacking

/** As `byMerit`, but zero for standings that are tied: equal score and equal tie-break tuple. */
export const byResult = (rule: RankingRule): Order.Order<Standing> => {
  const links = rule.tieBreaks.length
  return (a, b) => {
    const [first, second] = [turnedScore(rule, a), turnedScore(rule, b)]
    if (first !== second) return first < second ? -1 : 1
    for (let link = 0; link < links; link++) {
      const [one, other] = [tieBreakOf(a, link), tieBreakOf(b, link)]
      if (one !== other) return one < other ? -1 : 1
    }
    return 0
  }
}

/**
 * The order of scored standings under the rule: score in the rule's direction, then the tie-break tuple link by link
 * (the smaller first), then participant id. No two standings of different participants compare equal.
 *
 * **Details**: as many links count as the rule declares; further values of a tuple are ignored, and a value that the
 * tuple lacks comes last. The status is not looked at. All comparisons are of exact integers.
 */
export const byMerit = (rule: RankingRule): Order.Order<Standing> => {
  const compareResults = byResult(rule)
  return (a, b) => compareResults(a, b) || byParticipant(a, b)
}

/** The order in which ties and the unranked are listed: by participant id, code unit by code unit. */
export const byParticipant: Order.Order<Standing> = (a, b) => {
  const order = compareIds(a.participantId, b.participantId)
  return order < 0 ? -1 : order > 0 ? 1 : 0
}
