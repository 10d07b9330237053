import { compareIds, type ParticipantId } from "../shared/index.ts"
import { changedFacts, type Fact, factsOf, type PlanFacts } from "./PlanFacts.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"

/** Somebody who gets another amount, in minor units. */
export interface ChangedAward {
  readonly participantId: ParticipantId
  readonly was: bigint
  readonly is: bigint
}

/** What is different in a plan from another one of the same challenge. */
export interface PlanChanges {
  /** Which of the facts that it rests on. */
  readonly facts: ReadonlyArray<Fact>
  /** Who gets another amount, in order of their ids. */
  readonly awards: ReadonlyArray<ChangedAward>
}

/** What of a plan is compared: the facts that it rests on, and what everybody wins by it. */
export interface Compared {
  readonly facts: PlanFacts
  readonly won: ReadonlyMap<ParticipantId, bigint>
}

/** Nothing is different. */
export const noChanges: PlanChanges = { facts: [], awards: [] }

/** What is different in a plan from one before it. */
export const changesBetween = (then: Compared, now: Compared): PlanChanges => {
  const awards = [...new Set([...then.won.keys(), ...now.won.keys()])].sort(compareIds).flatMap((participantId) => {
    const [was, is] = [then.won.get(participantId) ?? 0n, now.won.get(participantId) ?? 0n]
    return was === is ? [] : [{ participantId, was, is }]
  })
  return { facts: changedFacts(then.facts, now.facts), awards }
}

/** What of a plan is compared. */
export const comparedOf = (plan: SettlementPlan): Compared => {
  const won = new Map<ParticipantId, bigint>()
  for (const { participantId, minorUnits } of plan.prizes.awards)
    won.set(participantId, (won.get(participantId) ?? 0n) + minorUnits)
  return { facts: factsOf(plan), won }
}
