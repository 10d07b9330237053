import fc from "fast-check"
import { type Adjustment, AdjustmentId, type Reversal } from "../../src/challenge/index.ts"
import { maxMagnitude, PrincipalId } from "../../src/shared/index.ts"
import { instants, participantIds } from "./shared.ts"

/** Few names of adjustments, so that they meet again. */
export const adjustmentIds = fc.constantFrom("b", "a", "A", "a.b_c@1+2-3").map((text) => AdjustmentId.make(text))

const reasons = fc.constantFrom("late", 'Ünïcode \u{1f3c6} "x" \\')
const principals = fc.constantFrom("olivia", "Zoë").map((text) => PrincipalId.make(text))

/** Adjustments as they are made: they often share an id, and sometimes its content. */
export const adjustments: fc.Arbitrary<Adjustment> = fc.record(
  {
    id: adjustmentIds,
    participantId: participantIds,
    amount: fc.constantFrom(1, -1, 250, maxMagnitude, -maxMagnitude),
    reason: reasons,
    by: principals,
    at: instants
  },
  { noNullPrototype: true }
)

/** Why, by whom and when adjustments are taken back. */
export const reversals: fc.Arbitrary<Reversal> = fc.record(
  { reason: reasons, by: principals, at: instants },
  { noNullPrototype: true }
)
