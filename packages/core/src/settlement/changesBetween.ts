import { compareIds, type ParticipantId } from "../shared/index.ts"
import { changedFacts, type Fact, factsOf } from "./PlanFacts.ts"
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

/** What is different in a plan from one before it. */
export const changesBetween = (then: SettlementPlan, now: SettlementPlan): PlanChanges => {
  const [before, after] = [wonIn(then), wonIn(now)]
  const awards = [...new Set([...before.keys(), ...after.keys()])].sort(compareIds).flatMap((participantId) => {
    const [was, is] = [before.get(participantId) ?? 0n, after.get(participantId) ?? 0n]
    return was === is ? [] : [{ participantId, was, is }]
  })
  return { facts: changedFacts(factsOf(then), factsOf(now)), awards }
}

const wonIn = ({ prizes }: SettlementPlan): ReadonlyMap<ParticipantId, bigint> => {
  const won = new Map<ParticipantId, bigint>()
  for (const { participantId, minorUnits } of prizes.awards)
    won.set(participantId, (won.get(participantId) ?? 0n) + minorUnits)
  return won
}
