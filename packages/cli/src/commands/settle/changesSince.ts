import { changesBetween, comparedOf, preview, type SettlementPlan } from "@laurel/core/settlement"
import { formatAmount } from "@laurel/core/shared"
import { type Mistake, Problem } from "../../io/Problem.ts"
import type { Session } from "../../session/Session.ts"

/** At most this many changed awards are named. */
const namedAwards = 10

const stale: ReadonlySet<string> = new Set(["stale-plan", "plan-hash-mismatch", "nothing-to-settle"])

/** What comes of an act on a plan; where the plan is stale, the problem says what has changed since it was made. */
export const orWhatChanged = async <A>(session: Session, plan: SettlementPlan, act: Promise<A>): Promise<A> => {
  try {
    return await act
  } catch (error) {
    if (!(error instanceof Problem) || !stale.has(error.facts.code)) throw error
    const now = await session.run(preview(plan.challengeId)).catch(() => undefined)
    throw now === undefined ? error : new Problem({ ...error.facts, mistakes: changesSince(plan, now) })
  }
}

/** What is different now from what a plan says: the facts that it rests on, and who gets what. */
export const changesSince = (then: SettlementPlan, now: SettlementPlan): ReadonlyArray<Mistake> => {
  const { facts, awards } = changesBetween(comparedOf(then), comparedOf(now))
  const more = awards.length - namedAwards
  return [
    ...facts.map((fact) => ({ where: fact, message: "changed since the plan was made" })),
    ...awards.slice(0, namedAwards).map(({ participantId, was, is }) => ({
      where: participantId,
      message: `${formatAmount(was, then.currency)} in the plan, now ${formatAmount(is, now.currency)} ${now.currency}`
    })),
    ...(more > 0 ? [{ where: "awards", message: `and ${more} more` }] : [])
  ]
}
