import type { Rational } from "../shared/index.ts"
import type { Contender } from "./Contender.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import type { PrizeInput } from "./Prizes.ts"
import type { Stage } from "./Stage.ts"
import type { TieRules } from "./tieGroups.ts"

/** All that the rules of one stage look at. */
export interface StageContext {
  readonly plan: PrizePlan
  readonly stage: Stage
  readonly input: PrizeInput
  readonly rules: TieRules
  readonly contenders: ReadonlyArray<Contender>
  /** The stage's part of the pool, and its part of all that was paid in. */
  readonly money: bigint
  readonly gross: Rational.Rational
  /** What advertised amounts are multiplied by (funding.scaling). */
  readonly scale: Rational.Rational
  /** False when the pool is empty and the plan gives no prizes then: only items are awarded. */
  readonly givesMoney: boolean
  /** Who has a prize already, where each gets only one. Rules add to it in their order. */
  readonly winners: Set<string>
}

/** Those who may still win: with one prize a person, without the winners of earlier rules. */
export const stillIn = ({ plan, contenders, winners }: StageContext): ReadonlyArray<Contender> =>
  plan.onePrizePerPerson ? contenders.filter(({ id, members }) => !isWinner(winners, id, members)) : contenders

const isWinner = (winners: ReadonlySet<string>, id: string, members: Contender["members"]): boolean =>
  members === undefined ? winners.has(id) : members.some(({ participantId }) => winners.has(participantId))

/** Of those who may still win, the ones who may be paid. */
export const payable = (context: StageContext): ReadonlyArray<Contender> =>
  stillIn(context).filter(({ isEligible }) => isEligible)

/** Remembers winners. */
export const remember = (context: StageContext, winners: Iterable<Contender>): void => {
  if (!context.plan.onePrizePerPerson) return
  for (const { id, members, isEligible } of winners) {
    if (!isEligible) continue
    if (members === undefined) context.winners.add(id)
    else for (const { participantId } of members) context.winners.add(participantId)
  }
}
