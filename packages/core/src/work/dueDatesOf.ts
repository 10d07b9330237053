import { type Challenge, datesOf } from "../challenge/index.ts"
import { type DueDate, DueKind } from "../runtime/index.ts"
import { disputeDue, type SettlementState } from "../settlement/index.ts"

/** The due dates of challenges. */
export const stepDue = DueKind.make("challenge.step")
export const recurDue = DueKind.make("challenge.recur")

/** The due dates that a challenge and its current settlement have: what is kept follows from the facts, and can be made anew. */
export const dueDatesOf = (challenge: Challenge, settlement?: SettlementState): ReadonlyArray<DueDate> => {
  const { id: subject } = challenge
  const dispute = settlement?._tag === "Provisional" ? settlement.disputeUntil : undefined
  const { "challenge.step": step, "challenge.recur": recur } = datesOf(challenge)
  return [
    ...(step === undefined ? [] : [{ kind: stepDue, subject, due: step }]),
    ...(recur === undefined ? [] : [{ kind: recurDue, subject, due: recur }]),
    ...(dispute === undefined ? [] : [{ kind: disputeDue, subject, due: dispute }])
  ]
}
